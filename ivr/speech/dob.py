"""
Dates of birth: what of year, month and day was said, or solved for.

What the caller takes back is gone, what is said last counts; a date that is said clearly but does not exist, lies in
the future or more than 130 years back is nothing at all, never a near one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ivr.speech.birth_pieces import FEW, Piece, clusters, piece
from ivr.speech.birth_solving import DAY_LIMIT, exists, latest_first, solved
from ivr.speech.digits import Fields, born, plausible
from ivr.speech.language import Language, load
from ivr.speech.tokens import Token, tokens

BEGINS_ANEW = frozenset({"stop", "link", "month_name"})
BESIDE = frozenset({"the", "of", "link", "stop", "and", "on", "reset", "not", "month", "day", "year", "last"})
DATED = frozenset({"number", "month_name", "holiday"})


def dob(text: str, now: datetime, locale: str) -> str | dict[str, Any] | None:
    """See the schema: an ISO date, {"incomplete": {...}}, or None."""
    language = load(locale[:2])
    return result(fields_of(tokens(text, language), language, now.date()), now.date())


def result(fields: Fields, today: date) -> str | dict[str, Any] | None:
    if not any(fields):
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


def dob_in(said: Sequence[Token], language: Language, today: date) -> tuple[str | dict[str, Any] | None, list[Token]]:
    """The birth date among other things said, and the tokens that are not part of it."""
    tokens = list(said)
    for start, stop, cued in sorted(regions(tokens), key=lambda region: not region[2]):
        if not (cued or any(token.symbols & DATED for token in tokens[start:stop])):
            continue                    # "to", "for", "the day": no whole date can be made of these
        end, fields = first_whole(tokens[start:stop], language, today)
        if any(fields) and (cued or (fields.full and surely_past(fields, today))):
            found = result(fields, today)
            if found is not None:
                return found, tokens[:start] + tokens[start + end:]
    return None, tokens


def regions(said: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Stretches that may be a birth date, and whether "born" or "birthday" stands before them."""
    start = 0
    while start < len(said):
        stop = start
        while stop < len(said) and (said[stop].symbols & BESIDE or piece(said, stop)) and not clock_follows(said, stop):
            stop += 1
        if stop > start:
            yield start, stop, any(token.is_a("birth") for token in said[max(0, start - FEW):start])
        start = max(stop, start + 1)


def clock_follows(said: Sequence[Token], i: int) -> bool:
    """A number before "o'clock" or "a.m." is an hour."""
    following = said[i + 1:i + 3]
    return said[i].number is not None and any(token.is_a(kind) for token in following[:1] for kind in ("am", "pm", "oclock"))


def first_whole(said: Sequence[Token], language: Language, today: date) -> tuple[int, Fields]:
    """The shortest beginning of *said*, up to a pause, that is a whole date; else all of it."""
    pauses = [i for i, token in enumerate(said) if token.is_a("stop") or token.is_a("and")]
    for end in (*pauses, len(said)):
        fields = fields_of(said[:end], language, today)
        if fields.full and not (end < len(said) and corrects(said, end)):
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


def fields_of(said: Sequence[Token], language: Language, today: date) -> Fields:
    fields, before = Fields(), []       # type: Fields, list[Piece]
    if simple := day_itself(said, today):
        return simple
    for fragment in fragments(said):
        pieces, found = best(before_what_follows(fragment, language, today), language, today)
        if not pieces:
            continue
        fields, before = corrected(fields, before, found, pieces, language, today), pieces
    return fields


def before_what_follows(fragment: list[Token], language: Language, today: date) -> list[Token]:
    """Without what is said behind a whole date and spoils it: "february third fifty five, I'm seventy one", "5 4 77 that's may fourth"."""
    if best(fragment, language, today)[1].full:
        return fragment
    ends = [i for i, token in enumerate(fragment) if token.symbols & BEGINS_ANEW]
    return next((fragment[:i] for i in ends if best(fragment[:i], language, today)[1].full), fragment)


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
