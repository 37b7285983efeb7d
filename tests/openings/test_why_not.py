"""Why nothing suits a wish, as far as a caller can be told."""

from datetime import date, time

import pytest

from ivr.office.why_not import WhyNot, why_not

MONDAY, TUESDAY, SATURDAY, HOLIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 7), date(2026, 3, 9)
LAST = date(2026, 5, 1)
OPEN = ((time(8), time(12)), (time(13), time(17)))


def hours_on(day):
    return () if day.weekday() > 4 or day == HOLIDAY else OPEN


def on(day, **more):
    return {"from": day.isoformat(), "to": day.isoformat(), **more}


@pytest.mark.parametrize(("windows", "expected"), [
    ([on(SATURDAY)], WhyNot("hours", SATURDAY)),
    ([on(HOLIDAY)], WhyNot("hours", HOLIDAY)),
    ([{"weekdays": ["sat"]}], WhyNot("hours", SATURDAY)),
    ([{"weekdays": ["sat", "mon"]}], WhyNot("")),
    ([on(TUESDAY, at="12:00")], WhyNot("hours", TUESDAY)),
    ([on(TUESDAY, at="11:59")], WhyNot("")),
    ([on(TUESDAY, after="17:00")], WhyNot("hours", TUESDAY)),
    ([on(TUESDAY, after="12:00", before="24:00")], WhyNot("")),
    ([on(SATURDAY), on(TUESDAY)], WhyNot("")),
    ([on(MONDAY)], WhyNot("today")),
    ([on(MONDAY, at="12:30")], WhyNot("hours", MONDAY)),
    ([{"from": "2026-12-01", "to": "2026-12-31"}], WhyNot("horizon")),
    ([{"from": "2026-04-28", "to": "2026-05-20"}], WhyNot("")),
    ([{"from": "2026-05-02"}], WhyNot("horizon")),
    ([{"from": "2026-03-07", "to": "2026-03-08"}], WhyNot("hours", SATURDAY)),
    ([{"after": "18:00"}], WhyNot("")),
    ([{}], WhyNot("")),
    ([], WhyNot("")),
])
def test_why_nothing_suits(windows, expected):
    assert why_not({"windows": windows}, MONDAY, LAST, hours_on) == expected
