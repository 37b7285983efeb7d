"""Filling an item, emptying what was worked out from it, and what a call keeps when it turns to another form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.effects import Effect, Partly, Refusal, Say, TurnTo
from ivr.dialogue.form import Form, Item
from ivr.dialogue.reading import Forms, less

PATIENCE = 3        # misses in a row, or refusals of one thing, after which a person takes over

Result = tuple[Call, list[Effect]]


def settle(call: Call, item: Item, value: Any, forms: Forms) -> Result:
    """Fill *item*; a refusal instead empties the items it sends us back to."""
    form = forms[call.form]
    call = without(call, form, item.name)
    match value:
        case Refusal():
            return refuse(call, form, item, value, forms)
        case Partly(half, why):
            return replace(call, parts={**call.parts, item.name: [half, why]}), []
        case TurnTo(name, values, forgotten):
            return turned(call, forms[name], values, forgotten, forms), []
    return call.with_values(**{item.name: value}), []


def refuse(call: Call, form: Form, item: Item, refusal: Refusal, forms: Forms) -> Result:
    counter = item.counter or item.name
    count = call.refused.get(counter, 0) + 1
    said: list[Effect] = [Say(f"{form.prompt(item)}-{refusal.why}", {**call.values, **refusal.values})]
    way_back = item.back.get(refusal.why, ())
    if count >= PATIENCE or not way_back:
        if way_back and item.given_up:
            said = []                       # what is turned to says it
        return entered(replace(call, refused=less(call.refused, counter)), item.given_up or "person", forms), said
    call = replace(call, refused={**call.refused, counter: count})
    call = learned(call, form, refusal)
    for name in way_back:
        call = without(call, form, name)
    halves = {name: [half.value, half.why] for name, half in refusal.halves.items()}
    return replace(call, parts={**call.parts, **halves}), said


def learned(call: Call, form: Form, refusal: Refusal) -> Call:
    """What the refusal tells of things the form notes is added to what it has noted of them."""
    new = {name: [*call.values.get(name, ()), *value] for name, value in refusal.values.items()
           if name in form.named and form.named[name].kind == "note"}
    return call.with_values(**new)


def without(call: Call, form: Form, name: str) -> Call:
    """Empty an item, and what was worked out from it; half an answer to it is kept no longer."""
    gone = form.spoiled_by(name) | {name}
    return replace(call, values={k: v for k, v in call.values.items() if k not in gone}, parts=less(call.parts, name))


def entered(call: Call, name: str, forms: Forms) -> Call:
    """
    The call with another form before it.

    Kept: items marked so, what the form left does not own, and what both forms fill in the same way.
    """
    left, form = forms[call.form], forms[name]
    kept = {key: value for key, value in call.values.items() if survives(left.named.get(key), form.named.get(key))}
    kept["about"] = call.form if not left.safe else call.values.get("about", "")
    return replace(call, form=name, values=kept, parts={}, asking="", awaiting="", misses=0, repeats=0, turnings=call.turnings + 1)


def turned(call: Call, form: Form, values: Mapping[str, Any], forgotten: Sequence[str], forms: Forms) -> Call:
    """The call with *form* before it and *values* known; what was worked out from them before is so no longer."""
    call = entered(call, form.name, forms)
    for name in (*values, *forgotten):
        call = without(call, form, name)
    return call.with_values(**values)


def survives(old: Item | None, new: Item | None) -> bool:
    if old is None or old.kept:
        return True
    return new == old and not old.modal and old.kind in ("ask", "note", "look")
