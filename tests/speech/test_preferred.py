"""Wished times, judged by the minutes they allow."""

from datetime import datetime

import pytest

from ivr.speech.understand import understand
from tests.speech.corpus import LANGUAGES, now_of, same_wish, wishes

CASES = [(language, text, meant) for language in LANGUAGES for text, meant in wishes(language)]
NOW = datetime(2026, 4, 15, 9, 40)


@pytest.mark.parametrize(("language", "text", "meant"), CASES)
def test_a_wish_allows_what_the_caller_meant(language, text, meant):
    now, locale = now_of(language, "preferred")
    found = understand(text, "preferred", now, locale)
    assert any(same_wish(found, reading, now) for reading in meant), found


def test_equal_wishes_may_be_spelled_differently():
    one = {"windows": [{"from": "2026-04-20", "to": "2026-04-21", "weekdays": ["mon", "tue"]}]}
    other = {"windows": [{"from": "2026-04-20", "to": "2026-04-20"}, {"from": "2026-04-21", "to": "2026-04-21"}]}
    assert same_wish(one, other, NOW)
    assert not same_wish(one, {"windows": [{"from": "2026-04-20", "to": "2026-04-20"}]}, NOW)


def test_a_flag_makes_a_difference():
    assert not same_wish({"windows": [{}]}, {"windows": [{}], "earliest": True}, NOW)


def test_what_is_past_today_makes_none():
    assert same_wish({"windows": [{"from": "2026-04-15", "to": "2026-04-15", "before": "09:30"}]},
                     {"windows": [{"from": "2026-04-14", "to": "2026-04-14"}]}, NOW)


def test_a_bare_weekday_is_read_from_the_offered_days_on():
    """Asked about an offer for May, "thursday" is a Thursday in May."""
    offered = {"offered": [{"start": "2026-05-04T09:00"}]}
    assert understand("thursday", "preferred", NOW, "en-US", offered)["windows"] == [{"from": "2026-05-07", "to": "2026-05-07"}]


@pytest.mark.parametrize(("now", "text", "day"), [
    ("2026-12-31T10:00", "tomorrow", "2027-01-01"),
    ("2028-02-28T10:00", "tomorrow", "2028-02-29"),
    ("2026-02-28T10:00", "the 29th", "2026-03-29"),
    ("2026-12-30T10:00", "january 2nd", "2027-01-02"),
    ("2026-01-31T10:00", "in a month", "2026-02-28"),
    ("2026-04-19T10:00", "next monday", "2026-04-20"),
    ("2026-11-20T10:00", "thanksgiving", "2026-11-26"),
    ("2026-04-15T10:00", "easter", "2027-03-28"),
])
def test_the_edges_of_the_calendar(now, text, day):
    found = understand(text, "preferred", datetime.fromisoformat(now), "en-US")
    assert found["windows"] == [{"from": day, "to": day}]
