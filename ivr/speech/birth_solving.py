"""
Which of the pieces is the month, which the day, which the year.

With the month by name, day and year are looked for among the digits; all in numbers, the order of the language decides
unless it is impossible.  What could be two things is left out: half a date is asked for again, a wrong one is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ivr.speech.almanac import holiday, last_day
from ivr.speech.birth_pieces import Piece
from ivr.speech.digits import ORDERS, Fields, assigned, born, plausible, retold, smoothed
from ivr.speech.language import Language

DAY_LIMIT = 31
BROKEN_OFF = ("19", "20")       # beside a month's name rather the beginning of a year than a year


def solved(pieces: Sequence[Piece], language: Language, today: date) -> Fields:
    """Without taking any "to" for a two if that makes a date, else with."""
    plain = solved_plainly([piece for piece in pieces if piece.kind != "sound"], language, today)
    if plain.full or not any(piece.kind == "sound" for piece in pieces):
        return plain
    heard = solved_plainly([as_digit(piece) for piece in inner(pieces)], language, today)
    return heard if heard.full and born(heard, today) else plain


def inner(pieces: Sequence[Piece]) -> list[Piece]:
    """Without sounds before the first number: "for my son" is no four."""
    first = next((i for i, piece in enumerate(pieces) if piece.kind in ("digits", "month")), len(pieces))
    return list(pieces[first:])


def as_digit(piece: Piece) -> Piece:
    return Piece("digits", str(piece.value), worded=True) if piece.kind == "sound" else piece


def solved_plainly(pieces: Sequence[Piece], language: Language, today: date) -> Fields:
    labelled, rest = labels([piece for piece in pieces if piece.kind != "last_day"], today)
    fields = named(rest, today) if any(piece.kind in ("month", "holiday") for piece in rest) else \
        numbered(rest, labelled, language, today)
    found = labelled.over(fields)
    return last_of_month(found, today) if any(piece.kind == "last_day" for piece in pieces) else found


def last_of_month(fields: Fields, today: date) -> Fields:
    """"the last day of june nineteen eighty"; in february the year has to be known."""
    if fields.day or not 1 <= fields.month <= 12 or (fields.month == 2 and not fields.year):
        return fields
    years = [year for year in latest_first(fields.year, today) if year <= today.year] if fields.year else [today.year]
    return fields._replace(day=last_day(years[0], fields.month).day) if years else fields


def labels(pieces: list[Piece], today: date) -> tuple[Fields, list[Piece]]:
    """What is called the month, the day or the year by name, and what is left."""
    fields, rest, i = Fields(), [], 0       # type: Fields, list[Piece], int
    while i < len(pieces):
        piece, after = pieces[i], i + 1
        if piece.kind == "year":
            fields = fields._replace(year=str(today.year + piece.value))
        elif piece.kind.endswith("_label") and labels_next(piece, pieces, after):
            fields, after = labelled_field(fields, piece.kind, pieces, after)
        elif piece.kind == "digits" and piece.ordinal and after < len(pieces) and pieces[after].kind == "month_label":
            fields, after = fields._replace(month=int(piece.value)), after + 1
        elif piece.kind == "digits" and piece.ordinal and after < len(pieces) and pieces[after].kind == "day_label":
            fields, after = fields._replace(day=int(piece.value)), after + 1
        elif not piece.kind.endswith("_label"):
            rest.append(piece)
        i = after
    return fields, rest


def labels_next(label: Piece, pieces: Sequence[Piece], i: int) -> bool:
    if i >= len(pieces) or pieces[i].kind != "digits":
        return False
    return label.kind == "year_label" or len(pieces[i].value) <= 2


def labelled_field(fields: Fields, kind: str, pieces: Sequence[Piece], i: int) -> tuple[Fields, int]:
    name, digits = kind.removesuffix("_label"), pieces[i].value
    if name != "year":
        return (fields._replace(month=int(digits)) if name == "month" else fields._replace(day=int(digits))), i + 1
    end = i
    while end < len(pieces) and pieces[end].kind == "digits":
        end += 1
    said = "".join(smoothed([piece.value for piece in pieces[i:end]]))
    return (fields._replace(year=said), end) if len(said) in (2, 4) else (fields, end)


def named(pieces: Sequence[Piece], today: date) -> Fields:
    """With the month by name: day and year are among the digits."""
    at = max(i for i, piece in enumerate(pieces) if piece.kind in ("month", "holiday"))
    before = [piece for piece in pieces[:at] if piece.kind == "digits"]
    after = [piece for piece in pieces[at + 1:] if piece.kind == "digits"]
    if pieces[at].kind == "holiday":
        return feast(pieces[at].value, before + after, today)
    return day_and_year(last_year(once(before), today), last_year(once(after), today), today)._replace(month=pieces[at].value)


def feast(rule: str, digits: Sequence[Piece], today: date) -> Fields:
    year = "".join(smoothed([piece.value for piece in digits]))
    if len(year) not in (2, 4):
        return Fields()
    found = born_on(rule, year, today)
    return Fields(str(found.year), found.month, found.day) if found else Fields()


def born_on(rule: str, said: str, today: date) -> date | None:
    for year in (int(said),) if len(said) == 4 else latest_first(said, today):
        found = holiday(rule, year) if 1583 <= year <= today.year else None
        if found and found <= today:
            return found
    return None


def once(pieces: Sequence[Piece]) -> list[Piece]:
    """A number stammered twice counts once."""
    return [piece for i, piece in enumerate(pieces) if not (i and piece.ordinal and piece == pieces[i - 1])]


def last_year(pieces: list[Piece], today: date) -> list[Piece]:
    """Of several whole years the last: "not 1977, it's 1976"."""
    whole = [piece for piece in pieces if plausible(piece.value, today)]
    return [piece for piece in pieces if piece not in whole[:-1]]


def day_and_year(before: Sequence[Piece], after: Sequence[Piece], today: date) -> Fields:
    said = [*before, *after]
    ordinals = [piece for piece in said if piece.ordinal]
    if ordinals:
        rest = [piece for piece in said if piece is not ordinals[-1] and not piece.ordinal]
        year = year_of(rest, today)
        return Fields("" if year in BROKEN_OFF else year, 0, int(ordinals[-1].value))
    chunks = smoothed([piece.value for piece in before]) + smoothed([piece.value for piece in after])
    if len(chunks) <= 2:
        found = briefly(chunks, bool(before), any(piece.worded for piece in said), today)
        if found is not None:
            return found
    for told in retold(chunks):
        if fields := assigned_beside_month(told, today):
            return fields
    return Fields()


def assigned_beside_month(chunks: Sequence[str], today: date) -> Fields | None:
    """Day and year out of digits beside a month's name, which is filled in by the caller."""
    found = assigned(chunks, "dy", today) or assigned(chunks, "yd", today)
    if found is None and len("".join(chunks)) == 3:
        said = "".join(chunks)
        found = Fields(said[1:], 0, int(said[0])) if int(said[0]) and len(chunks) < 3 else None
    return found._replace(month=0) if found else None


