"""What callers may say at any question: a person, the question again, wait, slower, back, from the start, never mind, goodbye."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.effects import Effect, Say
from ivr.dialogue.filling import Result, without
from ivr.dialogue.reading import Forms, done, live, question
from ivr.dialogue.turning import asked, missed, reask, select, turn_to

REPEATS = 2         # of one prompt, at the caller's wish; nobody hears the same words four times


def person(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    return turn_to(call, "person", forms)


def once_more(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """The question again, as it was, or in the words for "help" or "who with"."""
    if call.repeats >= REPEATS:
        return missed(call, forms)
    return reask(replace(call, repeats=call.repeats + 1), forms, meaning["variant"])


def drop(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """Never mind: nothing more is done, and what stands is said."""
    said = left(call, forms)
    call, effects = turn_to(call, "more", forms)
    return call, said + effects


def goodbye(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    said = left(call, forms)
    call, effects = turn_to(call, "farewell", forms)
    return call, said + effects


def hold_on(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """As long as the caller needs; the question then is asked again, and nothing was missed."""
    form, item = forms[call.form], question(call, forms)
    if item is None:
        return select(call, forms)
    return replace(call, waiting=True), [replace(asked(call, form, item), prompt="common.take_your_time", variant="")]


def slower(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    call, effects = reask(replace(call, slow=True), forms, "repeat")
    return call, [Say("asides.slower", {}), *effects]


def start_over(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    said = left(call, forms)
    call, effects = turn_to(call, "welcome", forms)
    return call, said + effects


def go_back(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """To the question before this one; the caller is known, and is not asked again who they are."""
    form = forms[call.form]
    above = [item for item in live(call, form) if item.kind == "ask" and not item.kept and item.name in call.values]
    for item in reversed(above):
        earlier, effects = select(replace(without(call, form, item.name), asking=""), forms)
        if earlier.asking == item.name:
            return earlier, effects
    return once_more(call, {"variant": "repeat"}, forms)


def left(call: Call, forms: Forms) -> list[Effect]:
    """What is said of a matter dropped half-way: that nothing was done."""
    form = forms[call.form]
    return [Say(form.left, dict(call.values))] if form.left and not done(call, form) else []


UNIVERSALS: dict[str, Callable[[Call, Mapping[str, Any], Forms], Result]] = {
    "hold_on": hold_on, "slower": slower, "start_over": start_over, "go_back": go_back, "operator": person, "variant": once_more,
    "never_mind": drop, "goodbye": goodbye}
# Where a person has been sought, whoever asks for one again, or will say no more, answers the question.
WHILE_SOUGHT = {name: act for name, act in UNIVERSALS.items() if name not in ("operator", "never_mind", "goodbye")}
