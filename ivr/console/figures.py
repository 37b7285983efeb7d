"""How the line is doing, in pictures: of a day, a week or a month."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, g, render_template, request

from ivr.console import pictures
from ivr.console.parts import Parts, day_in
from ivr.console.pictures import Picture
from ivr.store.day_counts import DayCounts
from ivr.store.reading import LIVE_S
from ivr.store.steps import Alike, Steps

SPANS = {1: "One day", 7: "Seven days", 30: "Thirty days"}


@dataclass(frozen=True)
class Tally:
    """Of the calls of a day, or of several."""

    hours: Counter[int]             # calls by the hour they began in
    outcomes: Counter[str]
    turns: Counter[int]             # calls by how many turns they had
    alike: Counter[Alike]           # turns

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hours + other.hours, self.outcomes + other.outcomes, self.turns + other.turns, self.alike + other.alike)

    def to_json(self) -> str:
        return json.dumps([list(counter.items()) for counter in vars(self).values()])

    @staticmethod
    def from_json(text: str) -> Tally:
        hours, outcomes, turns, alike = json.loads(text)
        return Tally(Counter(dict(hours)), Counter(dict(outcomes)), Counter(dict(turns)), Counter({Alike(*key): n for key, n in alike}))


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
        self._parts, self._steps, self._kept = parts, Steps(parts.database), DayCounts(parts.database)

    def over(self, day: date, days: int) -> Tally:
        """The days that end with *day*."""
        span = [day - timedelta(days=n) for n in range(days)]
        kept = {each: Tally.from_json(counts) for each, counts in self._kept.of(span).items()}
        return sum((kept.get(each) or self._counted(each) for each in span), Tally(Counter(), Counter(), Counter(), Counter()))

    def _counted(self, day: date) -> Tally:
        reading, span = self._parts.reading, self._parts.bounds(day)
        hours = Counter(self._parts.local(each).hour for each in reading.starts_between(*span))
        tally = Tally(hours, reading.outcomes_between(*span), reading.turns_between(*span), self._steps.between(*span))
        if hours and span[1] < time.time() - LIVE_S:            # the day is over, and so is its last call
            self._kept.keep(day, tally.to_json())
        return tally


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
