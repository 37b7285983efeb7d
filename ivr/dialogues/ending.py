"""Anything else?  And goodbye."""

from collections.abc import Mapping
from typing import Any

from ivr.dialogue.effects import TurnTo
from ivr.dialogue.form import Form, ask, look, tell
from ivr.dialogues.parts import looked_up

SAID_WITH_IT = ("of", "reason", "when")


def anything(heard: Mapping[str, Any]) -> Any:
    """No ends the call; a bare yes asks how to help; a wish of its own has turned the call before this is asked."""
    match heard.get("yes"):
        case True:
            return TurnTo("welcome")
        case False:
            return TurnTo("farewell")


def what_else(afterwards: Mapping[str, Any] | None = None) -> Any:
    """The second of two wishes said in one breath."""
    if not afterwards or "wants" not in afterwards:
        return False
    return TurnTo(afterwards["wants"], {key: value for key, value in afterwards.items() if key in SAID_WITH_IT}, ("afterwards",))


more = Form("more", look("what_else", what_else), ask("anything", anything, expects=("more",)), looked_up)

farewell = Form("farewell", tell("goodbye"), safe=True, then="")

over = Form("over", safe=True, then="")         # a person has taken the call; nothing is left to say
