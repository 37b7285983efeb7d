"""
The one door to understanding: a text and what was asked, and what the caller meant.

Nothing here looks at a clock, a network or a log; whatever the text, there is an answer, and None means that nothing
usable was said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TextIO

from ivr.speech import intents, names
from ivr.speech.choice import choice
from ivr.speech.dob import dob
from ivr.speech.free import free
from ivr.speech.preferred import preferred
from ivr.speech.tables import LOCALES, language

Context = Mapping[str, Any] | None
KINDS: dict[str, Callable[[str, datetime, str, Context], Any]] = {
    "choice": choice, "free": free, "preferred": preferred,
    "dob": lambda text, now, locale, context: dob(text, now, locale),
    "intent": lambda text, now, locale, context: intents.intent(text, locale, context),
    "name": lambda text, now, locale, context: names.name(text, locale, context),
}


def understand(text: str, kind: str, now: datetime, locale: str, context: Context = None) -> Any:
    """
    What the caller meant by *text*, in answer to a question of that *kind*.

    Args:
        kind: dob, preferred, choice, intent, name, or free: everything out of one breath.
        now: Office-local, naive.
        context: {"options": [...]} for choice, {"offered": [...]} for preferred, {"state"} for intent, {"ask"} for name.

    Raises:
        KeyError: there is no such *kind*.
    """
    return KINDS[kind](text, now, LOCALES[language(locale)], context)


def load() -> None:
    """Read the tables of every language, so that no caller waits for it."""
    for locale in LOCALES.values():
        dob("july fifteenth 1982", datetime(2026, 1, 1), locale)
        preferred("friday at ten", datetime(2026, 1, 1), locale)


def command(stdin: TextIO, stdout: TextIO) -> int:
    """JSON lines in, JSON lines out; a line that cannot be read has a null result."""
    for line in stdin:
        if line.strip():
            stdout.write(json.dumps(replied(line), ensure_ascii=False) + "\n")
            stdout.flush()
    return 0


def replied(line: str) -> dict[str, Any]:
    request: Any = None
    try:
        request = json.loads(line)
        now = datetime.fromisoformat(request["now"]).replace(tzinfo=None)
        found = understand(request["text"], request["kind"], now, request.get("locale") or "", request.get("context"))
        return {"id": request.get("id"), "result": found}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):   # whatever stood on the line, the next one counts
        return {"id": request.get("id") if isinstance(request, dict) else None, "result": None}
