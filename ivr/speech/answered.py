"""What words mean in answer to each question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ivr.speech import beside
from ivr.speech.agreement import agreement, asks_who
from ivr.speech.anywhere import goodbye, intended, kind_of_visit, never_mind, otherwise, wish_of, wished
from ivr.speech.choice import choice
from ivr.speech.dob import dob
from ivr.speech.first_wish import anything_more, wish
from ivr.speech.free import free
from ivr.speech.listening import Listening, Meaning
from ivr.speech.names import name as name_said
from ivr.speech.tables import table
from ivr.speech.telephone_number import telephone_said
from ivr.speech.yes_no import yes_no


def date_of_birth(text: str, at: Listening) -> Meaning:
    born = dob(text, at.now, at.locale) or part_asked_for(text, at)
    if at.wanted == "heard":
        return read_back(text, at, born)
    if not born:
        return otherwise(text, at)
    found = free(text, at.now, at.locale)
    return {"dob": born, **({"name": found["name"]} if found.get("name") else {})}


def part_asked_for(text: str, at: Listening) -> Any:
    """A number alone is the day, or the month, that was asked for."""
    named = table(at.language, "hearing")["part_of_a_date"].get(at.wanted)
    return dob(f"{named} {text}", at.now, at.locale) if named else None


def read_back(text: str, at: Listening, born: Any) -> Meaning:
    """Whether what was read out is what was said; a date, or a part of one, beside a yes or no or instead of it."""
    if not born:
        return agreement(text, at)
    said = yes_no(text, at.locale)
    return {"dob": born, **({"yes": said} if said is not None else {})}


def name(text: str, at: Listening) -> Meaning:
    if len(text.split()) > 1 and not at.wanted.startswith("spell"):
        universal = wish_of(text, at)
        if universal in ("operator", "repeat", "spanish", "goodbye"):
            return intended(universal, text, at)
    asked = at.wanted if at.wanted in ("first", "last", "spell_first", "spell_last") else "full"
    said = name_said(text, at.locale, {"ask": asked})
    return {"name": said} if said else otherwise(text, at)


def reason(text: str, at: Listening) -> Meaning:
    when = wished(text, at)
    return (kind_of_visit(text, at) or otherwise(text, at)) | ({"when": when} if when else {})


def when(text: str, at: Listening) -> Meaning:
    said = wished(text, at)
    if said and not any(said["windows"]) and goodbye(text, at):
        return {"goodbye": True}
    meaning = kind_of_visit(text, at) if said or not at.offered else {}
    return meaning | {"when": said} if said else meaning | otherwise(text, at)


def opening(text: str, at: Listening) -> Meaning:
    if asks_who(text, at):
        return {"variant": "who"}
    said = choice(text, at.now, at.locale, at.offer())
    match said["action"]:
        case "constraint":
            return {"when": said["preferred"]}
        case "repeat":
            return {"variant": "repeat"}
        case "operator":
            return {"operator": True}
        case "more" if goodbye(text, at):
            return {"goodbye": True}
        case "pick" | "ambiguous" | "none" | "more":
            return never_mind(text, at) or {"choice": said}
    return otherwise(text, at)


def visit(text: str, at: Listening) -> Meaning:
    if beside.everything(text, at.locale):
        return {"all": True}
    said = choice(text, at.now, at.locale, at.ahead())
    if said["action"] == "pick":
        return {"choice": said}
    meaning = kind_of_visit(text, at)
    if said["action"] == "constraint":
        meaning["of"] = said["preferred"]
    return meaning or ({"choice": said} if said["action"] == "ambiguous" else otherwise(text, at))


def minutes(text: str, at: Listening) -> Meaning:
    late = beside.minutes_late(text, at.locale, asked=True)
    return {"minutes": late} if late is not None else otherwise(text, at)


def child(text: str, at: Listening) -> Meaning:
    """Which child, by first name or date of birth."""
    if at.wanted.startswith("spell"):
        said = name_said(text, at.locale, {"ask": at.wanted})
        return {"child": said} if said else otherwise(text, at)
    born = dob(text, at.now, at.locale)
    if isinstance(born, str):
        return {"child": {"born": born}}
    universal = otherwise(text, at)
    said = {} if universal else name_said(text, at.locale, {"ask": "first"})
    return {"child": said} if said else universal


def number(text: str, at: Listening) -> Meaning:
    found = telephone_said(text, at.locale)
    return {"number": found} if found else otherwise(text, at)


def message(text: str, at: Listening) -> Meaning:
    return {"message": text}


SPOKEN: dict[str, Callable[[str, Listening], Meaning]] = {
    "wish": wish, "more": anything_more, "dob": date_of_birth, "name": name, "reason": reason, "when": when,
    "opening": opening, "yes_no": agreement, "visit": visit, "number": number, "message": message,
    "minutes": minutes, "child": child,
}
