"""
The answer to an offer of times: one of them, several, none, others, or a wish that was not offered.

What fits the words is looked for among the offered times first.  A time that was not offered is never taken for one
that is near it; it is a wish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ivr.speech.clauses import sorted_out
from ivr.speech.combine import Segment, segmented, share_hours
from ivr.speech.grammar import Reading
from ivr.speech.items import Item, items
from ivr.speech.language import Language, load
from ivr.speech.preferred import fragments, wished
from ivr.speech.providers import provider_in
from ivr.speech.tokens import STOPS, Token, tokens, words_of
from ivr.speech.windows import Days, Hours, shifted

Answer = dict[str, Any]
CLOCKED = frozenset({"oclock", "am", "pm", "number", "ish", "part"})       # what follows an hour
DATED = frozenset({"on", "or", "weekday", "tomorrow", "today"})
TIMED = frozenset({                                                         # what comes before one
    "at", "around", "after", "before", "until", "or", "no", "tomorrow", "today", "weekday", "number", "option_word",
})
REFUSING = frozenset({"not", "cant", "bad", "busy", "negating"})
UNCLEAR: Answer = {"action": "unclear"}


@dataclass(frozen=True)
class Option:
    number: int                 # from 1
    start: datetime
    provider: str = ""


@dataclass
class Said:
    """One stretch of the answer, as the different ways of choosing see it."""

    tokens: list[Token]
    phrases: dict[str, str]     # ways of answering found -> the phrase
    language: Language
    options: Sequence[Option]
    now: datetime

    def has(self, *symbols: str) -> bool:
        return any(symbol in self.phrases for symbol in symbols)


def choice(text: str, now: datetime, locale: str, context: Mapping[str, Any] | None = None) -> Answer:
    language = load(locale[:2])
    options = offered(context)
    found: Answer = UNCLEAR
    for fragment in fragments(tokens(text, language, fillers=True)):
        answer = answered(fragment, language, options, now)
        found = answer if answer != UNCLEAR else found
    return found if found != UNCLEAR else plain_answer(said_as(text, [], language, options, now))


def offered(context: Mapping[str, Any] | None) -> list[Option]:
    found = []
    for number, row in enumerate((context or {}).get("options") or (), start=1):
        found.append(Option(number, datetime.fromisoformat(row["start"]), str(row.get("provider") or "").lower()))
    return found


def said_as(text: str, said: Sequence[Token], language: Language, options: Sequence[Option], now: datetime) -> Said:
    return Said(list(said), phrases_in(text, language), language, options, now)


def phrases_in(text: str, language: Language) -> dict[str, str]:
    """The ways of answering *text* holds; a longer phrase keeps a shorter one out."""
    words = [word for word, _ in words_of(text) if word not in STOPS]
    found: dict[str, str] = {}
    i = 0
    while i < len(words):
        phrase, symbols = longest(words, i, language)
        for symbol in symbols:
            found.setdefault(symbol, phrase)
        i += len(phrase.split()) or 1
    return found


def longest(words: Sequence[str], i: int, language: Language) -> tuple[str, frozenset[str]]:
    for phrase, entry in language.choosing.get(words[i], ()):
        if tuple(words[i:i + len(phrase)]) == phrase:
            return " ".join(phrase), entry.symbols
    return "", frozenset()


# --- one stretch -----------------------------------------------------------------------------------------------------


def answered(
    said: Sequence[Token], language: Language, options: Sequence[Option], now: datetime,
) -> Answer:
    words = " ".join(token.text for token in said)
    meant = [token for token in said if token.symbols != {"filler"}]
    here = said_as(words, pronouns_out(meant), language, options, now)
    if here.has("none", "any_option"):
        here.tokens = [token for i, token in enumerate(here.tokens) if not how_many(here.tokens, i)]
    if here.has("operator"):
        return {"action": "operator"}
    if here.has("repeat") and not here.has("more") and asks_again(here):
        return {"action": "repeat"}
    return chosen(here) or UNCLEAR


def asks_again(said: Said) -> bool:
    """A lone "sorry" or "what" asks again; in a sentence it need not, nor in "la primera que dijo"."""
    words = " ".join(token.text for token in said.tokens)
    before = words.partition(said.phrases["repeat"])[0].split()
    if before and any(token.is_a("ordinal") and token.text == before[-1] for token in said.tokens):
        return False
    return len(said.phrases["repeat"]) > 5 or said.phrases["repeat"] == " ".join(token.text for token in said.tokens)


def plain_answer(said: Said) -> Answer:
    """What needs no look at the options."""
    if said.has("operator"):
        return {"action": "operator"}
    if said.has("more"):
        return {"action": "more"}
    if said.has("any_option") and said.options and not said.has("none"):
        return {"action": "none"} if negated(said) else pick(said.options[0])
    if said.has("none"):
        return {"action": "none"}
    if said.has("repeat"):
        return {"action": "repeat"}
    if said.has("accepted") and len(said.options) == 1:
        return pick(said.options[0])
    return UNCLEAR


def negated(said: Said) -> bool:
    """"I don't think any of those work"."""
    return any(token.symbols & REFUSING and not token.is_a("anytime") for token in said.tokens)


def pronouns_out(said: Sequence[Token]) -> list[Token]:
    """"the monday one" speaks of no number, "the eight thirty one" of no thirty-one, "the ten" of no day."""
    found: list[Token] = []
    for i, token in enumerate(said):
        number = token.number
        before_hour = token.is_a("the") and not token.is_a("on") and hour_follows(said, i + 1)     # "el cinco" is a day
        if before_hour or (number is not None and number.value == 1 and pronoun(said, i)):
            continue
        if number is not None and number.worded and number.value in (21, 31, 41, 51) and i and said[i - 1].number:
            tens = number._replace(value=number.value - 1, digits=str(number.value - 1))
            token = token._replace(values={"number": tens})
        found.append(token)
    return found


def how_many(said: Sequence[Token], i: int) -> bool:
    """The "three" of "any of those three"."""
    number = said[i].number
    return number is not None and not number.ordinal and any(token.symbols & {"of", "anytime"} for token in said[max(0, i - 2):i])


def hour_follows(said: Sequence[Token], i: int) -> bool:
    number = said[i].number if i < len(said) else None
    return number is not None and not number.ordinal and number.value <= 12


def pronoun(said: Sequence[Token], i: int) -> bool:
    """Whether a "one" stands for an option rather than the hour."""
    number = said[i].number
    if number is None or number.ordinal or not number.worded or len(said) == 1:
        return False
    if i and said[i - 1].is_a("hour_mark"):
        return False
    if i + 1 < len(said) and (said[i + 1].symbols & CLOCKED or (i == 0 and said[i + 1].symbols & DATED)):
        return False
    return not (i and said[i - 1].symbols & TIMED) or (i > 1 and said[i - 2].is_a("the") and said[i - 1].is_a("weekday"))


def chosen(said: Said) -> Answer | None:
    provider, rest = provider_in(said.tokens, said.language)
    reading = Reading(rest, said.now.date(), said.now.date(), said.language, offered=True)
    clauses = sorted_out([item for item in items(reading) if item.kind not in ("flags", "relative", "anytime")], reading)
    placed = position(said)
    segments = segmented([item for item in clauses.wanted if not taken_as_position(item, said, placed)], reading)
    share_hours(segments)
    named = by_name(said, provider)
    if not segments and not clauses.refused and named is None and not placed:
        return sides(said) or others(said)
    pool = [option for option in said.options if (named is None or option in named) and fits_any(option, segments, said)]
    if said.tokens[0].is_a("asking") and (placed or segments):
        return {"action": "repeat"}
    if several := place_or_time(said) or listed(said) or left_over(said, placed, segments):
        return decided(several, said)
    if placed:
        return among(placed, pool, said)
    if (segments and not pool) or (clauses.refused and not segments and named is None):
        return constraint(said)
    if side := superlative(said):
        return pick(extreme(pool, side)) if pool else constraint(said)
    return decided(pool, said)


def decided(pool: Sequence[Option], said: Said) -> Answer:
    if len(pool) == 1:
        return pick(pool[0])
    if pool:
        return {"action": "ambiguous", "options": [option.number for option in pool]}
    return constraint(said)


def pick(option: Option) -> Answer:
    return {"action": "pick", "option": option.number}


def constraint(said: Said) -> Answer:
    base = min((option.start.date() for option in said.options), default=said.now.date())
    found = wished(said.tokens, said.language, said.now.date(), base)
    return {"action": "constraint", "preferred": found} if found else UNCLEAR


# --- position --------------------------------------------------------------------------------------------------------


def position(said: Said) -> list[int]:
    """The numbers of the options said by place: several when it may be a place or a time; -1 the last, 0 the middle."""
    if said.has("last_but_one"):
        return [len(said.options) - 1] if len(said.options) > 1 else []
    if said.has("latter") and not said.has("more", "none"):
        return [-1]
    if said.has("middle"):
        return [0]
    if said.has("former"):
        return [1]
    return counted(said)


def counted(said: Said) -> list[int]:
    for i, token in enumerate(said.tokens):
        number = token.number
        if number is None or not 1 <= number.value <= len(said.options) or len(number.digits) > 1 or refused(said, i):
            continue
        if number.ordinal and ordinal_place(said, i):
            return [number.value]
        before = said.tokens[i - 1].text if i else ""
        if before in said.language.option_words or alone(said, i):
            return [number.value]
    return []


def refused(said: Said, i: int) -> bool:
    """"not the first one"."""
    return any(token.is_a("not") or token.is_a("except") for token in said.tokens[max(0, i - 2):i])


def listed(said: Said) -> list[Option]:
    """"the first or the third"; empty when no places are listed."""
    places = [token.number.value for i, token in enumerate(said.tokens) if token.number and not refused(said, i)]
    small = len(places) > 1 and all(0 < place <= len(said.options) for place in places)
    others = any(token.symbols & {"weekday", "month_name", "part", "am", "pm", "oclock", "at"} for token in said.tokens)
    if not small or others or not any(token.is_a("or") for token in said.tokens):
        return []
    return [option for option in said.options if option.number in places]


def left_over(said: Said, placed: Sequence[int], segments: Sequence[Segment]) -> list[Option]:
    """"not the first one" leaves the others; empty when no place was refused, or something was chosen."""
    ordinals = [(i, token.number) for i, token in enumerate(said.tokens) if token.is_a("ordinal")]
    places = [number.value for i, number in ordinals if number is not None and refused(said, i)]
    if placed or segments or not places or max(places) > len(said.options):
        return []
    return [option for option in said.options if option.number not in places]


def ordinal_place(said: Said, i: int) -> bool:
    """Whether an ordinal is a place among the options, and not a day of the month."""
    beside = said.tokens[i - 1] if i else None
    after = said.tokens[i + 1] if i + 1 < len(said.tokens) else None
    if (beside is not None and beside.is_a("month_name")) or (after is not None and after.symbols & {"of", "month_name"}):
        return False
    return not (beside is not None and (beside.is_a("weekday") or (beside.is_a("on") and not beside.is_a("the"))))


def alone(said: Said, i: int) -> bool:
    """A bare number is a place when nothing else of a date is said and no time offered begins with it."""
    others = [token for n, token in enumerate(said.tokens) if n != i and
              any(token.is_a(kind) for kind in ("number", "weekday", "month_name", "part", "am", "pm", "oclock", "at",
                                                "around", "after", "before", "and_half", "and_quarter", "past", "half"))]
    number = said.tokens[i].number
    if others or number is None or (said.has("any_option") and not number.ordinal):
        return False
    return not any(option.start.hour % 12 == number.value and not option.start.minute for option in said.options)


def place_or_time(said: Said) -> list[Option]:
    """A bare "one" may be the first option or the one at one o'clock; empty when it can be only one of them."""
    numbers = [token.number for token in said.tokens if token.number is not None]
    if len(numbers) != 1 or len(said.tokens) != 1 or numbers[0].ordinal or not 1 <= numbers[0].value <= len(said.options):
        return []
    timed = [option for option in said.options if option.start.hour % 12 == numbers[0].value and not option.start.minute]
    place = said.options[numbers[0].value - 1]
    return [place, *(option for option in timed if option != place)] if timed else []


