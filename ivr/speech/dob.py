"""
Dates of birth: what of year, month and day was said, or solved for.

What the caller takes back is gone, what is said last counts; a date that is said clearly but does not exist, lies in
the future or more than 130 years back is nothing at all, never a near one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from ivr.speech.almanac import holiday
from ivr.speech.digits import ORDERS, Fields, assigned, born, plausible, retold, smoothed
from ivr.speech.language import Language, load
from ivr.speech.tokens import Token, tokens

JOINS = frozenset(["the", "last", "this", "of", "in", "on", "and", "at", "a", "to", "for", "or", "link", "stop", "past", "within", "after", "ish", "year", "month", "day", "next", "with"])
BESIDE = frozenset({"the", "of", "link", "stop", "and", "on", "reset", "not", "month", "day", "year", "last"})
DAY_LIMIT = 31
FEW = 3                 # words that may stand between the parts of one date


class Piece(NamedTuple):
    """One part of a date as said: a month's name, digits, or a label."""

    kind: str           # month, digits, sound, year, month_label, day_label, of
    value: Any
    ordinal: bool = False
    worded: bool = False


def dob(text: str, now: datetime, locale: str) -> str | dict[str, Any] | None:
    """See the schema: an ISO date, {"incomplete": {...}}, or None."""
    language = load(locale[:2])
    return result(fields_of(tokens(text, language), language, now.date()), now.date())


def result(fields: Fields | None, today: date) -> str | dict[str, Any] | None:
    if not fields or not any(fields):
        return None
    if fields.full:
        found = born(fields, today)
        return found.isoformat() if found else None
    return incomplete(fields, today)


def incomplete(fields: Fields, today: date) -> dict[str, Any] | None:
    if fields.day > DAY_LIMIT or fields.month > 12 or not exists(fields.month, fields.day):
        return None
    known: dict[str, int] = {}
    if fields.year:
        known["year"] = next((year for year in latest_first(fields.year, today) if year <= today.year), 0)
        if not plausible(str(known["year"]), today):
            return None
    return {"incomplete": known | {name: value for name, value in fields._asdict().items() if name != "year" and value}}


def latest_first(said: str, today: date) -> tuple[int, ...]:
    return (int(said),) if len(said) == 4 else (2000 + int(said), 1900 + int(said))


def exists(month: int, day: int) -> bool:
    """Whether some year has that day; a leap year is given the benefit."""
    try:
        return bool(date(2000, month or 1, day or 1))
    except ValueError:
        return False


def dob_in(said: Sequence[Token], language: Language, today: date) -> tuple[str | dict[str, Any] | None, list[Token]]:
    """The birth date among other things said, and the tokens that are not part of it."""
    for start, stop, cued in regions(said):
        end, fields = first_whole(said[start:stop], language, today)
        if fields and (cued or (fields.full and surely_past(fields, today))):
            found = result(fields, today)
            return found, [*said[:start], *said[start + end:]]
    return None, list(said)


