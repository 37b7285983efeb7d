"""
A day, a week or a month, said by name, by number or by its distance; with nothing before, after or between (`days`).
"""

from __future__ import annotations

from datetime import timedelta

from ivr.speech.day_names import (
    bare_weekday,
    coming_weekday,
    day_month,
    day_month_bare,
    every_weekday,
    month_day,
    next_weekday,
    nth_weekday_on,
    numbered,
    numbered_plainly,
    of_month,
    overmorrow,
    past,
    slashed,
    slashed_year,
    spaced,
    today,
    tomorrow,
    weekday_after_next,
    weekday_coming,
    weekday_in_weeks,
    weekday_numbered,
)
from ivr.speech.grammar import Found, Reading, Rules, count, number, one_of, value
from ivr.speech.months import (
    after_holidays,
    at_distance,
    at_distance_alone,
    bare_month,
    before_day,
    day_beside,
    feast,
    from_day,
    from_yesterday,
    in_month,
    later_this_year,
    month_after_next,
    next_month,
    next_year,
    next_year_month,
    part_of_this_month,
    season,
    this_month,
    weekday_beside,
    within_distance,
)
from ivr.speech.weeks import (
    midweek,
    nth_of_month,
    nth_week,
    part_of_days,
    part_of_this_week,
    this_week,
    week_beside,
    week_containing,
    weekend,
    weekend_of,
    weekends,
    weeks_on,
    workdays,
)
from ivr.speech.windows import WEEK, Days, one_day


def week_only(r: Reading, i: int) -> Found | None:
    found = SIMPLE.longest(r, i)
    return found if found and found[0].grain == "week" and found[0].start else None


def year_said(r: Reading, i: int) -> Found | None:
    """"2027", "twenty twenty seven", "next year"."""
    i += r.is_a(i, "stop", "of")
    if i >= len(r.tokens):
        return None
    found = r.tokens[i].number
    if found is not None and abs(found.value - r.today.year) <= 3 and len(found.digits) == 4:
        return found.value, i + 1
    second = r.tokens[i + 1].number if i + 1 < len(r.tokens) else None
    if found is not None and second is not None and found.value == 20 and abs(2000 + second.value - r.today.year) <= 3:
        return 2000 + second.value, i + 2
    if r.is_a(i, "this", "next") and r.is_a(i + 1, "year"):
        return r.today.year + r.is_a(i, "next"), i + 2
    return None


READERS = {
    "N": number(lambda n: not n.ordinal and len(n.digits) <= 4),
    "ORD": number(lambda n: n.ordinal and n.value <= 31),
    "NUM": number(lambda n: n.value <= 31 and len(n.digits) <= 2),
    "COUNT": count,
    "UNIT": one_of("day", "week", "month"),
    "MONTH": value("month_name"),
    "WEEKDAY": value("weekday"),
    "WEEKDAYS": value("weekdays"),
    "SEASON": value("seasons"),
    "FEAST": value("holiday"),
    "EDGE": one_of("early", "mid", "late"),
    "HALF": one_of("first_half", "second_half"),
    "YEAR": year_said,
}


def nth(r: Reading, i: int) -> Found | None:
    """"first" to "fifth", "last"."""
    found = r.tokens[i].number
    if found is not None and found.ordinal and found.value <= 5:
        return found.value, i + 1
    return (-1, i + 1) if r.is_a(i, "last") else None


def simple(r: Reading, i: int) -> Found | None:
    """A day, week or month, with nothing before, after or between."""
    return SIMPLE.longest(r, i)


def month_only(r: Reading, i: int) -> Found | None:
    found = MONTHS.longest(r, i)
    return found if found and found[0].grain == "month" else None


FIRSTS: dict[str, frozenset[str] | None] = {
    "N": frozenset({"number"}), "ORD": frozenset({"ordinal"}), "NUM": frozenset({"number"}),
    "COUNT": frozenset({"number", "couple", "few", "a", "sound"}), "UNIT": frozenset({"day", "week", "month"}),
    "MONTH": frozenset({"month_name"}), "WEEKDAY": frozenset({"weekday"}), "WEEKDAYS": frozenset({"weekdays"}),
    "SEASON": frozenset({"seasons"}), "FEAST": frozenset({"holiday"}), "EDGE": frozenset({"early", "mid", "late"}),
    "HALF": frozenset({"first_half", "second_half"}), "NTH": frozenset({"ordinal", "last"}),
}
READERS |= {"NTH": nth, "DAY": simple, "MONTHLONG": month_only, "WEEKLONG": week_only}

MONTHS = Rules([
    ("MONTH YEAR?", in_month),
    ("this MONTH", in_month),
    ("next MONTH", in_month),
    ("coming MONTH", in_month),
    ("next month", next_month),
    ("month next", next_month),
    ("coming month", next_month),
    ("the? this? month", this_month),
    ("month after_next", month_after_next),
], READERS, FIRSTS)

