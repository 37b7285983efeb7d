"""Yes or no to what was read out; what changes it comes before either, and what asks for it again is neither."""

from __future__ import annotations

from ivr.office.offers import suits
from ivr.speech import beside
from ivr.speech.anywhere import kind_of_visit, never_mind, otherwise, wish_of, wished
from ivr.speech.choice import choice
from ivr.speech.intents import intent, new_here
from ivr.speech.listening import Listening, Meaning
from ivr.speech.patterns import pattern
from ivr.speech.telephone_number import telephone_said
from ivr.speech.universals import universal
from ivr.speech.yes_no import begins_with_no, yes_no


def agreement(text: str, at: Listening) -> Meaning:
    if anywhere := never_mind(text, at) or asked_again(text, at):
        return anywhere
    if intent(text, at.locale, {"state": "yes_no"}) == "operator":
        return {"operator": True}
    if at.opening and "keep" in beside.wishes(text, at.locale) and begins_with_no(text, at.locale):
        return {"never_mind": True}
    said = agreed(text, at)
    meaning = changed(text, at, {} if said is None else {"yes": said})
    if meaning == {"yes": False}:
        meaning |= instead(text, at)
    meaning = meaning or neither(text, at)
    return meaning if "wants" in meaning else meaning | another_visit(text, at)


def asked_again(text: str, at: Listening) -> Meaning:
    """Repeat, help, or who with: the question once more."""
    if asks_who(text, at):
        return {"variant": "who"}
    said = universal(text, at.locale)
    return {"variant": said} if said in ("repeat", "help") else {}


def asks_who(text: str, at: Listening) -> bool:
    return bool(pattern(at.language, "who").search(text))


def agreed(text: str, at: Listening) -> bool | None:
    """Yes or no, in whatever words fit the question: "keep it" is a no to giving it up, "I've never been there" a yes to being new."""
    if "giving_up" in at.expects and "keep" in beside.wishes(text, at.locale):
        return False
    new = new_here(text, at.locale) if "new_here" in at.expects else None
    said = yes_no(text, at.locale) if new is None else new
    if said and another_wish(text, at):
        return False if at.opening else None            # "okay, move it instead" agrees to nothing
    return said


def another_wish(text: str, at: Listening) -> bool:
    """Whether what sounds like a yes wishes for something else than what was read out: to move it, or to give it up."""
    wish, gives_up = wish_of(text, at), "give_up" in beside.wishes(text, at.locale)
    if "giving_up" in at.expects:
        return wish == "reschedule" and not gives_up
    return wish == "cancel" or gives_up or (wish == "reschedule" and "coming" in at.expects)


def changed(text: str, at: Listening, meaning: Meaning) -> Meaning:
    """With what is put in the place of what was read out, where that may be changed."""
    if "number" in at.expects and (found := telephone_said(text, at.locale)):
        return {"number": found}
    return meaning | other_time(text, at, meaning.get("yes")) if "when" in at.expects else meaning


def another_visit(text: str, at: Listening) -> Meaning:
    """Which of several visits is meant, beside a yes or no to one of them or instead of it: "yes, the filling"."""
    if "visit" not in at.expects or len(at.visits) < 2 or beside.everything(text, at.locale):
        return {}
    kind = kind_of_visit(text, at).get("reason")
    of_it = [n for n, visit in enumerate(at.visits, start=1) if visit.kind == kind]
    picked = {"action": "pick", "option": of_it[0]} if len(of_it) == 1 else choice(text, at.now, at.locale, at.ahead())
    return {"choice": picked} if picked["action"] == "pick" else {}


def other_time(text: str, at: Listening, yes: bool | None) -> Meaning:
    """A time beside the one read out, or instead of it; saying that very time again is no more than the yes it comes with."""
    if not at.offered:
        new = wished(text, at)
        return {"when": new} if new else {}
    match said := choice(text, at.now, at.locale, at.offer()):
        case {"action": "pick" | "ambiguous"}:
            return {} if at.opening is None or yes is not None else {"choice": said}
        case {"action": "more"}:
            return {"choice": said}
        case {"action": "constraint", "preferred": new}:
            return {} if at.opening and yes is not False and suits(at.opening.starts_at, new) else {"when": new}
    return {}


def instead(text: str, at: Listening) -> Meaning:
    """What is wished for with a no; an opening is declined in the words with which a visit is cancelled."""
    wish = otherwise(text, at)
    if pattern(at.language, "other_one").fullmatch(text):
        return {}
    declined = at.opening is not None and wish.get("wants") in ("cancel", "move")
    if declined or wish.get("wants") == "new_patient":              # "no, I've been there before"
        return {}
    return {key: wish[key] for key in ("wants", "operator", "of", "reason") if key in wish}


def neither(text: str, at: Listening) -> Meaning:
    wish = otherwise(text, at)
    asked = [wants for marked, wants in (("giving_up", "cancel"), ("coming", "confirm")) if marked in at.expects]
    return {"yes": True} if wish.get("wants") in asked else wish
