"""
Which day is which, where a visit is cancelled, moved or confirmed.

A day said with such a wish is the day of the visit; what follows "to" is when it should be instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivr.speech.free import free
from ivr.speech.listening import Listening, Meaning
from ivr.speech.patterns import pattern

NO_DAY_NEEDED = ("late", "sooner", "ahead", "missed", "due")
SOONER = ("move", "sooner")
OF_A_VISIT = ("cancel", "move", "confirm")


def placed(preferred: Any, text: str, at: Listening, wants: str | None) -> Meaning:
    """{"of": the visit's day, "when": the day wished}, only those that were said."""
    if wants in SOONER and (than := pattern(at.language, "than").fullmatch(text)):
        old = day_said(than[than.lastindex or 0], at)
        return {"of": old} if says_when(old) else {}
    if wants in NO_DAY_NEEDED:
        return {}
    old, new = old_and_new(text, at, wants) if wants in OF_A_VISIT else (None, preferred)
    return {**({"of": given_up(old)} if old and says_when(old) else {}), **({"when": new} if says_when(new) else {})}


def old_and_new(text: str, at: Listening, wants: str | None) -> tuple[Any, Any]:
    said = pattern(at.language, "the_visit").sub("", text)
    parted = pattern(at.language, "towards").fullmatch(said) if wants == "move" else None
    return (day_said(parted[1], at), day_said(parted[2], at)) if parted else (day_said(said, at), None)


def given_up(old: Mapping[str, Any]) -> Mapping[str, Any]:
    """"I can't come friday": friday is when the visit is."""
    return old if any(old.get("windows", ())) or "exclude" not in old else {"windows": old["exclude"]}


def day_said(text: str, at: Listening) -> Any:
    """When, in one breath with other things: a date of birth is none."""
    return free(text, at.now, at.locale).get("preferred")


def says_when(wish: Mapping[str, Any] | None) -> bool:
    """A wish that only names who is to be seen leaves the day to be asked for."""
    return wish is not None and (any(wish.get("windows", ())) or any(key in wish for key in ("exclude", "earliest", "latest", "relative")))
