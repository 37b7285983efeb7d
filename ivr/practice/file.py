"""
The practice file as it is written: its tables, their keys, and what each may hold.

Each field's description is what a fault there says was expected: keep it true when a type changes.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from ivr.practice.faults import near

LANGUAGES = ("en", "es")                # those there are prompts for
Span = tuple[dt.time, dt.time]          # from, and up to but not including


# --- the kinds of value ----------------------------------------------------------------------------------------------


def unexpected(expected: str) -> PydanticCustomError:
    return PydanticCustomError("expected", "{expected}", {"expected": expected})


def e164(number: str) -> bool:
    """Whether this is a telephone number in E.164 that its country's numbering plan has room for."""
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _phone(number: str) -> str:
    if not e164(number):
        raise unexpected('expected a telephone number in E.164, "+" and the country code first, such as "+12175550100"')
    return number


@cache                          # thousands of files are looked at for it
def _zones() -> set[str]:
    return available_timezones()


def _zone(name: Any) -> ZoneInfo:
    zones = _zones()
    if not isinstance(name, str) or name not in zones:
        raise unexpected('unknown time zone; expected an IANA name, such as "America/Chicago"' + near(str(name), zones))
    return ZoneInfo(name)


def _language(written: str) -> str:
    if written not in LANGUAGES:
        raise unexpected(f"unknown language; expected one of: {', '.join(LANGUAGES)}")
    return written


def _span(written: Any) -> Span:
    match = re.fullmatch(r"(\d\d):(\d\d) ?- ?(\d\d):(\d\d)", written, re.ASCII) if isinstance(written, str) else None
    hour, minute, to_hour, to_minute = (int(part) for part in match.groups()) if match else (24, 0, 24, 0)
    if max(hour, to_hour) > 23 or max(minute, to_minute) > 59:
        raise unexpected('expected hours as "HH:MM-HH:MM", from 00:00 to 23:59, such as "08:00-12:00"')
    start, end = dt.time(hour, minute), dt.time(to_hour, to_minute)
    if end <= start:
        raise unexpected("expected hours that end after they begin")
    return start, end


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    spans = tuple(sorted(spans))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise unexpected("expected hours that do not overlap")
    return spans


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) < len(values):
        raise unexpected("expected each only once")
    return values


def _in_every_language(spoken: Any) -> Any:
    return dict.fromkeys(LANGUAGES, spoken) if isinstance(spoken, str) else spoken


Text = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, min_length=1)]
Language = Annotated[Text, AfterValidator(_language)]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Number = Annotated[int, Strict(), Field(ge=1)]
Numbers = Annotated[tuple[Number, ...], Field(min_length=1), AfterValidator(_each_once)]
Phone = Annotated[str, Strict(), AfterValidator(_phone)]
Day = Annotated[tuple[Annotated[Span, BeforeValidator(_span)], ...], AfterValidator(_apart)]
Spoken = dict[Language, Text]
Phrases = dict[Language, tuple[Text, ...]]
SomePhrases = Annotated[dict[Language, Annotated[tuple[Text, ...], Field(min_length=1)]], Field(min_length=1)]


# --- the tables ------------------------------------------------------------------------------------------------------


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class About(Table):
    """The table [practice]."""

    name: Text = Field(description='the practice\'s name, such as "Maple Street Dental"')
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(
        description='an IANA time zone, such as "America/Chicago"')
    languages: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(_each_once)] = Field(
        default=("en",), description='a list of languages, the default first, such as ["en", "es"]')
    increment_minutes: Whole = Field(
        default=10, gt=0, le=60, multiple_of=5, description="a multiple of 5 from 5 to 60")
    lead_minutes: Whole = Field(default=60, ge=0, le=20_160, description="whole minutes from 0 to 20160 (two weeks)")
    horizon_days: Whole = Field(default=90, ge=1, le=730, description="whole days from 1 to 730 (two years)")


class Phones(Table):
    front_desk: Phone = Field(description='the front desk\'s number in E.164, such as "+12175550100"')
    on_call: Phone = Field(default="", description='a number in E.164, such as "+12175550101"')     # empty: none


class Hours(Table):
    """Local hours by weekday; empty when closed."""

    mon: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    tue: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    wed: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    thu: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    fri: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    sat: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')
    sun: Day = Field(default=(), description='a list of hours, such as ["08:00-12:00", "13:00-17:00"]')

    @property
    def week(self) -> dict[int, tuple[Span, ...]]:
        """Monday is 0."""
        return dict(enumerate((self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)))


class Closed(Table):
    date: Annotated[dt.date, Strict()] = Field(description="a date without quotes, such as 2031-11-27")
    reason: Spoken = Field(default={}, description='why, by language, such as { en = "Thanksgiving" }')


class Cancelling(Table):
    notice_hours: Whole = Field(default=24, ge=0, le=336, description="whole hours from 0 to 336 (two weeks)")
    early: Literal["UnschedList", "Break"] = Field(default="UnschedList", description='"UnschedList" or "Break"')
    late_break_type: Literal["", "Missed", "Cancelled"] = Field(default="", description='"", "Missed" or "Cancelled"')
    fee_wording: Spoken = Field(
        default={}, description='what is said about late notice, by language, such as { en = "There is a fee." }')


