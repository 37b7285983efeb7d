"""What the recogniser is told to expect at each question: the practice's own words, the calendar's, the times just offered."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from babel.dates import format_date, format_time, get_day_names, get_month_names

from ivr.speech.listening import Listening
from ivr.speech.tables import table

AT_MOST = 100           # entries; Twilio takes 500 of up to 100 characters each
LONGEST = 100


def hints(at: Listening, practice: str) -> tuple[str, ...]:
    """Source: https://www.twilio.com/docs/voice/twiml/gather#hints"""
    offered = tuple(opening.starts_at for opening in at.offered) if at.question == "opening" else ()
    return _of(at.question, "when" in at.expects, at.language, at.vocabulary.order, tuple(at.providers.values()), practice, offered)


@lru_cache(maxsize=256)         # callers are asked the same few questions over and over
def _of(question: str, when: bool, language: str, kinds: tuple[str, ...], providers: tuple[str, ...], practice: str,
        offered: tuple[datetime, ...]) -> tuple[str, ...]:
    weekdays, months = (tuple(names("wide", locale=language).values()) for names in (get_day_names, get_month_names))
    words = {
        "wish": (*kinds, *providers, practice),
        "more": kinds,
        "reason": kinds,
        "dob": months,
        "when": (*weekdays, *months, *providers),
        "opening": (*_times(offered, language), *weekdays),
        "yes_no": weekdays if when else (),
        "visit": (*weekdays, *kinds),
    }.get(question, ())
    entries = dict.fromkeys(entry.replace(",", " ").strip() for entry in (*words, *table(language, "hearing")["commands"]))
    return tuple(entry for entry in entries if entry and len(entry) <= LONGEST)[:AT_MOST]


def _times(offered: tuple[datetime, ...], language: str) -> tuple[str, ...]:
    return tuple(
        text
        for at in offered
        for text in (format_time(at.time(), "h:mm", locale=language), format_date(at, "EEEE", locale=language))
    )
