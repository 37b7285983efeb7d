"""
Side questions that the practice file's own tables answer: when the office is open, in general or on a day.

The phrases stand in prompts/<language>/asides.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from ivr.speech.language import DAYS
from ivr.speech.phrases import Phrases
from ivr.speech.preferred import preferred
from ivr.speech.tables import language, table
from ivr.speech.words import words

OF_THE_LINE = ("robot", "slower", "louder")
SHORT = 9                   # words


def hours_asked(text: str, locale: str, now: datetime) -> Mapping[str, Any]:
    """{"aside": "hours"}, with the "day" asked about (ISO) if it was one; empty for anything else."""
    found = {each.key for each in _phrases(language(locale)).spans(words(text))} - set(OF_THE_LINE)
    if found != {"hours"}:
        return {}
    day = day_meant(preferred(text, now, locale), now.date())
    return {"aside": "hours", **({"day": day.isoformat()} if day else {})}


def day_meant(wish: Any, today: date) -> date | None:
    """The one day a wish is for; a weekday is the next of its name, today included."""
    windows = list(wish.get("windows", ())) if isinstance(wish, Mapping) else []
    if len(windows) != 1:
        return None
    window = windows[0]
    if window.get("from") and window.get("from") == window.get("to"):
        return date.fromisoformat(window["from"])
    weekdays = list(window.get("weekdays", ()))
    if len(weekdays) != 1:
        return None
    first = max(today, date.fromisoformat(window["from"])) if "from" in window else today
    return first + timedelta(days=(DAYS.index(weekdays[0]) - first.weekday()) % 7)


def of_the_line(text: str, locale: str, wholly: bool = False) -> str:
    """
    "robot", "slower" or "louder", when little else was said; empty for anything else.

    Args:
        wholly: Only when it is most of what was said.
    """
    said = words(text)
    found = {each.key for each in _phrases(language(locale)).spans(said) if not wholly or 2 * each.length >= len(said)} & set(OF_THE_LINE)
    return min(found) if found and len(said) <= SHORT else ""


@cache
def _phrases(code: str) -> Phrases:
    """Read once; call it at start-up to have it ready."""
    written = table(code, "asides")
    return Phrases({name: written[name] for name in ("hours", "not_hours", *OF_THE_LINE)})