def briefly(chunks: Sequence[str], day_first: bool, worded: bool, today: date) -> Fields | None:
    """One or two numbers beside a month; None when they are run together."""
    if not chunks:
        return Fields()
    if len(chunks) == 1:
        return one_number(chunks[0], worded, today)
    first, second = chunks
    if first in ("19", "20") and len(second) == 2 and not day_first and plausible(first + second, today):
        return Fields(first + second)           # "july nineteen eighty two": the day is anybody's guess
    if len(first) <= 2 and int(first) <= DAY_LIMIT and len(second) in (2, 4):
        return Fields("" if second in BROKEN_OFF else second, 0, int(first))
    if len(second) <= 2 and int(second) <= DAY_LIMIT and (len(first) == 4 or (len(first) == 2 and int(first) > DAY_LIMIT)):
        return Fields(first, 0, int(second))
    if len(first) <= 2 and len(second) <= 2:
        day = int(first) if len(first) == 2 and int(first) <= DAY_LIMIT else 0
        return Fields("", 0, day)
    return None


def one_number(chunk: str, worded: bool, today: date) -> Fields | None:
    if plausible(chunk, today):
        return Fields(chunk)
    if len(chunk) == 2 and (int(chunk) > DAY_LIMIT or (chunk[0] == "0" and worded) or chunk == "00"):
        return Fields(chunk)
    return Fields("", 0, int(chunk)) if len(chunk) <= 2 else None


def year_of(pieces: Sequence[Piece], today: date) -> str:
    """The year *pieces* make when the day is known, or ""."""
    chunks = smoothed([piece.value for piece in pieces])
    for told in retold(chunks):
        said = "".join(told)
        if len(said) == 4 and (plausible(said, today) or len(told) == 1 or said[:2] in ("19", "20")):
            return said
        if len(said) == 2 and (len(told) == 1 or int(said) > DAY_LIMIT):
            return said
    return ""


