"""
Which of the openings are read out: those that suit the caller's wish, or the nearest to it; at most three.

A wish is what `speech.preferred` understands ("windows", "exclude", "earliest", "latest"), and what the offers before
this one add to it: "since" and "until" (ISO, only later or earlier starts than these) and "rejected" (ISO starts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from ivr.office.records import Opening
from ivr.office.requests import Offer

AT_MOST = 3
APART = timedelta(minutes=90)       # two times offered for one day lie at least this far apart, when that can be had
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Wish = Mapping[str, Any]
Window = Mapping[str, Any]


def offer(openings: Sequence[Opening], wish: Wish, providers: frozenset[int] = frozenset(),
          waste: Mapping[Opening, int] | None = None) -> Offer:
    """
    Choose what to read out.

    Args:
        openings: Earliest first; at one time the best provider first.
        providers: Those the caller asked for; empty when anyone will do.
        waste: The useless gaps an opening would leave.  Of one half-day those that leave the fewest are offered, unless
            the caller named a time.
    """
    rejected = set(wish.get("rejected", ()))
    left = [o for o in _one_each(openings, providers) if o.starts_at.isoformat() not in rejected]
    if waste and not any("at" in window for window in wish.get("windows", ())):
        left = _thrifty(left, waste)
    wished = [o for o in left if suits(o.starts_at, wish) and (not providers or o.provider in providers)]
    if wished:
        return Offer(tuple(_spread(wished, wish)))
    for loosened in looser(wish):
        near = [o for o in left if suits(o.starts_at, loosened)]
        if near:
            found = _spread(_nearest_first(near, wish), {key: wish[key] for key in ("rejected",) if key in wish})
            return Offer(tuple(found), exact=False, provider=not providers or all(o.provider in providers for o in found))
    return Offer((), exact=False)


def suits(starts_at: datetime, wish: Wish) -> bool:
    """Whether a start lies in the wish: in one of its windows, in none it excludes, within its bounds."""
    return (
        any(within(starts_at, window) for window in wish.get("windows", ({},)))
        and not any(within(starts_at, window) for window in wish.get("exclude", ()))
        and ("since" not in wish or starts_at > datetime.fromisoformat(wish["since"]))
        and ("until" not in wish or starts_at < datetime.fromisoformat(wish["until"]))
    )


def within(starts_at: datetime, window: Window) -> bool:
    day, clock = starts_at.date(), starts_at.time()
    return (
        ("from" not in window or day >= date.fromisoformat(window["from"]))
        and ("to" not in window or day <= date.fromisoformat(window["to"]))
        and ("weekdays" not in window or WEEKDAYS[day.weekday()] in window["weekdays"])
        and ("at" not in window or clock == time.fromisoformat(window["at"]))
        and ("after" not in window or clock >= time.fromisoformat(window["after"]))
        and ("before" not in window or window["before"] == "24:00" or clock < time.fromisoformat(window["before"]))
    )


def looser(wish: Wish) -> list[Wish]:
    """The wish with less and less of it insisted on: the day, then the time of day, then neither; never what it excludes."""
    windows = wish.get("windows", [{}])
    bounds = {key: wish[key] for key in ("exclude", "since", "until") if key in wish}
    days = [{key: window[key] for key in ("from", "to", "weekdays") if key in window} for window in windows]
    times = [_around(window) for window in windows]
    return [{**bounds, "windows": days}, {**bounds, "windows": times}, {**bounds, "windows": [{}]},
            {"windows": [{}], "exclude": wish.get("exclude", [])}]


def _around(window: Window) -> Window:
    """The window's time of day without its date; an exact time becomes its half of the day."""
    if "at" in window:
        return {"before": "12:00"} if window["at"] < "12:00" else {"after": "12:00"}
    return {key: window[key] for key in ("after", "before") if key in window}


def _thrifty(openings: Sequence[Opening], waste: Mapping[Opening, int]) -> list[Opening]:
    least: dict[tuple[date, bool], int] = {}
    for opening in openings:
        half = _half(opening)
        least[half] = min(least.get(half, 9), waste.get(opening, 0))
    return [opening for opening in openings if waste.get(opening, 0) == least[_half(opening)]]


def _half(opening: Opening) -> tuple[date, bool]:
    return opening.starts_at.date(), opening.starts_at.hour < 12


def _one_each(openings: Sequence[Opening], providers: frozenset[int]) -> list[Opening]:
    """One opening for each start: the provider wished for, or else whoever stands first."""
    chosen: dict[datetime, Opening] = {}
    for opening in openings:
        held = chosen.get(opening.starts_at)
        if held is None or (opening.provider in providers and held.provider not in providers):
            chosen[opening.starts_at] = opening
    return sorted(chosen.values(), key=lambda o: o.starts_at)


def _nearest_first(openings: Sequence[Opening], wish: Wish) -> list[Opening]:
    """Those closest to the wish first."""
    targets = [t for window in wish.get("windows", ()) for t in _aim(window)]
    if not targets:
        return list(openings)
    return sorted(openings, key=lambda o: min(abs(o.starts_at - target) for target in targets))


def _aim(window: Window) -> Iterable[datetime]:
    clock = time.fromisoformat(window.get("at") or window.get("after") or "08:00")
    for edge in ("from", "to"):
        if edge in window:
            yield datetime.combine(date.fromisoformat(window[edge]), clock)


def _spread(openings: Sequence[Opening], wish: Wish) -> list[Opening]:
    """
    Few times that differ: the first that suits, then ones well apart from it, at most two of one day when more days suit.

    Whoever wants the latest hears the last ones; all are told in order of time.
    """
    ordered = list(reversed(openings)) if wish.get("latest") else list(openings)
    days = len({o.starts_at.date() for o in ordered})
    told = [datetime.fromisoformat(start) for start in wish.get("rejected", ())]
    chosen: list[Opening] = []
    for allowed in (_apart(2 if days > 1 else AT_MOST, told), _apart(AT_MOST, told), _apart(AT_MOST)):
        for opening in ordered:
            if len(chosen) < AT_MOST and opening not in chosen and allowed(opening, chosen):
                chosen.append(opening)
    return sorted(chosen or ordered[:1])


def _apart(a_day: int, told: Sequence[datetime] = ()) -> Callable[[Opening, list[Opening]], bool]:
    """At most *a_day* of one day, well apart from each other and from what was told before."""

    def allowed(opening: Opening, chosen: list[Opening]) -> bool:
        same_day = [o.starts_at for o in chosen if o.starts_at.date() == opening.starts_at.date()]
        return len(same_day) < a_day and all(abs(start - opening.starts_at) >= APART for start in (*same_day, *told))

    return allowed
