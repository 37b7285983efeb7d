"""`ivr user` prints what CONSOLE_USERS takes, and never the password."""

import subprocess
import sys

import pytest

from ivr.console.users import theirs, users
from ivr.settings import CONSOLE_USER


def ivr_user(*arguments, password):
    return subprocess.run([sys.executable, "-c", "import sys; from ivr.cli import main; sys.exit(main(sys.argv[1:]))", "user", *arguments],
                          input=password + "\n", capture_output=True, text=True, check=False)


def test_the_entry_lets_its_owner_in_and_nobody_else():
    printed = ivr_user("dana", "desk", password="correct horse battery").stdout.strip()
    assert CONSOLE_USER.fullmatch(printed)
    [user] = users(printed).values()
    assert (user.name, user.role, theirs(user, "correct horse battery"), theirs(user, "another")) == ("dana", "desk", True, False)
    assert "correct" not in printed


@pytest.mark.parametrize(("arguments", "password"), [
    (("dana", "desk"), "short"), (("dana", "owner"), "correct horse battery"), (("da na", "desk"), "correct horse battery"),
    (("dana:manager", "desk"), "correct horse battery"),
])
def test_what_would_not_do_is_refused(arguments, password):
    refused = ivr_user(*arguments, password=password)
    assert (refused.returncode, refused.stdout) == (2, "")
