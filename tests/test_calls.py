"""Every screenplay, played in every way; judged by the office's book."""

from pathlib import Path

import pytest

from tests.screenplay import perform, read
from tests.stage import PLAYS

CALLS = sorted((Path(__file__).parent / "calls").rglob("*.call"))


# A call is put down and taken up, and its webhooks come twice, in the same way whatever language it is in.
PLAYED = [(path, play) for path in CALLS for play in PLAYS if path.parent.name == "en" or play in ("plainly", "slow")]


@pytest.mark.parametrize(("path", "play"), PLAYED, ids=[f"{path.parent.name}-{path.stem}-{play}" for path, play in PLAYED])
def test_call(path, play, stage):
    screenplay = read(path)
    perform(screenplay, stage(play=play, now=screenplay.settings["now"], caller=screenplay.settings["from"]))