def numbered(pieces: Sequence[Piece], labelled: Fields, language: Language, today: date) -> Fields:
    """All in numbers."""
    digits = [piece for piece in pieces if piece.kind == "digits"]
    order = "dmy" if day_of_month(pieces) else language.date_order
    chunks = joined_year(smoothed([piece.value for piece in digits]), today)
    if len(chunks) == 3 and (literal := literally(chunks, order, today)):
        return literal
    if any(labelled):
        return Fields(year_of(digits, today)) if not labelled.year else small(chunks, order, digits)
    if len(chunks) == 1 and (fields := alone(chunks[0], digits[0], today)):
        return fields
    if len(chunks) == 2 and (fields := two(chunks, digits, order, today)):
        return fields
    for told in retold(chunks):
        if fields := assigned(told, order, today) if order in ORDERS else None:
            return fields
    return Fields()


def small(chunks: Sequence[str], order: str, digits: Sequence[Piece]) -> Fields:
    return month_and_day(chunks, order) if len(chunks) == 2 else Fields()


def day_of_month(pieces: Sequence[Piece]) -> bool:
    """"the 9th of the 7th"."""
    kinds = [piece.kind for piece in pieces]
    return kinds[:3] == ["digits", "of", "digits"] and len(pieces[0].value) <= 2 and len(pieces[2].value) <= 2 and \
        kinds.count("digits") >= 2


def joined_year(chunks: list[str], today: date) -> list[str]:
    """"7" "15" "19" "82": the last two are one year."""
    if len(chunks) == 4 and all(len(chunk) <= 2 for chunk in chunks[:2]) and chunks[2] in ("19", "20") \
            and len(chunks[3]) == 2:
        return [*chunks[:2], chunks[2] + chunks[3]]
    if len(chunks) == 2 and chunks[0] in ("19", "20") and len(chunks[1]) == 2 and plausible("".join(chunks), today):
        return ["".join(chunks)]
    return chunks


def literally(chunks: Sequence[str], order: str, today: date) -> Fields | None:
    """Three numbers of the right size are month, day and year, whether or not that date exists."""
    one, two, three = chunks
    if len(one) <= 2 and len(two) <= 2 and len(three) in (2, 4):
        fields = month_and_day((one, two), order)
        return fields._replace(year=three)
    if plausible(one, today) and len(two) <= 2 and len(three) <= 2:
        return Fields(one, int(two), int(three))
    return None


def month_and_day(chunks: Sequence[str], order: str) -> Fields:
    first, second = int(chunks[0]), int(chunks[1])
    month, day = (first, second) if order == "mdy" else (second, first)
    return Fields("", day, month) if month > 12 >= day else Fields("", month, day)


def alone(chunk: str, piece: Piece, today: date) -> Fields | None:
    if piece.ordinal:
        return Fields("", 0, int(chunk)) if len(chunk) <= 2 else Fields()
    if plausible(chunk, today):
        return Fields(chunk)
    if len(chunk) == 4 and exists_as(chunk):
        return exists_as(chunk)
    if len(chunk) <= 2:
        return Fields(chunk) if int(chunk) > DAY_LIMIT else Fields()
    return None


def exists_as(chunk: str) -> Fields | None:
    """Four digits that are a month and a day."""
    month, day = int(chunk[:2]), int(chunk[2:])
    return Fields("", month, day) if 1 <= month <= 12 and 1 <= day <= DAY_LIMIT and exists(month, day) else None


def two(chunks: Sequence[str], digits: Sequence[Piece], order: str, today: date) -> Fields | None:
    first, second = chunks
    if len(first) <= 2 and len(second) <= 2 and 1 <= int(second) <= DAY_LIMIT and 1 <= int(first) <= DAY_LIMIT:
        return month_and_day(chunks, order) if min(int(first), int(second)) <= 12 else Fields()
    if len(first) <= 2 and (plausible(second, today) or (len(second) == 2 and int(second) > DAY_LIMIT)):
        if len(first) == 2 and int(first) > DAY_LIMIT:
            return None
        ordinal = digits[0].ordinal or int(first) > 12
        return Fields(second, 0, int(first)) if ordinal else Fields(second, int(first), 0)
    return None


def exists(month: int, day: int) -> bool:
    """Whether some year has that day; a leap year is given the benefit."""
    try:
        return bool(date(2000, month or 1, day or 1))
    except ValueError:
        return False


def latest_first(said: str, today: date) -> tuple[int, ...]:
    return (int(said),) if len(said) == 4 else (2000 + int(said), 1900 + int(said))
