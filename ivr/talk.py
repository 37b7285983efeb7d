"""A call at the keyboard: type what the caller says, read what they hear.  Piped in, it is a script."""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Sequence
from typing import TextIO

from ivr.telephone.phone import Heard, LineFailed, Telephone

WIDTH = 100
KEYS = re.compile(r"\[?([0-9*#]+)\]?")
HELP = "Type what you would say; [keys], such as [1] or 1; nothing, for silence; [hang up] or ctrl-D to hang up."


def converse(phone: Telephone, lines: TextIO, out: TextIO, interactive: bool) -> int:
    """Lead the whole call; 0 when it ended as a call does."""
    if interactive:
        print(HELP + "\n", file=out)
    try:
        heard = tell(phone.dial(), out)
        while heard.listening:
            line = utterance(lines, out, interactive)
            if line is None or line == "[hang up]":
                heard = phone.hang_up()
                print("(hung up)", file=out)
            else:
                heard = tell(answer(phone, line), out)
    except LineFailed as error:
        print(f"(the line failed: {error})", file=out)
        return 1
    return 0


def utterance(lines: TextIO, out: TextIO, interactive: bool) -> str | None:
    """What the caller does next; None at the end of the input."""
    if interactive:
        print("CALLER  ", end="", flush=True, file=out)
    for raw in lines:
        line = raw.strip()
        if line.startswith("# "):
            continue
        if not interactive:
            print(f"CALLER  {f'[{line}]' if re.fullmatch('[0-9*#]+', line) else line or '[silence]'}", file=out)
        return line
    return None


def answer(phone: Telephone, line: str) -> Heard:
    keys = KEYS.fullmatch(line)
    if keys:
        return phone.press(keys[1])
    return phone.wait() if line in ("", "[silence]") else phone.say(line)


def tell(heard: Heard, out: TextIO) -> Heard:
    if heard.lines:
        print(textwrap.fill(heard.text, WIDTH, initial_indent="IVR     ", subsequent_indent=" " * 8), file=out)
    for number in heard.dialled:
        print(f"        (rings {number})", file=out)
    if heard.ended:
        print("        (hangs up)", file=out)
    return heard


def call_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr call", description=__doc__, epilog=HELP)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000", help="where the line listens (%(default)s)")
    parser.add_argument("--from", dest="caller", default="+12175550142", help="who calls (%(default)s)")
    parser.add_argument("--to", dest="called", default="+12175550199", help="the number dialled (%(default)s)")
    parser.add_argument("--token", default=os.environ.get("TWILIO_AUTH_TOKEN", "").partition(",")[0],
                        help="signs the requests; TWILIO_AUTH_TOKEN unless given")
    parser.add_argument("--public-url", default=os.environ.get("PUBLIC_URL", ""), help="what is signed, when the line is told "
                                                                                       "that Twilio calls it by another address")
    options = parser.parse_args(argv)
    phone = Telephone(options.url, options.token or None, options.caller, options.called, public_url=options.public_url)
    return converse(phone, sys.stdin, sys.stdout, sys.stdin.isatty())
