"""What the practice file means at a moment: open or closed, and how much notice there is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ivr.practice import parse, read
from ivr.settings import SAMPLE_PRACTICE

CHICAGO = ZoneInfo("America/Chicago")
PRACTICE = read(SAMPLE_PRACTICE)
HOLIDAYS = parse(SAMPLE_PRACTICE.read_text() + "\n[[closed]]\ndate = 2031-11-27\n[[closed]]\ndate = 2031-11-28\n")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(("now", "is_open"), [
    ("2031-11-24T07:59:59", False), ("2031-11-24T08:00", True), ("2031-11-24T11:59:59", True),
    ("2031-11-24T12:00", False), ("2031-11-24T12:59", False), ("2031-11-24T13:00", True), ("2031-11-24T17:00", False),
    ("2031-11-28T13:59", True), ("2031-11-28T14:00", False), ("2031-11-29T10:00", False),
])
def test_the_desk_is_open_in_hours_and_not_over_lunch(now, is_open):
    assert PRACTICE.is_open(at(now)) is is_open


@pytest.mark.parametrize(("now", "opens"), [
    ("2031-11-24T07:00", "2031-11-24T08:00"), ("2031-11-24T08:00", "2031-11-24T13:00"),
    ("2031-11-24T12:30", "2031-11-24T13:00"), ("2031-11-24T17:30", "2031-11-25T08:00"),
    ("2031-11-28T15:00", "2031-12-01T08:00"), ("2031-11-30T23:59:59", "2031-12-01T08:00"),
])
def test_the_office_opens_next_when_hours_begin(now, opens):
    assert PRACTICE.opens_next(at(now)) == at(opens)


def test_a_closed_day_has_no_hours_and_is_passed_over():
    assert HOLIDAYS.hours_on(date(2031, 11, 27)) == ()
    assert not HOLIDAYS.is_open(at("2031-11-27T09:00"))
    assert HOLIDAYS.opens_next(at("2031-11-26T18:00")) == at("2031-12-01T08:00")


def test_an_office_closed_for_a_year_does_not_open():
    text = SAMPLE_PRACTICE.read_text().replace('fri = ["08:00-14:00"]', 'fri = ["08:00-14:00"]\n')
    days = (date(2031, 1, 1) + timedelta(days=day) for day in range(400))
    closed = "\n".join(f"[[closed]]\ndate = {day}" for day in days)
    assert parse(f"{text}\n{closed}").opens_next(at("2031-01-01T07:00")) is None


@pytest.mark.parametrize(("visit", "now", "late"), [
    ("2031-05-07T09:00", "2031-05-06T09:00-05:00", False),          # exactly 24 hours
    ("2031-05-07T09:00", "2031-05-06T09:00:01-05:00", True),
    ("2031-05-07T09:00", "2031-05-07T10:00-05:00", True),           # it has begun
    ("2031-03-09T09:00", "2031-03-08T09:00-06:00", True),           # clocks go forward that night: 23 hours
    ("2031-03-09T09:00", "2031-03-08T08:00-06:00", False),
    ("2031-11-02T09:00", "2031-11-01T10:00-05:00", False),          # clocks go back that night: 24 hours
    ("2031-11-02T09:00", "2031-11-01T10:00:01-05:00", True),
    ("2031-11-02T01:30", "2031-11-01T01:30-05:00", False),          # a time that comes twice: the first
])
def test_notice_is_the_time_that_really_passes(visit, now, late):
    """Clock faces say a day in each of the cases around a change of clocks, or an hour less or more."""
    assert PRACTICE.is_late(at(visit), at(now)) is late
    assert PRACTICE.is_late(at(visit), at(now).astimezone(CHICAGO)) is late
    assert PRACTICE.is_late(at(visit), at(now).astimezone(UTC)) is late


def test_notice_of_a_visit_that_has_begun_is_negative():
    assert PRACTICE.notice(at("2031-05-07T09:00"), at("2031-05-07T10:00-05:00")) == timedelta(hours=-1)


def test_local_is_what_the_clock_in_the_office_shows():
    assert PRACTICE.local(at("2031-07-01T15:00+00:00")) == at("2031-07-01T10:00")
    assert PRACTICE.local(at("2031-11-02T07:30+00:00")) == at("2031-11-02T01:30")
    assert PRACTICE.local(at("2031-07-01T15:00+00:00")).tzinfo is None


def test_a_now_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        PRACTICE.local(at("2031-07-01T15:00"))


def test_kinds_and_providers_are_found_by_name_and_number():
    assert PRACTICE.kind("crown").write == "ask"
    assert PRACTICE.kind("whitening") is None
    assert PRACTICE.provider(3).called == ("dana", "lee")
    assert PRACTICE.provider(9) is None
