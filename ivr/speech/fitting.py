"""Which of the times offered fit what was said: by provider, by day, by hour, and the earliest or latest of them."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.speech.choice_said import Option, Said
from ivr.speech.combine import Segment
from ivr.speech.windows import Days, Hours, shifted


def by_name(said: Said, provider: str) -> list[Option] | None:
    """The options with the provider that was named; None when nobody was."""
    words = {token.text for token in said.tokens if token.symbols == {"word"} and len(token.text) > 2}
    named = [option for option in said.options if option.provider and
             (provider in option.provider.split() if provider else words & set(option.provider.replace("doctor", "").split()))]
    if provider in ("", "any"):
        return named or None
    return named


def fits_any(option: Option, segments: Sequence[Segment], said: Said) -> bool:
    return not segments or any(fits(option, segment, said) for segment in segments)


def fits(option: Option, segment: Segment, said: Said) -> bool:
    return all(on_day(option, days) for days in segment.said) and at_hours(option, segment.hours, said)


def on_day(option: Option, days: Days) -> bool:
    day = option.start.date()
    if days.kind == "number":
        return day.day == days.number
    if days.weekdays and day.weekday() not in days.weekdays:
        return False
    return not days.past and (days.start is None or days.start <= day) and (days.end is None or day <= days.end)


def at_hours(option: Option, hours: Hours | None, said: Said) -> bool:
    if hours is None or (superlative(said) and hours.part in ("early_morning", "late_day")):
        return True
    minutes = option.start.hour * 60 + option.start.minute
    readings = (hours, shifted(hours)) if hours.bare and hours.at is not None else (hours,)
    return any(low <= minutes < high for low, high in (reading.bounds for reading in readings))


def superlative(said: Said) -> int:
    """-1 for the earliest, 1 for the latest of what fits, 0 when neither was asked for."""
    if said.has("sooner"):
        return -1
    return 1 if said.has("further") else 0


def extreme(pool: Sequence[Option], side: int) -> Option:
    return min(pool, key=lambda option: option.start) if side < 0 else max(pool, key=lambda option: option.start)
