"""Every screenplay, played in every way; judged by the office's book."""

from pathlib import Path

import pytest

from tests.screenplay import perform, read
from tests.stage import PLAYS

CALLS = sorted((Path(__file__).parent / "calls").rglob("*.call"))


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("path", CALLS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_call(path, play, stage):
    screenplay = read(path)
    perform(screenplay, stage(play=play, now=screenplay.settings["now"], caller=screenplay.settings["from"]))
