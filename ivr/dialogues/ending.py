"""Anything else?  And goodbye."""

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, tell
from ivr.dialogues.parts import looked_up


def anything(heard: Mapping[str, Any]) -> Any:
    """No ends the call; a bare yes asks how to help; a wish of its own has turned the call before this is asked."""
    match heard.get("yes"):
        case True:
            return TurnTo("welcome")
        case False:
            return TurnTo("farewell")


more = Form("more", ask("anything", anything, expects=("more",)), looked_up)

farewell = Form("farewell", tell("goodbye"), safe=True, then="")

over = Form("over", safe=True, then="")         # a person has taken the call; nothing is left to say
