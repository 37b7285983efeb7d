"""Where a call turns next: to the first empty item, to the question again, or, after too many misses, to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ivr.dialogue.call import Call
from ivr.dialogue.effects import Ask, Dial, Effect, HangUp, Partly, Say, Work
from ivr.dialogue.filling import PATIENCE, Result, entered, settle
from ivr.dialogue.form import Form, Item
from ivr.dialogue.reading import Forms, empty, given, question
from ivr.office.requests import Request


def select(call: Call, forms: Forms) -> Result:
    """Turn to the first empty item, saying what is to be said on the way."""
    effects: list[Effect] = []
    while True:
        item = empty(call, forms[call.form])
        if item is None:
            if not forms[call.form].then:
                return replace(call, asking=""), [*effects, HangUp()]
            call = entered(call, forms[call.form].then, forms)
            continue
        call, more, stop = arrive(call, item, forms)
        effects += more
        if stop:
            return call, effects


def arrive(call: Call, item: Item, forms: Forms) -> tuple[Call, list[Effect], bool]:
    """Deal with the item turned to; say whether the turn must wait for an answer."""
    form = forms[call.form]
    if item.kind == "ask":
        value = None if item.modal else given(item.work, call, item, {})
        if value is None or isinstance(value, Partly):
            if isinstance(value, Partly):
                call = replace(call, parts={**call.parts, item.name: [value.value, value.why]})
            if call.asking != item.name:
                met = {form.prompt(item): call.turnings, **call.met}
                call = replace(call, asking=item.name, misses=0, repeats=0, met=met)
            return call, [asked(call, form, item)], True
        return *settle(call, item, value, forms), False
    value = given(item.work, call, item)
    if item.kind == "tell":
        said: list[Effect] = [] if value is None else [Say(form.prompt(item) + (value and f"-{value}"), call.values)]
        return call.with_values(**{item.name: True}), said, False
    if item.kind == "dial" and isinstance(value, str):
        return replace(call, awaiting=item.name), [Dial(item.name, value)], True
    if isinstance(value, Request):
        return replace(call, awaiting=item.name), [Work(item.name, value, item.kind == "do")], True
    return *settle(call, item, value, forms), False


def reask(call: Call, forms: Forms, variant: str = "") -> Result:
    item = question(call, forms)
    if item is None or item is not empty(call, forms[call.form]):     # what it was asked about could not be read back
        return select(call, forms)
    return call, [asked(call, forms[call.form], item, variant)]


def asked(call: Call, form: Form, item: Item, variant: str = "") -> Ask:
    part = call.parts.get(item.name)
    usual = ("brief" if knows_the_way(call, form, item) else "", "again", "last")[min(call.misses, PATIENCE - 1)]
    chosen = "" if variant == "repeat" else variant or usual
    if not part:
        return Ask(form.prompt(item), chosen, call.values)
    half = part[0] if isinstance(part[0], Mapping) else {}
    return Ask(f"{form.prompt(item)}-{part[1]}", chosen, {**call.values, **half})


def knows_the_way(call: Call, form: Form, item: Item) -> bool:
    """Whether the caller has been through this before in the call, or has shown that they need no guiding."""
    return call.brisk or form.name in call.been or call.met.get(form.prompt(item), call.turnings) != call.turnings


def turn_to(call: Call, name: str, forms: Forms) -> Result:
    return select(entered(call, name, forms), forms)


def missed(call: Call, forms: Forms) -> Result:
    call = replace(call, misses=call.misses + 1)
    if call.misses >= PATIENCE:
        return gave_up(call, forms)
    return reask(call, forms)


def gave_up(call: Call, forms: Forms) -> Result:
    """After too many misses the call goes on without, or a person takes over; where one was already sought, it ends politely."""
    form, item = forms[call.form], question(call, forms)
    if item and item.unheard is not None:
        return select(call.with_values(**{item.name: item.unheard}), forms)
    if not form.safe:
        why = "nothing_heard" if call.silences >= PATIENCE else "sorry_person"
        call, effects = turn_to(call, "person", forms)
        return call, [Say(f"common.{why}", {}), *effects]
    return turn_to(call, "farewell", forms)