def regions(said: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Stretches that may be a birth date: those beside "born" or "birthday" first."""
    found: list[tuple[int, int, bool]] = []
    start = 0
    while start < len(said):
        stop = start
        while stop < len(said) and (said[stop].symbols & BESIDE or piece(said, stop)) and not clock_follows(said, stop):
            stop += 1
        if stop > start:
            beside = said[max(0, start - FEW):start] + said[stop:stop + FEW]
            cued = any(token.is_a("birth") for token in beside)
            found.append((start, stop, cued))
        start = max(stop, start + 1)
    yield from sorted(found, key=lambda region: not region[2])


def clock_follows(said: Sequence[Token], i: int) -> bool:
    """A number before "o'clock" or "a.m." is an hour."""
    following = said[i + 1:i + 3]
    return said[i].number is not None and any(token.is_a(kind) for token in following[:1] for kind in ("am", "pm", "oclock"))


def first_whole(said: Sequence[Token], language: Language, today: date) -> tuple[int, Fields | None]:
    """The shortest beginning of *said*, up to a pause, that is a whole date; else all of it."""
    pauses = [i for i, token in enumerate(said) if token.is_a("stop") or token.is_a("and")]
    for end in (*pauses, len(said)):
        fields = fields_of(said[:end], language, today)
        if fields and fields.full and not (end < len(said) and corrects(said, end)):
            return end, fields
    return len(said), fields_of(said, language, today)


def corrects(said: Sequence[Token], i: int) -> bool:
    return any(token.is_a("reset") or token.is_a("not") for token in said[i:i + 3])


def surely_past(fields: Fields, today: date) -> bool:
    """Whether the year alone tells a birth date from a visit."""
    if len(fields.year) == 4:
        return int(fields.year) < today.year
    return fields.year.startswith("0") or int(fields.year) > today.year % 100


# --- corrections -----------------------------------------------------------------------------------------------------


def fields_of(said: Sequence[Token], language: Language, today: date) -> Fields | None:
    fields, before = Fields(), []       # type: Fields, list[Piece]
    if simple := day_itself(said, today):
        return simple
    for fragment in fragments(said):
        pieces, found = best(fragment, language, today)
        if not pieces:
            continue
        fields, before = corrected(fields, before, found, pieces, language, today), pieces
    return fields


def fragments(said: Sequence[Token]) -> Iterator[list[Token]]:
    """What was said between one correction and the next."""
    fragment: list[Token] = []
    for token in said:
        if token.is_a("reset") or token.is_a("not"):
            yield fragment
            fragment = []
        else:
            fragment.append(token)
    yield fragment


def day_itself(said: Sequence[Token], today: date) -> Fields | None:
    cued = any(token.is_a("birth") for token in said) or len(said) <= FEW
    for token in said if cued else ():
        if token.is_a("today") or token.text == "yesterday":
            found = today - timedelta(days=token.text == "yesterday")
            return Fields(str(found.year), found.month, found.day)
    return None


def corrected(
    earlier: Fields, before: list[Piece], found: Fields, pieces: list[Piece], language: Language, today: date,
) -> Fields:
    """*found* over *earlier*; bare numbers take the place of those said last."""
    if found.full or not any(earlier):
        return found
    if not any(piece.kind == "month" for piece in pieces):
        month = [piece for piece in before if piece.kind == "month"]
        if month:
            return solved(month + pieces, language, today).over(earlier)
        if not earlier.full or found.month == 0 or found.year:
            for kept in range(len(before) - 1, 0, -1):
                again = solved(before[:kept] + pieces, language, today)
                if again.full and born(again, today):
                    return again
    return found.over(earlier)


# --- one stretch of speech -------------------------------------------------------------------------------------------


def best(fragment: Sequence[Token], language: Language, today: date) -> tuple[list[Piece], Fields]:
    """The pieces of the stretch that tells most of a date, and what they tell."""
    stretches = [(pieces, solved(pieces, language, today)) for pieces in clusters(fragment) if pieces]
    if not stretches:
        return [], Fields()
    if not any(fields.full for _, fields in stretches) and len(stretches) > 1:
        joined = [piece for pieces, _ in stretches for piece in pieces]
        if any(piece.kind == "month" or piece.kind.endswith("label") for piece in joined):
            stretches.append((joined, solved(joined, language, today)))
    return max(reversed(stretches), key=lambda stretch: sum(map(bool, stretch[1])))


def clusters(fragment: Sequence[Token]) -> Iterator[list[Piece]]:
    """Runs of pieces with nothing but small words between them."""
    run: list[Piece] = []
    for i, token in enumerate(fragment):
        found = piece(fragment, i)
        if found is not None:
            run.append(found)
        elif not (token.symbols & JOINS or noughts(fragment, i)):
            yield run
            run = []
    yield run


def piece(fragment: Sequence[Token], i: int) -> Piece | None:
    token = fragment[i]
    if token.number is not None:
        return counted(fragment, i)
    if token.is_a("month_name") and trusted(fragment, i):
        return Piece("month", token.values["month_name"])
    if token.is_a("holiday"):
        return Piece("holiday", token.values["holiday"])
    if token.is_a("year") and i and (fragment[i - 1].is_a("last") or fragment[i - 1].is_a("this")):
        return Piece("year", -1 if fragment[i - 1].is_a("last") else 0)
    for label in ("year", "month", "day"):
        if token.is_a(label):
            return Piece(f"{label}_label", None)
    if token.is_a("of"):
        return Piece("of", None)
    return Piece("sound", token.values["sound"]) if token.is_a("sound") else None


def counted(fragment: Sequence[Token], i: int) -> Piece | None:
    """Digits, unless they count something else, or are the minutes of a time made of "six o'clock"."""
    number = fragment[i].number
    after = fragment[i + 1] if i + 1 < len(fragment) else None
    if number is None or (after is not None and after.is_a("person")):
        return None
    if noughts(fragment, i):
        return None
    return Piece("digits", number.digits, number.ordinal, number.worded)


def noughts(fragment: Sequence[Token], i: int) -> bool:
    """The ":00" a recogniser adds to a number it takes for a time."""
    number = fragment[i].number
    return number is not None and number.digits == "00" and i > 0 and fragment[i - 1].glue == ":"


def trusted(fragment: Sequence[Token], i: int) -> bool:
    """Words such as "may" are months only beside a number, or alone."""
    if fragment[i].text not in ("may", "march", "mar", "jan", "julie"):
        return True
    beside = [token for token in fragment[max(0, i - 2):i + 3] if token.number is not None]
    return bool(beside) or len(fragment) <= FEW or (i > 0 and fragment[i - 1].is_a("in"))


# --- solving ---------------------------------------------------------------------------------------------------------


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
    labelled, rest = labels(list(pieces), today)
    fields = named(rest, today) if any(piece.kind in ("month", "holiday") for piece in rest) else \
        numbered(rest, labelled, language, today)
    return labelled.over(fields)


def labels(pieces: list[Piece], today: date) -> tuple[Fields, list[Piece]]:
    """What is called the month, the day or the year by name, and what is left."""
    fields, rest, i = Fields(), [], 0       # type: Fields, list[Piece], int
    while i < len(pieces):
        piece, after = pieces[i], i + 1
        if piece.kind == "year":
            fields = fields._replace(year=str(today.year + piece.value))
        elif piece.kind.endswith("_label") and after < len(pieces) and pieces[after].kind == "digits":
            fields, after = labelled_field(fields, piece.kind, pieces, after)
        elif piece.kind == "digits" and piece.ordinal and after < len(pieces) and pieces[after].kind == "month_label":
            fields, after = fields._replace(month=int(piece.value)), after + 1
        elif piece.kind == "digits" and piece.ordinal and after < len(pieces) and pieces[after].kind == "day_label":
            fields, after = fields._replace(day=int(piece.value)), after + 1
        elif not piece.kind.endswith("_label"):
            rest.append(piece)
        i = after
    return fields, rest


def labelled_field(fields: Fields, kind: str, pieces: Sequence[Piece], i: int) -> tuple[Fields, int]:
    name, digits = kind.removesuffix("_label"), pieces[i].value
    if name != "year":
        return fields._replace(**{name: int(digits)}), i + 1
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
    return day_and_year(once(before), once(after), today)._replace(month=pieces[at].value)


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


def day_and_year(before: Sequence[Piece], after: Sequence[Piece], today: date) -> Fields:
    said = [*before, *after]
    ordinals = [piece for piece in said if piece.ordinal]
    if ordinals:
        rest = [piece for piece in said if piece is not ordinals[-1] and not piece.ordinal]
        return Fields(year_of(rest, today), 0, int(ordinals[-1].value))
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
        return Fields(second, 0, int(first))
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
