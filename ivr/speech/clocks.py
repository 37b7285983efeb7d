"""
Points of time as they are said: "half past two", "ten thirty", "420", "las tres menos cuarto", "at ate".

A clock without a.m. or p.m. is read as the office's hours have it, eight to noon and one to six; what stands beside it
("in the evening") may move it by twelve hours.
"""

from __future__ import annotations

from ivr.speech.grammar import Found, Reading
from ivr.speech.windows import Hours

HOUR, NOON, DAY = 60, 720, 1440
MINUTES_SAID = frozenset({5, 10, 20, 25})       # "ten to four"
HALVES = frozenset({15, 20, 25, 30, 35, 40, 45, 50, 55})
COUNTED = ("week", "month", "person", "day", "year", "minutes", "month_name", "weekdays")


def clock(reading: Reading, i: int) -> Found | None:
    """A point of time, as Hours with an exact start."""
    found = stated(reading, i)
    return meridiem(reading, *found) if found else None


def stated(reading: Reading, i: int) -> tuple[int, bool, int] | None:
    """(minutes, whether the half of the day is still open, next token)."""
    token = reading.tokens[i]
    if token.is_a("part") and token.values["part"].name in ("noon", "midnight"):
        return token.values["part"].after, False, i + 1
    return fraction(reading, i) or less(reading, i) or digital(reading, i) or homophone(reading, i)


def less(reading: Reading, i: int) -> tuple[int, bool, int] | None:
    """"las tres menos cuarto"."""
    hour = hour_at(reading, i)
    if hour is None or not reading.is_a(hour[1], "minus") or hour[1] + 1 >= len(reading.tokens):
        return None
    minutes = quantity(reading, hour[1] + 1)
    return ((hour[0] * HOUR - minutes[0]) % DAY, hour[0] <= 12, minutes[1]) if minutes else None


def fraction(reading: Reading, i: int) -> tuple[int, bool, int] | None:
    """"half past two", "quarter of three", "twenty after four", "ten minutes to five"."""
    first = quantity(reading, i)
    if first is None:
        return None
    minutes, after = first
    joined = reading.tokens[after] if after < len(reading.tokens) else None
    hour = hour_at(reading, after + 1 + reading.is_a(after + 1, "hour_mark"))
    if joined is None or hour is None or (joined.text == "to" and reading.is_a(hour[1], "number")):
        return None
    if joined.is_a("past") and joined.text != "last":
        return hour[0] * HOUR + minutes, hour[0] <= 12, hour[1]
    if joined.is_a("to_hour") and minutes != 30 and (joined.text != "to" or points(reading, i, minutes, after)):
        return (hour[0] * HOUR - minutes) % DAY, hour[0] <= 12, hour[1]
    return None


def quantity(reading: Reading, i: int) -> tuple[int, int] | None:
    token = reading.tokens[i]
    if token.is_a("half") or token.is_a("quarter"):
        return (30 if token.is_a("half") else 15), i + 1
    if token.number is None or token.number.ordinal or token.number.value not in MINUTES_SAID | {15, 30, 45, 40, 35, 50, 55}:
        return None
    after = i + 1 + reading.is_a(i + 1, "minutes")
    return token.number.value, after


def points(reading: Reading, i: int, minutes: int, after: int) -> bool:
    """Whether "ten to two" is a time; without a word before it, it is rather from ten to two."""
    if minutes not in MINUTES_SAID | {15}:
        return False
    return minutes != 10 or after > i + 1 or reading.is_a(i - 1, "at", "around", "before", "after", "until")


def hour_at(reading: Reading, i: int) -> tuple[int, int] | None:
    if i >= len(reading.tokens):
        return None
    token = reading.tokens[i]
    if token.is_a("part") and token.values["part"].name == "noon":
        return 12, i + 1
    number = token.number
    if number is None or number.ordinal or not 1 <= number.value <= 23 or len(number.digits) > 2:
        return (token.values["sound"], i + 1) if token.is_a("sound") and i + 1 == len(reading.tokens) else None
    return number.value, i + 1


def digital(reading: Reading, i: int) -> tuple[int, bool, int] | None:
    """"ten", "10 30", "ten oh five", "420", "sixteen hundred", "16:30"."""
    number = reading.tokens[i].number
    if number is None or number.ordinal or article(reading, i):
        return None
    if number.hundreds and number.value <= 2300:
        return number.value // 100 * HOUR, number.value < 1300 and not number.digits.startswith("0"), i + 1
    if len(number.digits) in (3, 4):
        return run_together(reading, i, number.value, number.digits)
    if number.value > 23 or len(number.digits) > 2 or day_of_month(reading, i):
        return None
    minutes, after = minutes_at(reading, i + 1)
    if not number.value and not minutes:
        return None
    if counts(reading, after) and not (after > i + 1 and reading.tokens[i].glue == ":"):
        return None
    open_half = number.value <= 12 and not (number.digits.startswith("0") and after > i + 1 and len(number.digits) == 2)
    return number.value * HOUR + minutes, open_half and number.value > 0, after


