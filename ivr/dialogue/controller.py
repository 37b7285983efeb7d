"""
The one pure step: a call and an event in; the call as it now stands and what is to be done about it out.

What may happen anywhere stands here once: corrections, misses, repeats, help, side questions, a person, another wish.
`step` ends every chain of effects with Ask, Work, Dial or HangUp, so that a turn can never end in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.effects import (
    Answered,
    Ask,
    Dial,
    Effect,
    Event,
    HangUp,
    Heard,
    Partly,
    Refusal,
    Say,
    Started,
    TurnTo,
    Work,
)
from ivr.dialogue.form import Form, Item, arguments
from ivr.office.requests import Request

PATIENCE = 3        # misses in a row, or refusals of one thing, after which a person takes over
REPEATS = 2         # of one prompt, at the caller's wish; nobody hears the same words four times

Forms = Mapping[str, Form]
Result = tuple[Call, list[Effect]]


def step(call: Call, event: Event, forms: Forms) -> Result:
    call = call if call.form in forms else replace(call, form="person")
    match event:
        case Started():
            return select(call, forms)
        case Heard(meaning):
            return hear(call, meaning, forms)
        case Answered(item, value):
            return answered(call, item, value, forms)


def question(call: Call, forms: Forms) -> Item | None:
    """What the caller is being asked, if anything."""
    form = forms.get(call.form)
    return form.named.get(call.asking) if form else None


def ready(call: Call, forms: Forms) -> list[Work]:
    """The look-ups below the question being asked whose needs are already filled."""
    form = forms[call.form]
    works = (given(item.work, call, item) for item in _live(call, form)
             if item.kind == "look" and item.name not in call.values and item.needs <= call.values.keys())
    return [Work("", request, lasting=False) for request in works if isinstance(request, Request)]


def imminent(call: Call, forms: Forms) -> Any:
    """What will be asked of the office if the caller now says yes to the question; None unless that is all it takes."""
    form, asked = forms[call.form], question(call, forms)
    if asked is None or not asked.modal:
        return None
    item = next((item for item in _live(call, form) if item.kind == "do"), None)
    if item is None or asked.name not in item.extra or not item.needs - {asked.name} <= call.values.keys():
        return None
    return given(item.work, call, item)


def resumed(call: Call, forms: Forms) -> Result:
    """The call where it waits for an answer: what it waits for, asked for again."""
    return select(replace(call, awaiting=""), forms)


# --- what the caller said --------------------------------------------------------------------------------------------


def hear(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    if meaning.get("language", call.language) != call.language:
        return change_language(call, meaning, forms)
    if "emergency" in meaning and call.form != "emergency":
        return turn_to(call, "emergency", forms)
    form, waited = forms[call.form], call.waiting
    call = replace(call, waiting=False)
    if waited and (not meaning or meaning in ({"yes": True}, {"go_back": True})):       # "okay, I'm back" agrees to nothing
        return reask(call, forms)
    if not meaning:
        return missed(call, forms)
    if not form.safe:
        for universal, act in UNIVERSALS.items():
            if meaning.get(universal):
                return act(call, meaning, forms)
    elif "variant" in meaning:
        return once_more(call, meaning, forms)
    return understood(call, meaning, forms)


def understood(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    about = {"day": meaning["day"]} if "day" in meaning else {}
    effects: list[Effect] = [Say(f"asides.{meaning['aside']}", about)] if "aside" in meaning else []
    wish = meaning.get("wants")
    turned = wish in forms and wish != call.form and not forms[call.form].safe and meaning.get("yes") is not True
    if turned:
        call = entered(call, str(wish), forms)
    call, said, took = process(call, meaning, forms)
    effects += said
    if took or turned:
        call = replace(call, misses=0, repeats=0)
    elif "aside" not in meaning:
        return missed(call, forms)
    call, more = select(call, forms)
    return call, effects + more


def process(call: Call, meaning: Mapping[str, Any], forms: Forms) -> tuple[Call, list[Effect], bool]:
    """Let each item take its answer; say whether any did."""
    form = forms[call.form]
    effects: list[Effect] = []
    took, spoiled = False, set[str]()
    for item in _live(call, form):
        if item.kind not in ("ask", "note") or not item.needs <= call.values.keys():
            continue
        if item.modal and (item.name != call.asking or item.name in spoiled):
            continue                    # a yes belongs to what was read out, and that has changed
        value = given(item.work, call, item, meaning)
        if value is None or value == call.values.get(item.name):
            continue
        spoiled |= form.spoiled_by(item.name)
        call, said = settle(call, item, value, forms)
        effects, took = effects + said, True
        if call.form != form.name:
            break
    return call, effects, took


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
        call, effects = turn_to(call, "person", forms)
        return call, [Say("common.sorry_person", {}), *effects]
    return turn_to(call, "farewell", forms)


# --- universals ------------------------------------------------------------------------------------------------------


def person(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    return turn_to(call, "person", forms)


def once_more(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """The question again, as it was, or in the words for "help" or "who with"."""
    if call.repeats >= REPEATS:
        return missed(call, forms)
    return reask(replace(call, repeats=call.repeats + 1), forms, meaning["variant"])


def change_language(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """The other language from here on; what was said in it, or beside asking for it, counts."""
    call = replace(call, language=meaning["language"], misses=0)
    beside = _less(meaning, "language")
    call, effects = hear(call, beside, forms) if beside else select(call, forms)
    return call, effects if "emergency" in beside else [Say("common.language", {}), *effects]


def drop(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """Never mind: nothing more is done, and what stands is said."""
    form = forms[call.form]
    said: list[Effect] = [Say(form.left, dict(call.values))] if form.left and not _done(call, form) else []
    call, effects = turn_to(call, "more", forms)
    return call, said + effects


def goodbye(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    form = forms[call.form]
    said: list[Effect] = [Say(form.left, dict(call.values))] if form.left and not _done(call, form) else []
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
    form = forms[call.form]
    said: list[Effect] = [Say(form.left, dict(call.values))] if form.left and not _done(call, form) else []
    call, effects = turn_to(call, "welcome", forms)
    return call, said + effects


def go_back(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """To the question before this one; the caller is known, and is not asked again who they are."""
    form = forms[call.form]
    above = [item for item in _live(call, form) if item.kind == "ask" and not item.kept and item.name in call.values]
    for item in reversed(above):
        earlier, effects = select(replace(without(call, form, item.name), asking=""), forms)
        if earlier.asking == item.name:
            return earlier, effects
    return once_more(call, {"variant": "repeat"}, forms)


UNIVERSALS = {"hold_on": hold_on, "slower": slower, "start_over": start_over, "go_back": go_back, "operator": person, "variant": once_more,
              "never_mind": drop, "goodbye": goodbye}


# --- what the office, or the telephone, said -------------------------------------------------------------------------


def answered(call: Call, name: str, value: Any, forms: Forms) -> Result:
    item = forms[call.form].named.get(name)
    call = replace(call, awaiting="")
    if item is None or name in call.values:
        return select(call, forms)
    if item.kind == "do":
        call = replace(call, agreements=call.agreements + 1, been=(*call.been, call.form))
    call, effects = settle(call, item, value, forms)
    call, more = select(call, forms)
    return call, effects + more


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
        return entered(replace(call, refused=_less(call.refused, counter)), item.given_up or "person", forms), said
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
    return replace(call, values={k: v for k, v in call.values.items() if k not in gone}, parts=_less(call.parts, name))


# --- where to turn next ----------------------------------------------------------------------------------------------


def select(call: Call, forms: Forms) -> Result:
    """Turn to the first empty item, saying what is to be said on the way."""
    effects: list[Effect] = []
    while True:
        item = _empty(call, forms[call.form])
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
                call = replace(call, asking=item.name, misses=0, repeats=0)
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
    if item is None or item is not _empty(call, forms[call.form]):     # what it was asked about could not be read back
        return select(call, forms)
    return call, [asked(call, forms[call.form], item, variant)]


def asked(call: Call, form: Form, item: Item, variant: str = "") -> Ask:
    part = call.parts.get(item.name)
    usual = ("brief" if form.name in call.been else "", "again", "last")[min(call.misses, PATIENCE - 1)]
    chosen = "" if variant == "repeat" else variant or usual
    if not part:
        return Ask(form.prompt(item), chosen, call.values)
    half = part[0] if isinstance(part[0], Mapping) else {}
    return Ask(f"{form.prompt(item)}-{part[1]}", chosen, {**call.values, **half})


def turn_to(call: Call, name: str, forms: Forms) -> Result:
    return select(entered(call, name, forms), forms)


def entered(call: Call, name: str, forms: Forms) -> Call:
    """
    The call with another form before it.

    Kept: items marked so, what the form left does not own, and what both forms fill in the same way.
    """
    left, form = forms[call.form], forms[name]
    kept = {key: value for key, value in call.values.items() if _survives(left.named.get(key), form.named.get(key))}
    kept["about"] = call.form if not left.safe else call.values.get("about", "")
    return replace(call, form=name, values=kept, parts={}, asking="", awaiting="", misses=0, repeats=0)


def turned(call: Call, form: Form, values: Mapping[str, Any], forgotten: Sequence[str], forms: Forms) -> Call:
    """The call with *form* before it and *values* known; what was worked out from them before is so no longer."""
    call = entered(call, form.name, forms)
    for name in (*values, *forgotten):
        call = without(call, form, name)
    return call.with_values(**values)


def _survives(old: Item | None, new: Item | None) -> bool:
    if old is None or old.kept:
        return True
    return new == old and not old.modal and old.kind in ("ask", "note", "look")


# --- reading a form --------------------------------------------------------------------------------------------------


def given(work: Any, call: Call, item: Item, heard: Mapping[str, Any] | None = None) -> Any:
    """Call *work* with those of the known values it has arguments for."""
    part = call.parts.get(item.name)
    known = {**call.values, "heard": heard or {}, "part": part and part[0], "caller": call.caller,
             "tries": call.refused.get(item.counter or item.name, 0), "language": call.language, "form": call.form}
    return work(**{name: known[name] for name in arguments(work)[1] if name in known})


def _live(call: Call, form: Form) -> Sequence[Item]:
    """What is done is done: nothing above the last thing done is asked or changed any more."""
    last = max((n for n, item in enumerate(form.items) if item.kind == "do" and item.name in call.values), default=-1)
    return form.items[last + 1 :]


def _empty(call: Call, form: Form) -> Item | None:
    return next((item for item in _live(call, form)
                 if item.kind != "note" and item.name not in call.values and item.needs <= call.values.keys()), None)


def _done(call: Call, form: Form) -> bool:
    return len(_live(call, form)) < len(form.items)


def _less(mapping: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != name}



