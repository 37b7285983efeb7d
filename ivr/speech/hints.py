"""What the recogniser is told to expect at each question: the practice's own words, the calendar's, the times just offered."""

from __future__ import annotations

from babel.dates import format_date, format_time, get_day_names, get_month_names

from ivr.speech.listening import Listening
from ivr.speech.tables import table

AT_MOST = 100           # entries; Twilio takes 500 of up to 100 characters each
LONGEST = 100


def hints(at: Listening, practice: str) -> tuple[str, ...]:
    """Source: https://www.twilio.com/docs/voice/twiml/gather#hints"""
    words = {
        "wish": (*at.vocabulary.order, *at.providers.values(), practice),
        "more": at.vocabulary.order,
        "reason": at.vocabulary.order,
        "dob": _months(at.language),
        "when": (*_weekdays(at.language), *_months(at.language), *at.providers.values()),
        "opening": (*_offered(at), *_weekdays(at.language)),
        "yes_no": _weekdays(at.language) if "when" in at.expects else (),
        "visit": (*_weekdays(at.language), *at.vocabulary.order),
    }.get(at.question, ())
    entries = dict.fromkeys(entry.replace(",", " ").strip() for entry in (*words, *table(at.language, "hearing")["commands"]))
    return tuple(entry for entry in entries if entry and len(entry) <= LONGEST)[:AT_MOST]


def _months(language: str) -> tuple[str, ...]:
    return tuple(get_month_names("wide", locale=language).values())


def _weekdays(language: str) -> tuple[str, ...]:
    return tuple(get_day_names("wide", locale=language).values())


def _offered(at: Listening) -> tuple[str, ...]:
    return tuple(
        text
        for opening in at.offered
        for text in (format_time(opening.starts_at.time(), "h:mm", locale=at.language),
                     format_date(opening.starts_at, "EEEE", locale=at.language))
    )