SIMPLE = Rules([
    ("today", today),
    ("tomorrow", tomorrow),
    ("overmorrow", overmorrow),
    ("yesterday", past),
    ("last week|month|year|weekend|day", past),
    ("the? last WEEKDAY", past),
    ("week|month|year last", past),
    ("WEEKDAY last", past),
    ("last MONTH", past),
    ("COUNT UNIT ago", past),
    ("ago COUNT UNIT", past),
    ("on? the? WEEKDAY", bare_weekday),
    ("this|coming WEEKDAY", coming_weekday),
    ("the? WEEKDAY coming|next", weekday_coming),
    ("the? next WEEKDAY", next_weekday),
    ("WEEKDAY after_next", weekday_after_next),
    ("any|a WEEKDAY", every_weekday),
    ("any? of? the? WEEKDAYS", every_weekday),
    ("WEEKDAY week", weekday_in_weeks),
    ("on? WEEKDAY N", weekday_numbered),
    ("the? next WEEKDAY N", weekday_numbered),
    ("on? the? ORD", numbered),
    ("the day? N", numbered_plainly),
    ("day N", numbered_plainly),
    ("the? day ORD", numbered),
    ("MONTH the? NUM YEAR?", month_day),
    ("the? NUM of MONTH YEAR?", day_month),
    ("the? ORD MONTH YEAR?", day_month),
    ("NUM MONTH YEAR?", day_month_bare),
    ("N N", slashed),
    ("N N", spaced),
    ("N N N", slashed_year),
    ("the? NUM of the month", lambda r, n: Days("number", number=n)),
    ("the? NUM of MONTHLONG", of_month),
    ("next? week coming|next", weeks_on(1)),
    ("the? next week", weeks_on(1)),
    ("the? coming week", weeks_on(1)),
    ("the? coming next week", weeks_on(1)),
    ("the? week after_next", weeks_on(2)),
    ("second_week", weeks_on(2)),
    ("the? next next week", weeks_on(2)),
    ("week_after the? next week?", weeks_on(2)),
    ("week_after this week?", weeks_on(1)),
    ("the? weekend after this|this_one", weekend(1)),
    ("the? WEEKDAY after_next WEEKDAY", lambda r, day, edge: weekday_beside(1)(r, day, next_weekday(r, edge))),
    ("the? WEEKDAY after_next week", lambda r, day: weekday_beside(1)(r, day, weeks_on(1)(r))),
    ("in? the? this week", this_week),
    ("the? rest of? the|this? week", this_week),
    ("later_on in? the|this week", this_week),
    ("the? week of the? DAY", week_containing),
    ("week_after DAY", week_beside(1)),
    ("week_before DAY", week_beside(-1)),
    ("FEAST week", lambda r, rule: week_containing(r, feast(r, rule, None))),
    ("the? EDGE in|of|on? the? week", part_of_this_week),
    ("the? EDGE in|of|on? this week", part_of_this_week),
    ("the? EDGE in|of|on? the? DAY", part_of_days),
    ("the? HALF of|in? the? DAY", part_of_days),
    ("the? HALF of|in? the|this? week", part_of_this_week),
    ("the? EDGE in|of? the|this? month", part_of_this_month),
    ("midweek", midweek),
    ("midweek DAY", midweek),
    ("the? NTH week of|in? the? MONTHLONG", nth_week),
    ("the? NTH WEEKDAY of|in|on? the? MONTHLONG", nth_of_month),
    ("this|coming? the? weekend", weekend(0)),
    ("the? next weekend", weekend(1)),
    ("weekend next|coming", weekend(0)),
    ("weekend after_next", weekend(2)),
    ("the? weekend of|after DAY", weekend_of),
    ("any|a weekend", weekends),
    ("weekends", weekends),
    ("weekend any", weekends),
    ("any|a|the|on? workday", workdays),
    ("this month", this_month),
    ("the? rest of? the|this? month", this_month),
    ("later_on in? the|this month", this_month),
    ("in? the? next month", next_month),
    ("the? month next", next_month),
    ("the? coming month", next_month),
    ("month after_next", month_after_next),
    ("in|within? MONTH YEAR?", bare_month),
    ("this|next|coming MONTH", in_month),
    ("MONTH of? next year", next_year_month),
    ("next year", next_year),
    ("after the? first of the? year", after_holidays),
    ("the? rest of? the|this? year", later_this_year),
    ("later_on in? the|this year", later_this_year),
    ("in? the? this|next|coming? SEASON", season),
    ("COUNT UNIT starting|from|after DAY", from_day),
    ("COUNT UNIT starting|from|after yesterday", from_yesterday),
    ("today in COUNT UNIT", at_distance),
    ("COUNT WEEKDAYS out", nth_weekday_on),
    ("COUNT week_after DAY", from_day),
    ("COUNT UNIT before DAY", before_day),
    ("in around? COUNT UNIT ish?", at_distance),
    ("within COUNT UNIT out", at_distance),
    ("around? COUNT UNIT out", at_distance),
    ("COUNT UNIT later_on", at_distance),
    ("COUNT UNIT", at_distance_alone),
    ("within|before COUNT UNIT", within_distance),
    ("in|within|for the next|coming COUNT? UNIT", within_distance),
    ("in|within|for next|coming COUNT UNIT", within_distance),
    ("the? next COUNT UNIT", within_distance),
    ("the? COUNT next|coming UNIT", within_distance),
    ("day_after DAY", day_beside(1)),
    ("day_before DAY", day_beside(-1)),
    ("the? WEEKDAY after DAY", weekday_beside(1)),
    ("the? WEEKDAY before DAY", weekday_beside(-1)),
    ("a week tomorrow|today", lambda r: one_day(r.today + timedelta(WEEK + r.is_a(r.stop - 1, "tomorrow")))),
    ("a week WEEKDAY", weekday_in_weeks),
    ("tomorrow week", lambda r: one_day(r.today + timedelta(WEEK + 1))),
    ("on? FEAST YEAR?", feast),
], READERS, FIRSTS)
FIRSTS |= {"DAY": SIMPLE.firsts, "WEEKLONG": SIMPLE.firsts}
