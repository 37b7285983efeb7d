"""
Days: names and numbers of days, weeks, months, and what lies before, after and between them.

Each rule gives one Days; lists, exclusions and what stands side by side are for `preferred` to put together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ivr.speech.almanac import holiday, last_day, nth_weekday
from ivr.speech.grammar import Found, Reading, Rules, count, number, one_of, value
from ivr.speech.windows import PAST, WEEK, Days, coming, on, one_day, settled, span

WEEKEND = (5, 6)
WORKDAYS = (0, 1, 2, 3, 4)
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}
WEEK_PARTS = {"early": (0, 1), "mid": (1, 3), "late": (3, 4), "first_half": (0, 2), "second_half": (2, 4)}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}
SEASON_MONTHS = 3


# --- single days -----------------------------------------------------------------------------------------------------


def today(r: Reading) -> Days:
    return one_day(r.today)


def tomorrow(r: Reading) -> Days:
    return one_day(r.today + timedelta(1))


def overmorrow(r: Reading) -> Days:
    return one_day(r.today + timedelta(2))


def past(r: Reading, *said: object) -> Days:
    return PAST


def bare_weekday(r: Reading, weekday: int) -> Days | None:
    if doubtful(r, r.stop - 1) and not in_company(r):
        return None
    if r.is_a(r.stop, "part") and r.tokens[r.stop].text.split()[-1] in r.language.alone["many"]:
        return on(weekday)              # "monday mornings"
    return Days("weekday", weekdays=frozenset({weekday}))


def doubtful(r: Reading, i: int) -> bool:
    return r.tokens[i].text in r.language.doubtful


def in_company(r: Reading) -> bool:
    """Whether words that belong to dates stand beside what was read, or nothing else was said."""
    beside = ("number", "weekday", "or", "and", "part", "on", "this", "next", "at", "coming", "not", "except", "stop", "any")
    return r.stop - r.start == len(r.tokens) or r.is_a(r.start - 1, *beside) or r.is_a(r.stop, *beside)


def coming_weekday(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.base))


def next_weekday(r: Reading, weekday: int) -> Days:
    return one_day(monday(r.today) + timedelta(WEEK + weekday))


def weekday_after_next(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.today) + timedelta(WEEK))


def weekday_in_weeks(r: Reading, weekday: int) -> Days:
    return one_day(coming(weekday, r.today) + timedelta(WEEK))


def every_weekday(r: Reading, weekday: int) -> Days:
    return on(weekday)


def weekday_numbered(r: Reading, weekday: int, n: int) -> Days | None:
    """"monday 20": too late for an hour, so a day of the month."""
    if n <= 12 or n > 31 or r.is_a(r.stop, "number", "oclock", "am", "pm", "minutes", "person") or r.tokens[r.stop - 1].glue:
        return None
    start = r.base
    found = next((d for d in (start + timedelta(k) for k in range(430)) if d.day == n and d.weekday() == weekday), None)
    return one_day(found) if found else None


# --- days of a month -------------------------------------------------------------------------------------------------


def numbered(r: Reading, n: int) -> Days | None:
    """"the 22nd"; in words "first" to "third" need their "the"."""
    token = r.tokens[r.stop - 1].number
    clock_follows = r.is_a(r.stop, "oclock", "am", "pm", "minutes", "week", "person", "weekday", "month", "weekdays")
    if not 1 <= n <= 31 or clock_follows or token is None or r.tokens[r.stop - 1].glue == ":":
        return None
    if token.ordinal and token.worded and n <= 3 and not r.is_a(r.stop - 2, "the", "on", "after", "before", "or", "and"):
        return None
    return Days("number", number=n)


def numbered_plainly(r: Reading, n: int) -> Days | None:
    """"the 22"."""
    return None if r.is_a(r.stop, "number") else numbered(r, n)


def month_day(r: Reading, month: int, n: int, year: int | None) -> Days | None:
    if not 1 <= n <= 31 or r.tokens[r.stop - 1].glue == ":":
        return None
    return dated(r, month, n, year)


def day_month(r: Reading, n: int, month: int, year: int | None) -> Days | None:
    if r.tokens[r.start].glue:
        return None
    return month_day(r, month, n, year)


def day_month_bare(r: Reading, n: int, month: int, year: int | None) -> Days | None:
    """"22 may"; a doubtful month wants the "of" or an ordinal."""
    if r.is_a(r.start - 1, "at", "around") or any(doubtful(r, i) for i in range(r.start, r.stop)):
        return None
    return day_month(r, n, month, year)


def dated(r: Reading, month: int, day: int, year: int | None) -> Days:
    """The next such date; a day that is past or does not exist is no use."""
    for candidate in (year,) if year else range(r.today.year, r.today.year + 5):
        found = date_or_none(candidate, month, day)
        if found and found >= r.today:
            return Days("span", found, found, number=day, month=month)
        if found is None and day < 29:
            break
    return PAST


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def slashed(r: Reading, first: int, second: int) -> Days | None:
    glue = r.tokens[r.start].glue
    if glue not in ("/", "-", ".") or r.is_a(r.stop, "am", "pm", "oclock"):
        return None
    if (glue in "-." and first <= 12 and second <= 12) or (glue == "." and second % 5 == 0):
        return None                     # hours: "2-4", "2.30"
    return in_order(r, first, second, None)


def slashed_year(r: Reading, first: int, second: int, year: int) -> Days | None:
    if r.tokens[r.start].glue not in ("/", "-", ".") or r.tokens[r.start + 1].glue not in ("/", "-", "."):
        return None
    if first > 1900:
        return dated(r, second, year, first) if 1 <= second <= 12 and 1 <= year <= 31 else None
    return in_order(r, first, second, year if year > 99 else 2000 + year)


def in_order(r: Reading, first: int, second: int, year: int | None) -> Days | None:
    month, day = (first, second) if r.language.date_order == "mdy" else (second, first)
    if month > 12:
        month, day = day, month
    return dated(r, month, day, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def spaced(r: Reading, first: int, second: int) -> Days | None:
    """"4 21" is a date when nobody starts at 4:21."""
    minutes_said = second % 5 == 0 or r.is_a(r.start - 1, "at", "around", "number", "before", "between", "until", "past")
    if minutes_said or r.is_a(r.stop, "am", "pm", "number") or r.tokens[r.start].glue:
        return None
    if len(r.tokens[r.stop - 1].text) == 1 or (second > 31 and first > 31) or r.tokens[r.start].number.ordinal:   # type: ignore[union-attr]
        return None
    return in_order(r, first, second, None)


def of_month(r: Reading, n: int, days: Days) -> Days | None:
    """"the 5th of next month"."""
    if days.grain != "month" or days.start is None:
        return None
    found = date_or_none(days.start.year, days.start.month, n)
    return one_day(found) if found and found >= r.today else PAST


# --- weeks -----------------------------------------------------------------------------------------------------------


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def week_of(day: date) -> Days:
    return span(monday(day), monday(day) + timedelta(6), "week")


def weeks_on(weeks: int) -> Callable[..., Days]:
    return lambda r, *said: week_of(r.today + timedelta(weeks * WEEK))


def this_week(r: Reading) -> Days:
    return span(r.today, monday(r.today) + timedelta(6), "week")


def week_containing(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return week_of(found.start) if found and found.start else None


def week_beside(weeks: int) -> Callable[[Reading, Days], Days | None]:
    def build(r: Reading, days: Days) -> Days | None:
        found = settled(days, r.base)
        return week_of(found.start + timedelta(weeks * WEEK)) if found and found.start else None
    return build


def part_of_week(r: Reading, edge: str, start: date) -> Days:
    first, last = WEEK_PARTS[edge]
    return span(start + timedelta(first), start + timedelta(last), "week")


def part_of_this_week(r: Reading, edge: str) -> Days:
    found = part_of_week(r, edge, monday(r.today))
    gone = found.end and found.end < r.today
    return part_of_week(r, edge, monday(r.today) + timedelta(WEEK)) if gone else found


def part_of_days(r: Reading, edge: str, days: Days) -> Days | None:
    """"early next week", "the end of june"."""
    if days.start is None:
        return None
    if days.grain == "week":
        return part_of_week(r, edge, monday(days.start))
    return part_of_month(edge, days.start) if days.grain == "month" else None


def part_of_month(edge: str, day: date) -> Days:
    first, last = THIRDS[edge]
    end = last_day(day.year, day.month)
    return span(day.replace(day=first), min(end, day.replace(day=min(last, end.day))), "month")


def part_of_this_month(r: Reading, edge: str) -> Days:
    found = part_of_month(edge, r.today.replace(day=1))
    return found if found.end and found.end >= r.today else part_of_month(edge, first_of(r.today, 1))


def midweek(r: Reading, days: Days | None = None) -> Days:
    return part_of_days(r, "mid", days) or part_of_this_week(r, "mid") if days else part_of_this_week(r, "mid")


def nth_week(r: Reading, n: int, days: Days) -> Days | None:
    if days.grain != "month" or days.start is None or not -1 <= n <= 5 or n == 0:
        return None
    end = last_day(days.start.year, days.start.month)
    if n == -1:
        return span(end - timedelta(WEEK - 1), end, "week")
    first = days.start.replace(day=1) + timedelta((n - 1) * WEEK)
    return span(first, min(first + timedelta(WEEK - 1), end), "week")


def nth_of_month(r: Reading, n: int, weekday: int, days: Days) -> Days | None:
    if days.grain != "month" or days.start is None:
        return None
    found = nth_weekday(days.start.year, days.start.month, n, weekday)
    if found and found < r.today and days.month:
        found = nth_weekday(days.start.year + 1, days.start.month, n, weekday)
    return one_day(found) if found and found >= r.today else PAST


def weekend(weeks: int) -> Callable[..., Days]:
    def build(r: Reading, *said: object) -> Days:
        saturday = monday(r.today) + timedelta(5 + weeks * WEEK)
        return span(max(saturday, r.today), saturday + timedelta(1), "week")
    return build


def weekend_of(r: Reading, days: Days) -> Days | None:
    found = week_containing(r, days)
    if found is None or found.end is None:
        return None
    return span(found.end - timedelta(1), found.end, "week")


def weekends(r: Reading, *said: object) -> Days:
    return on(*WEEKEND)


def workdays(r: Reading, *said: object) -> Days:
    return on(*WORKDAYS)


# --- months and years ------------------------------------------------------------------------------------------------


def first_of(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def months_on(day: date, months: int) -> date:
    first = first_of(day, months)
    return min(first.replace(day=min(day.day, last_day(first.year, first.month).day)), last_day(first.year, first.month))


def whole_month(first: date, today: date, said: int = 0) -> Days:
    return Days("span", max(first, today), last_day(first.year, first.month), grain="month", month=said)


def this_month(r: Reading) -> Days:
    return whole_month(r.today.replace(day=1), r.today)


def next_month(r: Reading) -> Days:
    return whole_month(first_of(r.today, 1), r.today)


def month_after_next(r: Reading) -> Days:
    return whole_month(first_of(r.today, 2), r.today)


def in_month(r: Reading, month: int, year: int | None = None) -> Days:
    if year is None:
        year = r.today.year + (month < r.today.month)
    first = date(year, month, 1)
    return whole_month(first, r.today, month) if last_day(year, month) >= r.today else PAST


def bare_month(r: Reading, month: int, year: int | None) -> Days | None:
    if doubtful(r, r.start) and year is None:
        before = ("in", "of", "this", "next", "early", "mid", "late", "until", "after", "before", "or", "within", "starting",
                  "from", "through", "for", "to", "on", "week", "not")
        alone = r.stop - r.start == len(r.tokens)
        if not (alone or r.is_a(r.start - 1, *before) or (r.is_a(r.stop, "or") and r.is_a(r.stop + 1, "month_name"))):
            return None
    return in_month(r, month, year)


def next_year_month(r: Reading, month: int) -> Days:
    return in_month(r, month, r.today.year + 1)


def next_year(r: Reading) -> Days:
    return span(date(r.today.year + 1, 1, 1), date(r.today.year + 1, 12, 31), "open")


def later_this_year(r: Reading) -> Days:
    return span(r.today, date(r.today.year, 12, 31), "open")


def season(r: Reading, name: str) -> Days:
    first = date(r.today.year, SEASONS[name], 1)
    end = first_of(first, SEASON_MONTHS) - timedelta(1)
    if end < r.today:
        first = date(r.today.year + 1, SEASONS[name], 1)
        end = first_of(first, SEASON_MONTHS) - timedelta(1)
    return span(max(first, r.today), end, "open")


# --- distances -------------------------------------------------------------------------------------------------------


def moved(day: date, amount: int, unit: str) -> date:
    if unit == "month":
        return months_on(day, amount)
    return day + timedelta(amount * (WEEK if unit == "week" else 1))


def at_distance(r: Reading, amount: int, unit: str) -> Days | None:
    return one_day(moved(r.today, amount, unit)) if 0 < amount <= 430 else None


def from_day(r: Reading, amount: int, unit: str, days: Days) -> Days | None:
    found = settled(days, r.base)
    return one_day(moved(found.start, amount, unit)) if found and found.start and 0 < amount <= 430 else None


def before_day(r: Reading, amount: int, unit: str, days: Days) -> Days | None:
    found = settled(days, r.base)
    if found is None or found.start is None or unit == "month" or amount > 100:
        return None
    return one_day(moved(found.start, -amount, unit))


def within_distance(r: Reading, amount: int | None, unit: str) -> Days | None:
    amount = amount or 1
    return span(r.today, moved(r.today, amount, unit), "open") if amount <= 430 else None


def day_beside(step: int) -> Callable[[Reading, Days], Days | None]:
    def build(r: Reading, days: Days) -> Days | None:
        found = settled(days, r.base)
        edge = found and (found.end if step > 0 else found.start)
        return one_day(edge + timedelta(step)) if edge else None
    return build


def weekday_beside(step: int) -> Callable[[Reading, int, Days], Days | None]:
    def build(r: Reading, weekday: int, days: Days) -> Days | None:
        found = settled(days, r.base)
        if found is None or found.start is None or found.kind != "span" or found.grain == "any" or days.kind == "weekday":
            return None
        if step > 0:
            return one_day(coming(weekday, (found.end or found.start) + timedelta(1)))
        return one_day(found.start - timedelta((found.start.weekday() - weekday - 1) % WEEK + 1))
    return build


# --- before, after, between ------------------------------------------------------------------------------------------


def after(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(found.end + timedelta(1), None, "open") if found and found.end and found.grain != "any" else past_only(found)


def starting(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(found.start, None, "open") if found and found.start and found.grain != "any" else past_only(found)


def before(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(None, found.start - timedelta(1), "open") if found and found.start and found.grain != "any" else None


def until(r: Reading, days: Days) -> Days | None:
    found = settled(days, r.base)
    return span(None, found.end, "open") if found and found.end and found.grain != "any" else None


def past_only(days: Days | None) -> Days | None:
    """"since last monday" wishes for nothing."""
    return PAST if days and days.past else None


def through(r: Reading, first: Days, last: Days) -> Days | None:
    """From one day to another."""
    if first.past or last.past or (first.grain == "any" and last.grain != "any"):
        return None
    if r.moved:
        return last
    if first.grain == last.grain == "any":
        return on(*around(min(first.weekdays), min(last.weekdays)))
    if last.month and first.kind == "number" and last.end:
        return backward(first, last.end)
    start = settled(first, r.base)
    if start is None or start.start is None:
        return None
    end = settled(last, start.start) if last.kind != "span" else last
    if first.kind == last.kind == "weekday" and {min(first.weekdays), min(last.weekdays)} == {0, 4}:
        return on(*WORKDAYS)
    return span(start.start, end.end, "week") if end and end.end and start.start <= end.end else None


def around(first: int, last: int) -> list[int]:
    return [(first + n) % WEEK for n in range((last - first) % WEEK + 1)]


def backward(first: Days, end: date) -> Days | None:
    """"the 20th to the 24th of may"."""
    start = next((day for day in (end - timedelta(n) for n in range(31)) if day.day == first.number), None)
    return span(start, end, "week") if start else None


def after_holidays(r: Reading) -> Days:
    second = date(r.today.year, 1, 2)
    return span(second if second >= r.today else second.replace(year=r.today.year + 1), None, "open")


def feast(r: Reading, rule: str, year: int | None) -> Days:
    for candidate in (year,) if year else (r.today.year, r.today.year + 1):
        found = holiday(rule, candidate)
        if found >= r.today:
            return one_day(found)
    return PAST


# --- readers and rules -----------------------------------------------------------------------------------------------


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


READERS |= {"NTH": nth, "DAY": simple, "MONTHLONG": month_only}

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
], READERS)

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
    ("the? WEEKDAY coming|next", coming_weekday),
    ("WEEKDAY this coming? week", coming_weekday),
    ("the? next WEEKDAY", next_weekday),
    ("WEEKDAY after_next", weekday_after_next),
    ("any|a WEEKDAY", every_weekday),
    ("any? of? the? WEEKDAYS", every_weekday),
    ("WEEKDAY week", weekday_in_weeks),
    ("on? WEEKDAY N", weekday_numbered),
    ("on? the? ORD", numbered),
    ("the day? N", numbered_plainly),
    ("day N", numbered_plainly),
    ("MONTH the? NUM YEAR?", month_day),
    ("the? NUM of MONTH YEAR?", day_month),
    ("the? ORD MONTH YEAR?", day_month),
    ("NUM MONTH YEAR?", day_month_bare),
    ("N N", slashed),
    ("N N", spaced),
    ("N N N", slashed_year),
    ("the? NUM of MONTHLONG", of_month),
    ("next? week coming|next", weeks_on(1)),
    ("the? next week", weeks_on(1)),
    ("the? coming week", weeks_on(1)),
    ("the? coming next week", weeks_on(1)),
    ("the? week after_next", weeks_on(2)),
    ("the? next next week", weeks_on(2)),
    ("week_after next week?", weeks_on(2)),
    ("in? the? this week", this_week),
    ("rest of? the|this? week", this_week),
    ("later_on in? the|this week", this_week),
    ("the? week of the? DAY", week_containing),
    ("week_after DAY", week_beside(1)),
    ("week_before DAY", week_beside(-1)),
    ("FEAST week", lambda r, rule: week_containing(r, feast(r, rule, None))),
    ("EDGE in|of|on? the? week", part_of_this_week),
    ("EDGE in|of|on? this week", part_of_this_week),
    ("EDGE in|of|on? the? DAY", part_of_days),
    ("HALF of|in? the? DAY", part_of_days),
    ("HALF of|in? the|this? week", part_of_this_week),
    ("EDGE in|of? the|this? month", part_of_this_month),
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
    ("rest of? the|this? month", this_month),
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
    ("rest of? the|this? year", later_this_year),
    ("later_on in? the|this year", later_this_year),
    ("in? the? this|next|coming? SEASON", season),
    ("COUNT UNIT starting|from|after DAY", from_day),
    ("COUNT week_after DAY", from_day),
    ("COUNT UNIT before DAY", before_day),
    ("in around? COUNT UNIT ish?", at_distance),
    ("within COUNT UNIT out", at_distance),
    ("around? COUNT UNIT out", at_distance),
    ("COUNT UNIT later_on", at_distance),
    ("within|before COUNT UNIT", within_distance),
    ("in|within|for the? next|coming COUNT? UNIT", within_distance),
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
], READERS)

DIRECTED = Rules([
    ("DAY", lambda r, days: days),
    ("on|for|in DAY", lambda r, days: days),
    ("after|past the? DAY", after),
    ("starting|from the? DAY or_later?", starting),
    ("DAY or_later", starting),
    ("before the? DAY", before),
    ("until the? DAY", until),
    ("DAY or_earlier", until),
    ("between|from the? DAY and|to|until|through the? DAY", through),
    ("DAY through|until|to the? DAY", through),
    ("holidays_end", after_holidays),
], READERS)


def days_at(r: Reading, i: int) -> Found | None:
    return DIRECTED.longest(r, i)
