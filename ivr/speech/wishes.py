"""
How what a caller says next changes what they wished before: corrections, "later", "not that one", "the other visit".

A wish is the dictionary `speech.preferred` understands, with three keys of our own; see `office.offers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ivr.office.offers import suits
from ivr.office.records import Opening, Visit

Heard = Mapping[str, Any]
Wish = Mapping[str, Any]
DAY, CLOCK = ("from", "to", "weekdays"), ("at", "after", "before")


def later_wish(heard: Heard, wish: Wish | None, offered: Sequence[Opening]) -> Wish | None:
    """The wish after this answer; None when the answer says nothing about when."""
    said = heard.get("when")
    choice = heard.get("choice") or {}
    relative = (said or {}).get("relative") or choice.get("relative")
    if offered and relative:
        return declined(relatively(relative, {**(wish or {}), **_without(said or {}, "windows", "relative")}, offered), offered)
    if said:
        return corrected(said, wish)
    if offered and choice.get("action") in ("none", "more"):
        return declined(wish or {}, offered)
    return None


def declined(wish: Wish, offered: Sequence[Opening]) -> Wish:
    starts = [opening.starts_at.isoformat() for opening in offered]
    return {**wish, "rejected": sorted({*wish.get("rejected", ()), *starts})}


def corrected(said: Wish, wish: Wish | None) -> Wish:
    """
    A new day keeps the time of day wished before; a new time of day keeps the day; everything else starts afresh.

    Starts already declined stay declined, unless this very time is asked for.
    """
    if not wish:
        return dict(said)
    before = wish.get("windows", [{}])
    now = said.get("windows", [{}])
    if _all(now, DAY) and not _any(now, CLOCK) and len(before) == 1:
        windows = [{**{key: before[0][key] for key in CLOCK if key in before[0]}, **window} for window in now]
    elif _all(now, CLOCK) and not _any(now, DAY) and _any(before, DAY):
        windows = [{**{key: old[key] for key in DAY if key in old}, **window} for old in before for window in now]
    else:
        windows = now
    kept = {"provider": wish["provider"]} if "provider" in wish else {}
    rejected = [start for start in wish.get("rejected", ()) if not _asked_for(start, now)]
    return {**kept, **_without(said, "relative"), "windows": windows, **({"rejected": rejected} if rejected else {})}


def relatively(relative: str, wish: Wish, offered: Sequence[Opening]) -> Wish:
    """What "earlier", "another day", "a week later" and so on mean of the times just offered."""
    first, last = offered[0].starts_at, offered[-1].starts_at
    clocks = [{key: window[key] for key in CLOCK if key in window} for window in wish.get("windows", [{}])]
    free = _without(wish, "windows", "since", "until", "earliest", "latest")
    match relative:
        case "earlier":
            return {**free, "windows": [{}], "until": first.isoformat(), "latest": True}
        case "later":
            return {**free, "windows": [{}], "since": last.isoformat()}
        case "earlier_same_day":
            return {**free, "windows": [_on(first.date())], "until": first.isoformat(), "latest": True}
        case "later_same_day":
            return {**free, "windows": [_on(last.date())], "since": last.isoformat()}
        case "day_later" | "week_later":
            day = last.date() + timedelta(days=1 if relative == "day_later" else 7)
            return {**free, "windows": [{**clock, "from": day.isoformat()} for clock in clocks]}
        case _:                                                                 # another day
            days = {opening.starts_at.date() for opening in offered}
            return {**free, "windows": clocks, "exclude": [*wish.get("exclude", ()), *(_on(day) for day in sorted(days))]}


def visits_meant(heard: Heard, visits: Sequence[Visit]) -> list[Visit]:
    """Those of the patient's visits that the answer fits; empty when it fits none, or says nothing of them."""
    picked = heard.get("choice") or {}
    if picked.get("action") == "pick" and picked["option"] <= len(visits):
        return [visits[picked["option"] - 1]]
    if picked.get("action") == "ambiguous":
        return [visits[n - 1] for n in picked["options"] if n <= len(visits)]
    wish, kind = heard.get("of") or heard.get("when"), heard.get("reason")
    if not wish and not kind:
        return []
    return [visit for visit in visits if (not kind or visit.kind == kind) and (not wish or suits(visit.starts_at, wish))]


def _on(day: date) -> dict[str, str]:
    return {"from": day.isoformat(), "to": day.isoformat()}


def _asked_for(start: str, windows: Sequence[Mapping[str, Any]]) -> bool:
    at = datetime.fromisoformat(start)
    return any("at" in window and suits(at, {"windows": [window]}) for window in windows)


def _all(windows: Sequence[Mapping[str, Any]], keys: tuple[str, ...]) -> bool:
    return all(any(key in window for key in keys) for window in windows)


def _any(windows: Sequence[Mapping[str, Any]], keys: tuple[str, ...]) -> bool:
    return any(key in window for window in windows for key in keys)


def _without(wish: Wish, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in wish.items() if key not in keys}
