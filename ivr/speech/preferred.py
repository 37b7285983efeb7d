"""
When the caller would like to come: windows, what is taken from them, and which of what remains comes first.

What is said after a correction is laid over what was said before it, day over day and time over time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ivr.speech.clauses import sorted_out
from ivr.speech.combine import Pair, pairs
from ivr.speech.grammar import Reading
from ivr.speech.items import Item, items
from ivr.speech.language import Language, load
from ivr.speech.providers import provider_in
from ivr.speech.tokens import Token, tokens
from ivr.speech.windows import window

Wished = dict[str, Any]
RETAKEN = frozenset({                   # what makes a "no" before it a correction
    "weekday", "number", "month_name", "today", "tomorrow", "overmorrow", "at", "next", "the", "on",
})


@dataclass
class Wish:
    pairs: list[Pair] = field(default_factory=list)
    exclude: list[Pair] = field(default_factory=list)
    earliest: bool = False
    latest: bool = False
    relative: str = ""
    provider: str = ""
    anytime: bool = False

    def __bool__(self) -> bool:
        return bool(self.pairs or self.exclude or self.earliest or self.latest or self.relative or self.provider or self.anytime)


def preferred(text: str, now: datetime, locale: str, context: Mapping[str, Any] | None = None) -> Wished | None:
    """See the schema: windows and what goes with them, or None."""
    language = load(locale[:2])
    return wished(tokens(text, language), language, now.date(), first_offered(context) or now.date())


def first_offered(context: Mapping[str, Any] | None) -> date | None:
    starts = [offer["start"][:10] for offer in (context or {}).get("offered") or () if isinstance(offer.get("start"), str)]
    try:
        return min((date.fromisoformat(start) for start in starts), default=None)
    except ValueError:
        return None


def wished(said: Sequence[Token], language: Language, today: date, base: date) -> Wished | None:
    wish = Wish()
    for fragment in fragments(said):
        wish = over(read(fragment, language, today, max(today, base)), wish)
    return answer(wish) if wish else None


# --- corrections -----------------------------------------------------------------------------------------------------


def fragments(said: Sequence[Token]) -> Iterator[list[Token]]:
    fragment: list[Token] = []
    for i, token in enumerate(said):
        if token.is_a("reset") or (token.is_a("no") and takes_back(said, i)):
            yield fragment
            fragment = []
        else:
            fragment.append(token)
    yield fragment


def takes_back(said: Sequence[Token], i: int) -> bool:
    """"no" before a day or a time corrects; before a plural or a comparison it refuses."""
    rest = [token for token in said[i + 1:i + 4] if not token.is_a("stop")]
    if not rest or (i and said[i - 1].symbols & {"but", "and", "except"}):
        return False
    if said[i + 1].is_a("stop"):
        return True
    return bool(rest[0].symbols & RETAKEN)


def over(later: Wish, earlier: Wish) -> Wish:
    if not earlier:
        return later
    if not later:
        return earlier
    return Wish(
        laid_over(later.pairs, earlier.pairs), later.exclude + earlier.exclude,
        later.earliest or earlier.earliest, later.latest or earlier.latest,
        later.relative or ("" if later.pairs else earlier.relative), later.provider or earlier.provider,
        later.anytime or earlier.anytime,
    )


def laid_over(later: list[Pair], earlier: list[Pair]) -> list[Pair]:
    hours = {hours for _, hours in earlier}
    if later and all(days is None for days, _ in later):
        kept = list(dict.fromkeys(days for days, _ in earlier)) or [None]
        return [(days, hours) for days in kept for _, hours in later]
    if later and all(hours is None for _, hours in later) and len(hours) == 1:
        return [(days, next(iter(hours))) for days, _ in later]
    return later or earlier


# --- one fragment ----------------------------------------------------------------------------------------------------


def read(said: Sequence[Token], language: Language, today: date, base: date) -> Wish:
    provider, rest = provider_in(said, language)
    moved = any(token.is_a("moved") for token in rest)
    reading = Reading(rest, today, base, language, moved)
    found = items(reading)
    clauses = sorted_out([item for item in found if item.kind not in ("flags", "relative", "anytime")], reading)
    return Wish(
        pairs(clauses.wanted, reading), [pair for group in clauses.refused for pair in pairs(group, reading, refused=True)],
        flagged(found, "earliest"), flagged(found, "latest"), relative(found, reading), provider,
        any(item.kind == "anytime" for item in found),
    )


def flagged(found: Sequence[Item], flag: str) -> bool:
    return any(item.kind == "flags" and item.value == flag for item in found)


def relative(found: Sequence[Item], reading: Reading) -> str:
    said = next((item.value for item in reversed(found) if item.kind == "relative"), "")
    same_day = said in ("earlier", "later") and any(token.is_a("that_day") for token in reading.tokens)
    return f"{said}_same_day" if same_day else said


def answer(wish: Wish) -> Wished:
    windows = [window(days, hours) for days, hours in wish.pairs]
    found: Wished = {"windows": list(unique(windows)) or [{}]}
    if wish.exclude:
        found["exclude"] = list(unique([window(days, hours) for days, hours in wish.exclude]))
    for flag in ("earliest", "latest"):
        if getattr(wish, flag):
            found[flag] = True
    if wish.relative and not (wish.relative == "other_day" and wish.exclude):
        found["relative"] = wish.relative
    if wish.provider:
        found["provider"] = wish.provider
    return found


def unique(windows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, one in enumerate(windows):
        if one not in windows[:n]:
            yield one
