"""When the office is open, as one says it: the week, or one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import groupby

from babel.dates import get_day_names

Span = tuple[time, time]                    # from, and up to but not including
Piece = Callable[[str, Mapping[str, str]], str]


@dataclass(frozen=True)
class Hours:
    """Local times of one office."""

    week: Mapping[int, Sequence[Span]] = field(default_factory=dict)           # Monday is 0; empty when closed
    closed: Mapping[date, Mapping[str, str]] = field(default_factory=dict)     # days off: why, by language, perhaps empty

    def on(self, day: date) -> Sequence[Span]:
        return () if day in self.closed else self.week.get(day.weekday(), ())

    def why_closed(self, day: date, language: str) -> str:
        return self.closed.get(day, {}).get(language, "")


def week_said(hours: Hours, language: str, piece: Piece, clock: Callable[[time], str], joined: Callable[[Sequence[str]], str]) -> str:
    """Monday to Thursday, 8 AM to 12 PM and 1 PM to 5 PM, and Friday, 8 AM to 2 PM."""
    names = get_day_names("wide", locale=language)
    said = []
    for spans, of_days in groupby(range(7), key=lambda day: tuple(hours.week.get(day, ()))):
        days = list(of_days)
        if spans:
            several = piece("days", {"first": names[days[0]], "last": names[days[-1]]}) if len(days) > 1 else names[days[0]]
            said.append(piece("open-days", {"days": several, "spans": spans_said(spans, piece, clock)}))
    return joined(said)


def spans_said(spans: Sequence[Span], piece: Piece, clock: Callable[[time], str]) -> str:
    first, *others = [piece("span", {"from": clock(start), "to": clock(end)}) for start, end in spans] or [""]
    for each in others:
        first = piece("spans", {"first": first, "last": each})
    return first
