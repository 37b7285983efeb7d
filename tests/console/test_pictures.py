"""The pictures' bars stand for the numbers they are made of."""

from collections import Counter
from datetime import datetime

from ivr.console.pictures import HEIGHT, WIDTH, bars, columns


def test_a_day_without_calls_shows_the_working_hours_empty():
    assert [(bar.name, bar.number, bar.length) for bar in columns([])][::9] == [("8 AM", 0, 0), ("5 PM", 0, 0)]


def test_the_hours_reach_to_the_first_and_last_call():
    found = columns([datetime(2026, 3, 2, 0, 5), datetime(2026, 3, 2, 23, 59)])
    assert [found[0].name, found[12].name, found[-1].name] == ["12 AM", "12 PM", "11 PM"]


def test_columns_are_as_tall_as_calls_are_many():
    found = columns([datetime(2026, 3, 2, 9)] * 4 + [datetime(2026, 3, 2, 10)])
    assert [(bar.number, bar.length) for bar in found if bar.number] == [(4, HEIGHT), (1, HEIGHT / 4)]


def test_outcomes_stand_most_frequent_first_and_none_has_a_name():
    found = bars(Counter({"booked": 1, "": 3, "booked-pending": 2}))
    assert [(bar.name, bar.length) for bar in found] == [("Nothing changed", WIDTH), ("Booked, pending", WIDTH * 2 / 3), ("Booked", WIDTH / 3)]