def taken_as_position(item: Item, said: Said, placed: Sequence[int]) -> bool:
    """The ordinal that is a place is no day as well, and the "late" of "the late one" no hour."""
    days, hours = isinstance(item.value, Days), isinstance(item.value, Hours)
    if not placed or not (days or hours):
        return False
    if placed[0] < 1:
        return hours and item.value.part.startswith(("early", "late"))
    if days:
        return item.value.kind == "number" and item.value.number == placed[0]
    return item.stop - item.start == 1 and item.value.at is not None


def among(placed: Sequence[int], pool: Sequence[Option], said: Said) -> Answer:
    """The option at that place, of those that fit what else was said."""
    if not pool:
        return constraint(said)
    if len(pool) < len(said.options):
        index = {-1: len(pool) - 1, 0: len(pool) // 2}.get(placed[0], placed[0] - 1)
        exact = [option for option in pool if option.number == placed[0]]
        if (exact and len(pool) == 1) or not 0 <= index < len(pool):
            return decided(exact or pool, said)
        return pick(pool[index])
    if placed[0] == 0:
        return pick(pool[len(pool) // 2]) if len(pool) % 2 else UNCLEAR
    return pick(pool[placed[0] - 1 if placed[0] > 0 else -1])


def superlative(said: Said) -> int:
    """-1 for the earliest, 1 for the latest of what fits, 0 when neither was asked for."""
    if said.has("sooner"):
        return -1
    return 1 if said.has("further") else 0


def extreme(pool: Sequence[Option], side: int) -> Option:
    return min(pool, key=lambda option: option.start) if side < 0 else max(pool, key=lambda option: option.start)


def sides(said: Said) -> Answer | None:
    """"the earliest" is one of those offered; "anything earlier" is not."""
    relative = next((token for token in said.tokens if token.is_a("relative")), None)
    i = said.tokens.index(relative) if relative is not None else 0
    pointed = relative is None or (i > 0 and said.tokens[i - 1].is_a("the")) or relative.text in said.language.pointed
    if relative is not None and len(said.phrases.get("sooner") or said.phrases.get("further") or "") > len(relative.text):
        pointed = True                  # "la que sea más pronto"
    side = superlative(said)
    if side and pointed and said.options and not said.has("none", "more"):
        return pick(extreme(said.options, side))
    return None


def others(said: Said) -> Answer | None:
    relative = next((token.values["relative"] for token in said.tokens if token.is_a("relative")), None)
    if relative:
        return {"action": "more", "relative": relative}
    return plain_answer(said) if said.phrases else None


# --- fitting ---------------------------------------------------------------------------------------------------------


def by_name(said: Said, provider: str) -> list[Option] | None:
    """The options with the provider that was named; None when nobody was."""
    words = {token.text for token in said.tokens if token.symbols == {"word"} and len(token.text) > 2}
    named = [option for option in said.options if option.provider and
             (provider in option.provider.split() if provider else words & set(option.provider.replace("doctor", "").split()))]
    if provider in ("", "any"):
        return named or None
    return named


def fits_any(option: Option, segments: Sequence[Segment], said: Said) -> bool:
    return not segments or any(fits(option, segment, said) for segment in segments)


def fits(option: Option, segment: Segment, said: Said) -> bool:
    return all(on_day(option, days) for days in segment.said) and at_hours(option, segment.hours, said)


def on_day(option: Option, days: Days) -> bool:
    day = option.start.date()
    if days.kind == "number":
        return day.day == days.number
    if days.weekdays and day.weekday() not in days.weekdays:
        return False
    return not days.past and (days.start is None or days.start <= day) and (days.end is None or day <= days.end)


def at_hours(option: Option, hours: Hours | None, said: Said) -> bool:
    if hours is None or (superlative(said) and hours.part in ("early_morning", "late_day")):
        return True
    minutes = option.start.hour * 60 + option.start.minute
    readings = (hours, shifted(hours)) if hours.bare and hours.at is not None else (hours,)
    return any(low <= minutes < high for low, high in (reading.bounds for reading in readings))
