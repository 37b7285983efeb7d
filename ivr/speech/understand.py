"""
The one door to understanding: a text and what was asked, and what the caller meant.

Nothing here looks at a clock, a network or a log; whatever the text, there is an answer, and None means that nothing
usable was said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TextIO

from ivr.speech import language
from ivr.speech.choice import choice
from ivr.speech.dob import dob
from ivr.speech.free import free
from ivr.speech.preferred import preferred

Context = Mapping[str, Any] | None
LOCALES = ("en-US", "es-US")


def intent(text: str, now: datetime, locale: str, context: Context = None) -> str:
    from ivr.speech import intents

    return intents.intent(text, locale, dict(context or {}))


def name(text: str, now: datetime, locale: str, context: Context = None) -> dict[str, Any] | None:
    from ivr.speech import names

    return names.name(text, locale, dict(context or {}))


KINDS: dict[str, Callable[..., Any]] = {
    "choice": choice, "dob": lambda text, now, locale, context: dob(text, now, locale), "free": free, "intent": intent,
    "name": name, "preferred": preferred,
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
    return KINDS[kind](text, now, locale if locale[:2] in languages() else LOCALES[0], context)


@cache
def languages() -> frozenset[str]:
    return frozenset(locale[:2] for locale in LOCALES)


def load() -> None:
    """Read the tables of every language, so that no caller waits for it."""
    for locale in LOCALES:
        language.load(locale[:2])
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
        found = understand(request["text"], request["kind"], now, request.get("locale") or LOCALES[0], request.get("context"))
        return {"id": request.get("id"), "result": found}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):   # whatever stood on the line, the next one counts
        return {"id": request.get("id") if isinstance(request, dict) else None, "result": None}
