"""`ivr user`: an entry for CONSOLE_USERS."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from getpass import getpass

from ivr.console.users import ROLES, SHORTEST, entry


def command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr user", description="Print an entry for CONSOLE_USERS.  The password is asked for, or read "
                                                             "from standard input.")
    parser.add_argument("name", help="letters, digits and . _ @ -")
    parser.add_argument("role", choices=ROLES, help="desk: the front desk; manager: sees the audit trail as well")
    options = parser.parse_args(argv)
    if not re.fullmatch(r"[\w.@-]{1,64}", options.name):
        parser.error("the name may hold letters, digits and . _ @ -")
    password = asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        print(f"ivr user: expected a password of {SHORTEST} or more characters, the same one twice", file=sys.stderr)
        return 2
    print(entry(options.name, options.role, password))
    return 0


def asked() -> str:
    """Empty when the two differ."""
    password = getpass("Password: ")
    return password if getpass("Again: ") == password else ""
