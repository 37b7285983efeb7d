"""How the line is doing, in pictures: of a day, a week or a month."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from flask import Blueprint, g, render_template, request

from ivr.console import pictures
from ivr.console.parts import Parts, day_in
from ivr.console.pictures import Picture
from ivr.store.reading import LIVE_S
from ivr.store.steps import Alike, Steps

SPANS = {1: "One day", 7: "Seven days", 30: "Thirty days"}
KEPT = 100              # days of which the counts are kept by the process


@dataclass(frozen=True)
class Tally:
    """Of the calls of a day, or of several."""

    hours: Counter[int]             # calls by the hour they began in
    outcomes: Counter[str]
    turns: Counter[int]             # calls by how many turns they had
    alike: Counter[Alike]           # turns

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hours + other.hours, self.outcomes + other.outcomes, self.turns + other.turns, self.alike + other.alike)


def add_figures(routes: Blueprint, parts: Parts) -> None:
    tallies = Tallies(parts)

    @routes.get("/figures")
    def figures() -> str:
        day, asked = day_in(request.args.get("day", "")) or parts.today(), request.args.get("days", "")
        days = next((each for each in SPANS if str(each) == asked), 7)
        parts.audit.write(g.who.name, "looked at the figures", f"{days} to {day}")
        span = timedelta(days=days)
        return render_template("console/figures.html", day=day, days=days, spans=SPANS, before=day - span, after=day + span,
                               today=parts.today(), pictures=drawn(tallies.over(day, days)))


class Tallies:
    def __init__(self, parts: Parts):
        self._parts, self._steps = parts, Steps(parts.database)
        # A day that is over, and its last call too, is counted once.
        self._over = lru_cache(KEPT)(self._counted)

    def over(self, day: date, days: int) -> Tally:
        """The days that end with *day*."""
        found = Tally(Counter(), Counter(), Counter(), Counter())
        for each in (day - timedelta(days=n) for n in range(days)):
            ended = self._parts.bounds(each)[1] < time.time() - LIVE_S
            found += self._over(each) if ended else self._counted(each)
        return found

    def _counted(self, day: date) -> Tally:
        reading, span = self._parts.reading, self._parts.bounds(day)
        hours = Counter(self._parts.local(each).hour for each in reading.starts_between(*span))
        return Tally(hours, reading.outcomes_between(*span), reading.turns_between(*span), self._steps.between(*span))


def drawn(tally: Tally) -> list[Picture]:
    return [
        Picture("hours", f"{tally.hours.total()} calls, by the hour they began in", ("Hour", "Calls"), pictures.columns(tally.hours),
                upright=True),
        Picture("outcomes", "What came of them", ("Outcome", "Calls"), pictures.bars(tally.outcomes), "A call may have several outcomes."),
        Picture("turns", "How often the line spoke in a call", ("Times", "Calls", "Share"), pictures.exchanges(tally.turns),
                "Words of patience count."),
        Picture("silence", "How long callers heard nothing before the line spoke", ("Time", "Turns", "Share"),
                pictures.answered_in(tally.alike), "What the telephone network and the recognition of speech add, the line cannot see."),
        Picture("misses", "Questions whose answers were not understood", ("Question", "Times", "Of"), pictures.misses(tally.alike)),
        Picture("office", "How long Open Dental was waited for", ("Time", "Turns", "Share"), pictures.office_in(tally.alike),
                "Only turns that had to wait for it; what was fetched ahead costs no wait."),
    ]