class Texts(Table):
    confirmations: Flag = Field(default=True, description="true or false")


class Families(Table):
    guardians: Flag = Field(default=True, description="true or false")      # an adult speaks for the minors of the family
    other_adults: Flag = Field(default=False, description="true or false")  # and for its other adults


class Privacy(Table):
    keep_days: Whole = Field(default=30, ge=1, le=3650, description="whole days from 1 to 3650 (ten years)")
    keep_words: Flag = Field(default=False, description="true or false")    # what is said outlives the call


class ProviderNames(Table):
    number: Number = Field(description="a provider's number (ProvNum), 1 or more")
    spoken_by_language: Annotated[Spoken, BeforeValidator(_in_every_language)] = Field(
        alias="spoken", min_length=1, description='the name as callers hear it, such as "Doctor Ann Smith"')
    called: tuple[Text, ...] = Field(
        default=(), description='a list of what callers say for the name, such as ["smith"]')

    @property
    def spoken(self) -> str:
        return next(iter(self.spoken_by_language.values()))


class VisitKind(Table):
    name: Text = Field(description='a name for this kind of visit, such as "cleaning"')
    spoken: Spoken = Field(
        min_length=1, description='the name as callers hear it, by language, such as { en = "cleaning" }')
    phrases: SomePhrases = Field(
        description='what callers call it, by language, such as { en = ["cleaning", "hygienist"] }')
    minutes: Whole = Field(
        gt=0, le=720, multiple_of=5, description="a number of minutes, a multiple of 5 from 5 to 720")
    hygiene: Flag = Field(default=False, description="true or false")
    dentist: Whole = Field(default=0, ge=0, description="a provider's number (ProvNum), or 0")  # of a hygiene visit
    providers: Numbers = Field(description="a list of at least one provider's number (ProvNum), such as [1, 2]")
    operatories: Numbers = Field(
        description="a list of at least one operatory's number (OperatoryNum), such as [1, 2]")
    new_patients: Flag = Field(default=False, description="true or false")
    urgent: Flag = Field(default=False, description="true or false")        # for somebody in pain, as soon as can be
    write: Literal["book", "ask", "message"] = Field(default="book", description='"book", "ask" or "message"')
    bookable_blockouts: tuple[Text, ...] = Field(
        default=(), description='a list of blockout types, such as ["Emergency"]')
    appointment_type: Whole = Field(
        default=0, ge=0, description="an appointment type's number (AppointmentTypeNum), or 0 for none")
    planned: Flag = Field(default=True, description="true or false")       # a visit planned for the patient is made one
    recall_types: tuple[Number, ...] = Field(       # the caller hears when the next of these is due
        default=(), description="a list of recall types' numbers (RecallTypeNum), such as [1]")
    web_sched: Whole = Field(       # its times are then the web scheduler's, and no others
        default=0, ge=0, description="a web scheduler's definition (DefNum of category 42 or 51), or 0 for none")


class Checks(Table):
    slots: Flag = Field(default=True, description="true or false")      # the office's own free times are asked for before a write


class Emergency(Table):
    phrases: Phrases = Field(default={}, description='red flags, by language, such as { en = ["jaw will not close"] }')


class Answer(Table):
    phrases: SomePhrases = Field(description='what callers ask, by language, such as { en = ["parking"] }')
    say: Spoken = Field(
        min_length=1, description='what is answered, by language, such as { en = "Behind the building." }')


def _open_at_all(hours: Hours) -> Hours:
    if not any(hours.week.values()):
        raise unexpected('expected hours for at least one day, such as mon = ["08:00-12:00"]')
    return hours


class File(Table):
    practice: About = Field(description="a table [practice] with name and timezone")
    phones: Phones = Field(description="a table [phones] with front_desk")
    hours: Annotated[Hours, AfterValidator(_open_at_all)] = Field(
        description='a table [hours], such as mon = ["08:00-12:00"]; a day left out is closed')
    closed: tuple[Closed, ...] = Field(default=(), description="tables [[closed]]")
    cancelling: Cancelling = Field(default=Cancelling(), description="a table [cancelling]")
    texts: Texts = Field(default=Texts(), description="a table [texts]")
    families: Families = Field(default=Families(), description="a table [families]")
    privacy: Privacy = Field(default=Privacy(), description="a table [privacy]")
    provider: tuple[ProviderNames, ...] = Field(min_length=1, description="at least one table [[provider]]")
    visit: tuple[VisitKind, ...] = Field(min_length=1, description="at least one table [[visit]]")
    checks: Checks = Field(default=Checks(), description="a table [checks]")
    emergency: Emergency = Field(default=Emergency(), description="a table [emergency]")
    answers: dict[Text, Answer] = Field(default={}, description="tables such as [answers.parking]")