def day_of_month(reading: Reading, i: int) -> bool:
    """"el miércoles 22 de una a tres": where hours are marked, a number behind a weekday that can be a day is one."""
    number = reading.tokens[i].number
    beside = reading.language.hour_marked and reading.is_a(i - 1, "weekday") and not reading.is_a(i + 1, "oclock", "am", "pm")
    return beside and number is not None and number.value > 12


def article(reading: Reading, i: int) -> bool:
    """"para una corona", "one morning", "one of these days": one of something, and not one o'clock."""
    number = reading.tokens[i].number
    if reading.is_a(i - 1, "hour_mark") or i + 1 >= len(reading.tokens) or number is None or number.value != 1:
        return False
    if reading.is_a(i, "a") and reading.is_a(i + 1, "word"):
        return True
    if reading.is_a(i - 1, "at", "around"):
        return False
    part = reading.is_a(i + 1, "part") and " " not in reading.tokens[i + 1].text        # "de la tarde" belongs to an hour
    dated = reading.is_a(i + 1, "weekday") and reading.is_a(i + 2, "in", "of")
    return number.worded and not reading.language.hour_marked and (part or dated or reading.is_a(i + 1, "of"))


def counts(reading: Reading, i: int) -> bool:
    """Whether the number before token *i* counts people, weeks or the like."""
    return reading.is_a(i, *COUNTED) and not reading.is_a(i, "oclock")


def run_together(reading: Reading, i: int, value: int, digits: str) -> tuple[int, bool, int] | None:
    hour, minutes = divmod(value, 100)
    if hour > 23 or minutes > 59 or counts(reading, i + 1):
        return None
    if value in range(reading.today.year - 1, reading.today.year + 3) and not reading.is_a(i - 1, "at", "around"):
        return None
    return hour * HOUR + minutes, 0 < hour <= 12 and not digits.startswith("0"), i + 1


def minutes_at(reading: Reading, i: int) -> tuple[int, int]:
    """The minutes that follow an hour: (0, *i*) when none do."""
    token = reading.tokens[i] if i < len(reading.tokens) else None
    if token is None:
        return 0, i
    if token.is_a("and_half") or token.is_a("and_quarter"):
        return (30 if token.is_a("and_half") else 15), i + 1
    joined = i + (token.is_a("and") and reading.language.hour_marked)
    number = reading.tokens[joined].number if joined < len(reading.tokens) else None
    if number is None or number.ordinal:
        return 0, i
    if number.digits == "0" and joined + 1 < len(reading.tokens):
        return nought_minutes(reading, joined + 1, i)
    if joined > i and number.value % 5:
        return 0, i                     # "las dos y tres" are two hours
    if len(number.digits) == 2 and number.value < HOUR and reading.tokens[i - 1].glue not in ("-", "/"):
        return number.value, joined + 1
    return (5, joined + 1) if joined > i and number.value == 5 else (0, i)


def nought_minutes(reading: Reading, i: int, none: int) -> tuple[int, int]:
    """"oh five", "oh oh"."""
    number = reading.tokens[i].number
    return (number.value, i + 1) if number is not None and len(number.digits) == 1 else (0, none)


def homophone(reading: Reading, i: int) -> tuple[int, bool, int] | None:
    """"to thirty", "at ate", "won o'clock"."""
    token = reading.tokens[i]
    if not token.is_a("sound"):
        return None
    number = reading.tokens[i + 1].number if i + 1 < len(reading.tokens) else None
    if number is not None and number.value in HALVES and not reading.is_a(i - 1, "number") \
            and not counts(reading, i + 2):
        return token.values["sound"] * HOUR + number.value, True, i + 2
    if reading.is_a(i + 1, "oclock", "pm") or (reading.is_a(i - 1, "at", "around") and i + 1 >= len(reading.tokens)):
        return token.values["sound"] * HOUR, True, i + 1
    if reading.is_a(i - 1, "at") and reading.is_a(i + 1, "on", "weekday", "tomorrow", "today", "next"):
        return token.values["sound"] * HOUR, True, i + 1
    return None


def meridiem(reading: Reading, minutes: int, open_half: bool, i: int) -> Found | None:
    i += reading.is_a(i, "oclock")
    half = "am" if reading.is_a(i, "am") else "pm" if reading.is_a(i, "pm") else ""
    i += bool(half)
    i += reading.is_a(i, "oclock")
    if half and open_half:
        return Hours(at=minutes % NOON + (NOON if half == "pm" else 0)), i
    return Hours(at=office(minutes) if open_half else minutes, bare=open_half), i


def office(minutes: int) -> int:
    """The reading within office hours of a clock between 0:30 and 12:59."""
    clock = minutes % NOON
    return clock if clock >= 7 * HOUR else clock + NOON
