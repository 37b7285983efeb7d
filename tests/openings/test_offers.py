"""Which of the openings are read out."""

from datetime import datetime

from ivr.office.offers import offer
from ivr.office.records import Opening


def at(hour, minute=0, day=2):
    return Opening(datetime(2026, 3, day, hour, minute), 30, 1, 1)


def told(openings, wish=None, **more):
    return [opening.starts_at.strftime("%d %H:%M") for opening in offer(openings, wish or {}, **more).openings]


def test_of_a_half_day_what_leaves_no_gap_is_offered():
    assert told([at(8), at(8, 10), at(13, 10), at(13, 20)], waste={at(8): 1, at(8, 10): 0, at(13, 10): 1, at(13, 20): 1}) == ["02 08:10", "02 13:10"]


def test_a_time_the_caller_named_is_offered_whatever_it_leaves():
    wish = {"windows": [{"from": "2026-03-02", "to": "2026-03-02", "at": "08:10"}]}
    assert told([at(8), at(8, 10)], wish, waste={at(8): 0, at(8, 10): 2}) == ["02 08:10"]


def test_what_was_declined_is_not_offered_again():
    assert told([at(8), at(10)], {"rejected": ["2026-03-02T08:00:00"]}) == ["02 10:00"]


def test_three_at_most_and_apart():
    assert told([at(8), at(8, 10), at(10), at(11, 40), at(14)]) == ["02 08:00", "02 10:00", "02 11:40"]


def test_when_nothing_suits_the_nearest_is_told_and_said_to_be_that():
    found = offer([at(8, day=3)], {"windows": [{"from": "2026-03-02", "to": "2026-03-02"}]})
    assert (found.exact, len(found.openings)) == (False, 1)
