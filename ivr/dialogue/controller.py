"""
The one pure step: a call and an event in; the call as it now stands and what is to be done about it out.

What may happen anywhere stands once: corrections, side questions and another wish here, what goes for every question in
`universals`, misses in `turning`.
`step` ends every chain of effects with Ask, Work, Dial or HangUp, so that a turn can never end in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ivr.dialogue.call import Call
from ivr.dialogue.effects import Answered, Effect, Event, Heard, Say, Started, TurnTo, Work
from ivr.dialogue.filling import PATIENCE, Result, entered, settle
from ivr.dialogue.reading import Forms, empty, given, less, live, question
from ivr.dialogue.turning import gave_up, missed, reask, select, turn_to
from ivr.dialogue.universals import UNIVERSALS, WHILE_SOUGHT
from ivr.office.requests import Request

WHOLE_WISH = frozenset({"reason", "when", "of", "dob", "name"})     # two of them beside a wish are said by whoever knows the way

__all__ = ["PATIENCE", "imminent", "owed", "question", "ready", "resumed", "step"]


def step(call: Call, event: Event, forms: Forms) -> Result:
    call = call if call.form in forms else replace(call, form="person")
    match event:
        case Started():
            return select(call, forms)
        case Heard(meaning, silent):
            return hear(replace(call, silences=call.silences + 1 if silent else 0), meaning, forms)
        case Answered(item, value):
            return answered(call, item, value, forms)


def ready(call: Call, forms: Forms) -> list[Work]:
    """The look-ups below the question being asked whose needs are already filled."""
    form = forms[call.form]
    works = (given(item.work, call, item) for item in live(call, form)
             if item.kind == "look" and item.name not in call.values and item.needs <= call.values.keys())
    return [Work("", request, lasting=False) for request in works if isinstance(request, Request)]


def imminent(call: Call, forms: Forms) -> Any:
    """What will be asked of the office if the caller now says yes to the question; None unless that is all it takes."""
    form, asked = forms[call.form], question(call, forms)
    if asked is None or not asked.modal:
        return None
    item = next((item for item in live(call, form) if item.kind == "do"), None)
    if item is None or asked.name not in item.extra or not item.needs - {asked.name} <= call.values.keys():
        return None
    return given(item.work, call, item)


def owed(call: Call, forms: Forms) -> Any:
    """
    What is still to be asked of the office for a caller who hangs up at the question; None for nothing.

    Who hangs up is as one who does not answer: a message stands, though nobody has said which number to call back.
    """
    asked = question(call, forms)
    if asked is None or asked.unheard is None or call.awaiting or asked is not empty(call, forms[call.form]):
        return None
    _, effects = gave_up(call, forms)
    return effects[-1].request if isinstance(effects[-1], Work) and effects[-1].lasting else None


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
    for universal, act in (WHILE_SOUGHT if form.safe else UNIVERSALS).items():
        if meaning.get(universal):
            return act(call, meaning, forms)
    return understood(call, meaning, forms)


def change_language(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    """The other language from here on; what was said in it, or beside asking for it, counts."""
    call = replace(call, language=meaning["language"], misses=0)
    beside = less(meaning, "language")
    call, effects = hear(call, beside, forms) if beside else select(call, forms)
    return call, effects if "emergency" in beside else [Say("common.language", {}), *effects]


def understood(call: Call, meaning: Mapping[str, Any], forms: Forms) -> Result:
    about = {"day": meaning["day"]} if "day" in meaning else {}
    effects: list[Effect] = [Say(f"asides.{meaning['aside']}", about)] if "aside" in meaning else []
    wish = meaning.get("wants")
    turned = wish in forms and wish != call.form and not forms[call.form].safe and meaning.get("yes") is not True
    if turned:
        call = replace(entered(call, str(wish), forms), brisk=call.brisk or brisk(meaning))
    call, said, took = process(call, meaning, forms)
    effects += said
    if took or turned:
        call = replace(call, misses=0, repeats=0)
    elif "aside" not in meaning:
        return missed(call, forms)
    call, more = select(call, forms)
    return call, effects + more


def brisk(meaning: Mapping[str, Any]) -> bool:
    """Whether all there was to say was said with the wish; "as soon as possible" alone is no time."""
    said = WHOLE_WISH & meaning.keys()
    return len(said - {"when"}) + any(meaning.get("when", {}).get("windows", ())) > 1


def process(call: Call, meaning: Mapping[str, Any], forms: Forms) -> tuple[Call, list[Effect], bool]:
    """Let each item take its answer; say whether any did."""
    form = forms[call.form]
    effects: list[Effect] = []
    took, spoiled = False, set[str]()
    for item in live(call, form):
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
        if call.form != form.name or isinstance(value, TurnTo):
            break
    return call, effects, took


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
