"""
The answer to an offer of times: one of them, several, none, others, or a wish that was not offered.

What fits the words is looked for among the offered times first.  A time that was not offered is never taken for one
that is near it; it is a wish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ivr.speech.choice_said import Option, Said, how_many, offered, pronouns_out, said_as
from ivr.speech.clauses import Clauses, sorted_out
from ivr.speech.combine import Segment, segmented, share_hours
from ivr.speech.fitting import by_name, extreme, fits_any, superlative
from ivr.speech.grammar import Reading
from ivr.speech.items import items
from ivr.speech.language import Language, load
from ivr.speech.places import LAST, MIDDLE, left_over, listed, place, place_or_time, taken_as_place
from ivr.speech.preferred import fragments, wished
from ivr.speech.providers import provider_in
from ivr.speech.tokens import Token, tokens

Answer = dict[str, Any]
REFUSING = frozenset({"not", "cant", "bad", "busy", "negating"})
UNCLEAR: Answer = {"action": "unclear"}


def choice(text: str, now: datetime, locale: str, context: Mapping[str, Any] | None = None) -> Answer:
    language = load(locale[:2])
    options = offered(context)
    found: Answer = UNCLEAR
    for fragment in fragments(tokens(text, language, fillers=True)):
        answer = answered(fragment, language, options, now)
        found = answer if answer != UNCLEAR else found
    return found if found != UNCLEAR else plain_answer(said_as(text, [], language, options, now))


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


def chosen(said: Said) -> Answer | None:
    clauses, segments, named, at = parts(said)
    if not segments and not clauses.refused and named is None and at is None:
        return sides(said) or others(said)
    pool = [option for option in said.options if (named is None or option in named) and fits_any(option, segments, said)]
    if said.tokens[0].is_a("asking") and (at is not None or segments):
        return {"action": "repeat"}
    if several := place_or_time(said) or listed(said) or ([] if at is not None or segments else left_over(said)):
        return decided(several, said)
    if at is not None:
        return among(at, pool, said)
    if (segments and not pool) or (clauses.refused and not segments and named is None):
        return constraint(said)
    side = superlative(said)
    return pick(extreme(pool, side)) if side and pool else decided([] if side else pool, said)


def parts(said: Said) -> tuple[Clauses, list[Segment], list[Option] | None, int | None]:
    """What was said for and against times; the times wanted; the options with the provider named; the place named."""
    provider, rest = provider_in(said.tokens, said.language)
    reading = Reading(rest, said.now.date(), said.now.date(), said.language, offered=True)
    clauses = sorted_out([item for item in items(reading) if item.kind not in ("flags", "relative", "anytime")], reading)
    at = place(said)
    segments = segmented([item for item in clauses.wanted if at is None or not taken_as_place(item, at)], reading)
    share_hours(segments)
    return clauses, segments, by_name(said, provider), at


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


def among(at: int, pool: Sequence[Option], said: Said) -> Answer:
    """The option at that place, of those that fit what else was said."""
    if not pool or len(pool) == len(said.options):
        return constraint(said) if not pool else UNCLEAR if at == MIDDLE and not len(pool) % 2 else pick(pool[index(at, pool)])
    exact = [option for option in pool if option.number == at]
    if (exact and len(pool) == 1) or not 0 <= index(at, pool) < len(pool):
        return decided(exact or pool, said)
    return pick(pool[index(at, pool)])


def index(at: int, pool: Sequence[Option]) -> int:
    return {LAST: len(pool) - 1, MIDDLE: len(pool) // 2}.get(at, at - 1)


def sides(said: Said) -> Answer | None:
    """"the earliest" is one of those offered; "anything earlier" is not."""
    side = superlative(said)
    if side and said.options and not said.has("none", "more") and pointed(said):
        return pick(extreme(said.options, side))
    return None


def pointed(said: Said) -> bool:
    """Whether "earlier" and "later" are of those offered, as in "the later one" and "la que sea más pronto"."""
    i = next((i for i, token in enumerate(said.tokens) if token.is_a("relative")), None)
    if i is None:
        return True
    word = said.tokens[i].text
    by_the = i > 0 and said.tokens[i - 1].is_a("the")
    return by_the or word in said.language.pointed or len(said.phrases.get("sooner") or said.phrases.get("further") or "") > len(word)


def others(said: Said) -> Answer | None:
    relative = next((token.values["relative"] for token in said.tokens if token.is_a("relative")), None)
    if relative:
        return {"action": "more", "relative": relative}
    return plain_answer(said) if said.phrases else None
