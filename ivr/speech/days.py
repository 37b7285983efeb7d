"""
Days: one said simply (`simple_days`), or what lies before, after and between such.

Each rule gives one Days; lists, exclusions and what stands side by side are for `combine` to put together.
"""

from __future__ import annotations

from datetime import timedelta

from ivr.speech.day_names import next_weekday
from ivr.speech.grammar import Found, Reading, Rules
from ivr.speech.months import after_holidays, from_day, next_month
from ivr.speech.simple_days import FIRSTS, READERS
from ivr.speech.spans import (
    after,
    before,
    numbers_through,
    rest_of,
    starting,
    through,
    through_number,
    through_week,
    until,
    week_through,
)
from ivr.speech.weeks import several_weeks, two_weeks, weeks_on
from ivr.speech.windows import WEEK, one_day

DIRECTED = Rules([
    ("DAY", lambda r, days: days),
    ("on|for|in DAY", lambda r, days: days),
    ("after|past the? DAY", after),
    ("starting|from the? DAY or_later?", starting),
    ("DAY or_later", starting),
    ("before the? DAY", before),
    ("until the? DAY", until),
    ("DAY or_earlier", until),
    ("between|from|from_to the? DAY and|to|until|through the? DAY", through),
    ("DAY through|until|to the? DAY", through),
    ("between|from|from_to the? NUM and|to|until|through the? DAY", numbers_through),
    ("between|from|from_to? the? DAY and|to|until|through the? NUM", through_number),
    ("between|from|from_to? the? WEEKDAY and|to|until|through WEEKDAY of|in? WEEKLONG", through_week),
    ("WEEKLONG between|from|on? WEEKDAY and|to|until|through WEEKDAY", week_through),
    ("in? MONTHLONG after the NUM", lambda r, month, n: rest_of(r, month, n + 1, None)),
    ("in? MONTHLONG starting|from the NUM", lambda r, month, n: rest_of(r, month, n, None)),
    ("in? MONTHLONG before the NUM", lambda r, month, n: rest_of(r, month, None, n - 1)),
    ("the? NTH or|and the? NTH week of|in the? MONTHLONG", two_weeks),
    ("the? NTH COUNT week of|in the? MONTHLONG", several_weeks),
    ("between|from now and|to|until|through DAY", lambda r, days: through(r, one_day(r.today), days)),
    ("week_hence", lambda r: one_day(r.today + timedelta(WEEK))),
    ("fortnight_hence", lambda r: one_day(r.today + timedelta(2 * WEEK))),
    ("DAY week_hence", lambda r, days: from_day(r, 1, "week", days)),
    ("DAY fortnight_hence", lambda r, days: from_day(r, 2, "week", days)),
    ("after_next week", lambda r: after(r, weeks_on(1)(r))),
    ("after_next month", lambda r: after(r, next_month(r))),
    ("after_next WEEKDAY", lambda r, weekday: after(r, next_weekday(r, weekday))),
    ("after the? holidays", after_holidays),
    ("holidays_end", after_holidays),
], READERS, FIRSTS)


def days_at(r: Reading, i: int) -> Found | None:
    return DIRECTED.longest(r, i)
