"""
From what the telephone brought (words, or keys) to what the dialogue can take: a meaning, empty when there is none.

A meaning is a dictionary with only what was said:

    yes         bool                            when        a wish, see speech.wishes
    dob         ISO date, or {"incomplete"}     choice      which of the times or visits read out
    name        {"first", "last"}               letters     keys for a name
    reason      a kind of visit                 of          which visit, by its day and time
    number      E.164                           message     the caller's words, verbatim
    afterwards  what is wished for besides: a meaning of its own
    proxy       whom it is for                  child       which child: {"first", "born"}
    all         every visit there is            minutes     how late
    wants       the dialogue wished for         aside       a side question, by its name
    operator, never_mind, goodbye, emergency    True
    hold_on, start_over, go_back, slower        True
    variant     "repeat", "help" or "who": the question again
    language    the one asked for

What is asked decides what is listened for; what was not asked for is taken only where it cannot be something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import phonenumbers

from ivr.office.offers import suits
from ivr.office.records import Opening, Visit
from ivr.speech import beside, intents, names, understand
from ivr.speech.numbers import digits_said
from ivr.speech.phrases import Phrases
from ivr.speech.pressing import pressing
from ivr.speech.side_questions import hours_asked, of_the_line
from ivr.speech.yes_no import begins_with_no, yes_no

LOCALES = {"en": "en-US", "es": "es-US"}
WISHES = {"book": "book", "cancel": "cancel", "reschedule": "move", "list": "ahead", "confirm": "confirm", "running_late": "late",
          "new_patient": "new_patient"}
TO_THE_DESK = {"billing_insurance", "hours_location", "emergency"}
Meaning = dict[str, Any]


@dataclass(frozen=True)
class Vocabulary:
    """The practice's own words in one language."""

    kinds: Phrases                              # kind of visit -> what callers call it
    asides: Phrases                             # side question -> its phrasings
    red_flags: tuple[str, ...] = ()             # beside the built-in ones
    urgent: str = ""                            # the kind of visit for somebody in pain
    order: tuple[str, ...] = ()                 # kinds of visit as the keypad numbers them


@dataclass(frozen=True)
class Listening:
    """What is being asked, and against what the answer is to be read."""

    expects: tuple[str, ...]
    now: datetime                               # office-local, naive
    language: str
    vocabulary: Vocabulary
    offered: Sequence[Opening] = ()
    opening: Opening | None = None              # the one being agreed
    visits: Sequence[Visit] = ()
    wanted: str = ""                            # the part of the answer still missing, as a Partly named it
    providers: Mapping[int, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)     # of every language the line speaks

    @property
    def locale(self) -> str:
        return LOCALES[self.language]


def load(languages: Iterable[str]) -> None:
    """Read every table once, so that no caller waits for it."""
    understand.load()
    for language in languages:
        for kind in ("free", "dob", "preferred", "intent"):
            understand.understand("hello", kind, datetime(2026, 1, 1), LOCALES[language])
        intents.red_flag("hello", LOCALES[language])
        beside.wishes("hello", LOCALES[language])
        pressing("hello", LOCALES[language])
        hours_asked("hello", LOCALES[language], datetime(2026, 1, 1))
        yes_no("hello", LOCALES[language])
        names.name("hello", LOCALES[language], {"ask": "full"})


def hear(text: str, digits: str, listening: Listening) -> Meaning:
    if digits:
        return keyed(digits, listening)
    text = text.strip()
    if not text:
        return {}
    if danger := endangered(text, listening) or pressed(text, listening):
        return danger
    if meant := of_the_call(text, listening):
        return meant
    meaning = with_beside(SPOKEN[listening.expects[0]](text, listening), text, listening)
    spoken = next((each for each in others(listening) if each.language == meaning.get("language")), None)
    return {**with_beside(SPOKEN[spoken.expects[0]](text, spoken), text, spoken), "language": spoken.language} if spoken else meaning


def with_beside(meaning: Meaning, text: str, at: Listening) -> Meaning:
    """The meaning, and what was said beside a wish: whom it is for, that it is for all of the visits, how late."""
    if at.expects[0] == "message":
        return meaning
    if at.expects[0] in ("name", "number"):
        aside = asked_beside({}, text, at)
        return aside or meaning
    loosely = "wants" in meaning or at.expects[0] in ("wish", "more", "dob", "child")
    proxy = beside.on_behalf(text, at.locale, surely=not loosely)
    found: Meaning = {"proxy": proxy} if proxy else {}
    if proxy and at.expects[0] == "more" and not meaning.keys() & {"wants", "operator", "goodbye"} and meaning.get("yes") is not False:
        found["wants"] = "book"                     # "and one for my son": what has just been done, done again
    if meaning.get("wants") == "cancel" and "all" in beside.wishes(text, at.locale):
        found["all"] = True
    if meaning.get("wants") == "late" and (late := beside.minutes_late(text, at.locale)):
        found["minutes"] = late
    whole = {**meaning, **found, **soonest({**meaning, **found}, at)}
    return asked_beside(whole, text, at)


def of_the_call(text: str, at: Listening) -> Meaning:
    """What is said of the line and of how the call goes, whatever is being asked; a message is passed on as it is."""
    if at.expects[0] == "message":
        return {}
    universal = intents.universal(text, at.locale)
    if universal in ("hold_on", "start_over"):
        return {universal: True}
    said = of_the_line(text, at.locale)
    return {"slower": True} if said == "slower" else {"aside": said} if said else {}


def asked_beside(meaning: Meaning, text: str, at: Listening) -> Meaning:
    """With a side question beside the answer; when the office is open is no wish for a time."""
    if hours := hours_asked(text, at.locale, at.now):
        wishes = {key: value for key, value in meaning.items()
                  if key in ("reason", "language", "operator") or (key == "wants" and value in WISHES.values())}
        return {**wishes, **hours}
    found = at.vocabulary.asides.find(text)
    return {**meaning, "aside": found[0]} if found else meaning


def soonest(meaning: Meaning, at: Listening) -> Meaning:
    """Whoever is in pain, and names no time, wants the first there is."""
    hurts = meaning.get("reason") and meaning["reason"] == at.vocabulary.urgent and meaning.get("wants", "book") == "book"
    return {"when": {"windows": [{}], "earliest": True}} if hurts and "when" not in meaning and at.expects[0] != "visit" else {}


def endangered(text: str, at: Listening) -> Meaning:
    """An emergency, in whichever of the line's languages it is told."""
    everyone = (at, *others(at))
    if not any(intents.red_flag(text, each.locale, list(each.vocabulary.red_flags)) for each in everyone):
        return {}
    told = next((each for each in everyone if intents.told_in(text, each.locale)), at)
    message = {"message": text} if at.expects[0] == "message" else {}
    return {"emergency": True, **message, **({"language": told.language} if told is not at else {})}


def pressed(text: str, at: Listening) -> Meaning:
    """What cannot wait for an opening; a message is passed on as it is."""
    told = [] if at.expects[0] == "message" else [each for each in (at, *others(at)) if pressing(text, each.locale)]
    return {"wants": "urgent", **({"language": told[0].language} if told[0] is not at else {})} if told else {}


def others(at: Listening) -> list[Listening]:
    """The same question as it would be heard in each of the line's other languages."""
    return [replace(at, language=code, vocabulary=vocabulary) for code, vocabulary in at.vocabularies.items() if code != at.language]


# --- words -----------------------------------------------------------------------------------------------------------


def wish(text: str, at: Listening) -> Meaning:
    """How can I help?  Everything may come in one breath, and two wishes as well."""
    parted = two_wishes(text, at)
    return {**one_wish(parted[0], at), "afterwards": parted[1]} if parted else one_wish(text, at)


def two_wishes(text: str, at: Listening) -> tuple[str, Meaning] | None:
    """
    The first wish's words, and what is meant by the second: "cancel my cleaning and move my checkup".

    Each must name its own visit, and the first must be for one there is: a cleaning and checkup is booked as one.
    """
    for joint in AND[at.language].finditer(text):
        first, second = text[:joint.start()], text[joint.end():]
        before, after = one_wish(first, at), one_wish(second, at)
        if before.get("wants") in ("cancel", "move", "confirm") and {"reason"} <= before.keys() & after.keys() \
                and before["reason"] != after["reason"]:
            return first, {**after, **({"wants": before["wants"]} if beside.only_named(second, at.locale) else {})}
    return None


AND = {"en": re.compile(r",?\s+and(?: then| also)?\s+", re.IGNORECASE),
       "es": re.compile(r",?\s+[ye](?: luego| después| también)?\s+", re.IGNORECASE)}


def one_wish(text: str, at: Listening) -> Meaning:
    found = understand.understand(text, "free", at.now, at.locale, {"state": "opening"}) or {}
    meaning: Meaning = {key: found[key] for key in ("dob", "name") if found.get(key)}
    meaning |= kind_of_visit(text, at)
    meaning |= intended(found.get("intent") or "unclear", text, at, meaning)
    return meaning | placed(found.get("preferred"), text, at, meaning.get("wants"))


def anything_more(text: str, at: Listening) -> Meaning:
    meaning = wish(text, at)
    said = yes_no(text, at.locale) and not begins_with_no(text, at.locale)
    if said is None and intents.intent(text, at.locale, {"state": "anything_else"}) == "goodbye":
        return {"goodbye": True}
    return meaning if "wants" in meaning or said is None else {**meaning, "yes": said}


def placed(preferred: Any, text: str, at: Listening, wants: str | None) -> Meaning:
    """A day said with a wish to cancel or move is the day of the visit; what follows "to" is when it should be instead."""
    if wants in ("late", "sooner", "ahead"):
        return {}
    if wants not in ("cancel", "move", "confirm"):
        return {"when": preferred} if says_when(preferred) else {}
    said = THE_VISIT[at.language].sub("", text)
    parted = TOWARDS[at.language].fullmatch(said) if wants == "move" else None
    old, new = (day_said(part, at) for part in parted.groups()) if parted else (day_said(said, at), None)
    return {**({"of": given_up(old)} if says_when(old) else {}), **({"when": new} if says_when(new) else {})}


def given_up(old: Mapping[str, Any]) -> Mapping[str, Any]:
    """"I can't come friday": friday is when the visit is."""
    return old if any(old.get("windows", ())) or "exclude" not in old else {"windows": old["exclude"]}


def day_said(text: str, at: Listening) -> Any:
    """When, in one breath with other things: a date of birth is none."""
    return (understand.understand(text, "free", at.now, at.locale, {"state": "opening"}) or {}).get("preferred")


def says_when(wish: Mapping[str, Any] | None) -> bool:
    """A wish that only names who is to be seen leaves the day to be asked for."""
    return wish is not None and (any(wish.get("windows", ())) or any(key in wish for key in ("exclude", "earliest", "latest", "relative")))


THE_VISIT = {   # beside it a day is otherwise no wish but a reason
    "en": re.compile(r"\b(my|the) (appointment|visit)\b", re.IGNORECASE),
    "es": re.compile(r"\b(mi|la) (?=(cita|visita)\b)|(?<=cita) que ten(go|ía)( para)?\b", re.IGNORECASE),
}
TOWARDS = {     # in Spanish "a las tres" may as well be the hour the visit has, but not in "mi cita a las tres"
    "en": re.compile("(.+) to (.*)", re.IGNORECASE),
    "es": re.compile(r"(.+)(?: (?:para|al|a(?! las? ))|(?<=cita) a) (.*)", re.IGNORECASE),
}


PART_NAMED = {"en": {"day": "day", "month": "month"}, "es": {"day": "día", "month": "mes"}}


def date_of_birth(text: str, at: Listening) -> Meaning:
    born = understand.understand(text, "dob", at.now, at.locale) or part_asked_for(text, at)
    if at.wanted == "heard":
        return read_back(text, at, born)
    if not born:
        return otherwise(text, at)
    found = understand.understand(text, "free", at.now, at.locale, {"state": "opening"}) or {}
    return {"dob": born, **({"name": found["name"]} if found.get("name") else {})}


def part_asked_for(text: str, at: Listening) -> Any:
    """A number alone is the day, or the month, that was asked for."""
    name = PART_NAMED[at.language].get(at.wanted)
    return understand.understand(f"{name} {text}", "dob", at.now, at.locale) if name else None


def read_back(text: str, at: Listening, born: Any) -> Meaning:
    """Whether what was read out is what was said; a date, or a part of one, beside a yes or no or instead of it."""
    if not born:
        return agreement(text, at)
    said = yes_no(text, at.locale)
    return {"dob": born, **({"yes": said} if said is not None else {})}


def name(text: str, at: Listening) -> Meaning:
    if len(text.split()) > 1 and not at.wanted.startswith("spell"):
        universal = intents.intent(text, at.locale, {"state": "opening"})
        if universal in ("operator", "repeat", "spanish", "goodbye"):
            return intended(universal, text, at)
    asked = at.wanted if at.wanted in ("first", "last", "spell_first", "spell_last") else "full"
    said = names.name(text, at.locale, {"ask": asked})
    return {"name": said} if said else otherwise(text, at)


def reason(text: str, at: Listening) -> Meaning:
    meaning = kind_of_visit(text, at)
    when = wished(text, at)
    return meaning | ({"when": when} if when else {}) if meaning else otherwise(text, at) | ({"when": when} if when else {})


def when(text: str, at: Listening) -> Meaning:
    said = wished(text, at)
    if said and not any(said["windows"]) and goodbye(text, at):
        return {"goodbye": True}
    meaning = kind_of_visit(text, at) if said or not at.offered else {}
    return meaning | {"when": said} if said else meaning | otherwise(text, at)


def opening(text: str, at: Listening) -> Meaning:
    if WHO[at.language].search(text.lower()):
        return {"variant": "who"}
    said = understand.understand(text, "choice", at.now, at.locale, {"options": options_of(at.offered, at)}) or {}
    match said.get("action"):
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


WHO = {"en": re.compile(r"\b(who(m|'s| is| are| would| will)?\b.*\b(with|see|seeing|be|it)|with whom|which (doctor|dentist|hygienist))\b"),
       "es": re.compile(r"\b(con qui[eé]n|qu[eé] doctora?|qui[eé]n me)\b")}


def agreement(text: str, at: Listening) -> Meaning:
    """Yes or no to what was read out; what changes it comes before either, and what asks for it again is neither."""
    universal = never_mind(text, at) or asked_again(text, at)
    if universal or intents.intent(text, at.locale, {"state": "yes_no"}) == "operator":
        return universal or {"operator": True}
    said = yes_no(text, at.locale)
    if "giving_up" in at.expects and "keep" in beside.wishes(text, at.locale):
        said = False                                # "keep it" is a yes anywhere else
    meaning: Meaning = {} if said is None else {"yes": said}
    if "when" in at.expects:
        meaning |= other_time(text, at, said)
    if "number" in at.expects and (found := telephone(digits_said(text, at.locale))):
        meaning = {"number": found}
    if not meaning:
        other = otherwise(text, at)
        return {"yes": True} if "giving_up" in at.expects and other.get("wants") == "cancel" else other
    if said is False and len(meaning) == 1:
        wish = otherwise(text, at)
        visit = at.opening is not None and wish.get("wants") in ("cancel", "move")        # an opening is, and no visit there is
        declined = visit or wish.get("wants") == "new_patient"                            # "no, I've been there before"
        meaning |= {key: wish[key] for key in ("wants", "operator", "of", "reason") if key in wish and not declined}
    return meaning


def asked_again(text: str, at: Listening) -> Meaning:
    """Repeat, help, or who with: the question once more."""
    if WHO[at.language].search(text.lower()):
        return {"variant": "who"}
    said = intents.universal(text, at.locale)
    return {"variant": said} if said in ("repeat", "help") else {}


def other_time(text: str, at: Listening, yes: bool | None) -> Meaning:
    """A time beside the one read out, or instead of it; saying that very time again is no more than the yes it comes with."""
    said = understand.understand(text, "choice", at.now, at.locale, {"options": options_of(at.offered, at)}) if at.offered else None
    match said or {}:
        case {"action": "pick" | "ambiguous"}:
            return {} if at.opening is None or yes is not None else {"choice": said}
        case {"action": "more"}:
            return {"choice": said}
        case {"action": "constraint", "preferred": new}:
            return {} if at.opening and yes is not False and suits(at.opening.starts_at, new) else {"when": new}
    if at.offered:
        return {}
    new = wished(text, at)
    return {"when": new} if new else {}


def options_of(openings: Sequence[Opening], at: Listening) -> list[dict[str, str]]:
    return [{"start": o.starts_at.isoformat(timespec="minutes"), "provider": at.providers.get(o.provider, "")} for o in openings]


def visit(text: str, at: Listening) -> Meaning:
    if beside.everything(text, at.locale):
        return {"all": True}
    options = [{"start": v.starts_at.isoformat(timespec="minutes"), "provider": at.providers.get(v.hygienist or v.provider, "")}
               for v in at.visits]
    said = understand.understand(text, "choice", at.now, at.locale, {"options": options}) or {}
    if said.get("action") == "pick":
        return {"choice": said}
    meaning = kind_of_visit(text, at)
    if said.get("action") == "constraint":
        meaning["of"] = said["preferred"]
    return meaning or (otherwise(text, at) if said.get("action") != "ambiguous" else {"choice": said})


def minutes(text: str, at: Listening) -> Meaning:
    late = beside.minutes_late(text, at.locale, asked=True)
    return {"minutes": late} if late is not None else otherwise(text, at)


def child(text: str, at: Listening) -> Meaning:
    """Which child, by first name or date of birth."""
    if at.wanted.startswith("spell"):
        said = names.name(text, at.locale, {"ask": at.wanted})
        return {"child": said} if said else otherwise(text, at)
    born = understand.understand(text, "dob", at.now, at.locale)
    if isinstance(born, str):
        return {"child": {"born": born}}
    universal = otherwise(text, at)
    said = {} if universal else names.name(text, at.locale, {"ask": "first"})
    return {"child": said} if said else universal


def number(text: str, at: Listening) -> Meaning:
    found = telephone(digits_said(text, at.locale))
    return {"number": found} if found else otherwise(text, at)


def message(text: str, at: Listening) -> Meaning:
    return {"message": text}


SPOKEN: dict[str, Callable[[str, Listening], Meaning]] = {
    "wish": wish, "more": anything_more, "dob": date_of_birth, "name": name, "reason": reason, "when": when,
    "opening": opening, "yes_no": agreement, "visit": visit, "number": number, "message": message,
    "minutes": minutes, "child": child,
}


# --- what may be said at any question --------------------------------------------------------------------------------


def otherwise(text: str, at: Listening) -> Meaning:
    """The answer was none to the question: perhaps it is one of the things that may be said anywhere."""
    found = never_mind(text, at) or intended(intents.intent(text, at.locale, {"state": "opening"}), text, at)
    if (at.offered or at.opening) and found.get("wants") in ("ahead", "confirm"):
        return {"variant": "repeat"}                # "when is that?", of what has just been read out
    if found.get("wants") == "book" and another_of_them(text, at):
        return kind_of_visit(text, at)
    if found.get("wants") in ("cancel", "move", "confirm", "sooner"):
        found |= kind_of_visit(text, at) | placed(day_said(text, at), text, at, found["wants"])
    return found


def another_of_them(text: str, at: Listening) -> bool:
    """Of the visits spoken of another one is named: "no, the cleaning"."""
    named = kind_of_visit(text, at).get("reason")
    naming = begins_with_no(text, at.locale) or beside.only_named(text, at.locale)
    return naming and any(visit.kind == named for visit in at.visits)


def intended(intent: str, text: str, at: Listening, beside: Mapping[str, Any] | None = None) -> Meaning:
    asides = at.vocabulary.asides.find(text)
    aside = {"aside": asides[0]} if asides else {}
    if wants_sooner(intent, text, at):
        return {"wants": "sooner", **aside}
    if intent in WISHES:
        return {"wants": WISHES[intent], **aside}
    hurts = intent == "emergency" and ({**kind_of_visit(text, at), **(beside or {})}.get("reason") or at.vocabulary.urgent)
    if hurts:
        return {"wants": "book", "reason": hurts}
    match intent:
        case "operator" | "goodbye":
            return {intent: True}
        case "repeat":
            return {"variant": "repeat"}
        case "spanish":
            return {"language": "es"} if "es" in at.languages else {"operator": True}
        case "unclear" | "yes" | "no":
            return aside or asking_help(text, at) or ({"wants": "book"} if "reason" in (beside or {}) else {})
    return aside or ({"wants": "person"} if intent in TO_THE_DESK else {})


def wants_sooner(intent: str, text: str, at: Listening) -> bool:
    """Onto the list for something sooner; where a visit is to be booked or moved, "sooner if possible" is a wish for a time."""
    said = beside.wishes(text, at.locale)
    return ("sooner" in said and intent not in ("emergency", "spanish", "operator", "goodbye")) or (
        "soon" in said and intent in ("list", "confirm", "unclear"))


def asking_help(text: str, at: Listening) -> Meaning:
    said = intents.universal(text, at.locale)
    if said == "english" and "en" in at.languages:
        return {"language": "en"}
    return {"variant": "help"} if said == "help" else {}


def goodbye(text: str, at: Listening) -> bool:
    """ "I'll call later": the later is not the visit's."""
    return intents.intent(text, at.locale, {"state": "opening"}) == "goodbye"


def never_mind(text: str, at: Listening) -> Meaning:
    universal = intents.universal(text, at.locale)
    return {universal: True} if universal in ("never_mind", "go_back") else {}


def kind_of_visit(text: str, at: Listening) -> Meaning:
    found = at.vocabulary.kinds.find(text)
    return {"reason": found[0]} if found else {}


def wished(text: str, at: Listening) -> Any:
    offered = [{"start": o.starts_at.isoformat(timespec="minutes")} for o in at.offered]
    return understand.understand(text, "preferred", at.now, at.locale, {"offered": offered} if offered else {})


# --- keys ------------------------------------------------------------------------------------------------------------


def keyed(digits: str, at: Listening) -> Meaning:
    if digits == "0":
        return {"operator": True}
    if set(digits) == {"*"}:
        return {"variant": "repeat"}
    if not digits.isdigit():
        return {}
    return KEYED[at.expects[0]](digits, at)


def menu(meanings: Mapping[str, Meaning]) -> Callable[[str, Listening], Meaning]:
    return lambda digits, at: dict(meanings.get(digits, {}))


def nth_reason(digits: str, at: Listening) -> Meaning:
    order = at.vocabulary.order
    return {"reason": order[int(digits) - 1]} if 1 <= int(digits) <= len(order) else {}


def day_keyed(digits: str, at: Listening) -> Meaning:
    """1 is the first available; four digits are a month and a day."""
    if digits == "1":
        return {"when": {"windows": [{}], "earliest": True}}
    if len(digits) != 4:
        return {}
    month, day = (digits[:2], digits[2:]) if at.language == "en" else (digits[2:], digits[:2])
    found = next((d for d in (_day(at.now.year + n, month, day) for n in (0, 1)) if d and d >= at.now.date()), None)
    return {"when": {"windows": [{"from": found.isoformat(), "to": found.isoformat()}]}} if found else {}


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def birth_keyed(digits: str, at: Listening) -> Meaning:
    if at.wanted == "heard" and digits in ("1", "2"):
        return {"yes": digits == "1"}
    born = understand.understand(digits, "dob", at.now, at.locale) if len(digits) in (6, 8) else None
    return {"dob": born} if born else {}


def nth_opening(digits: str, at: Listening) -> Meaning:
    relative = {"4": "earlier", "5": "later", "6": "other_day"}.get(digits)
    if relative:
        return {"choice": {"action": "more", "relative": relative}}
    return {"choice": {"action": "pick", "option": int(digits)}} if 1 <= int(digits) <= len(at.offered) else {}


def nth_visit(digits: str, at: Listening) -> Meaning:
    return {"choice": {"action": "pick", "option": int(digits)}} if 1 <= int(digits) <= len(at.visits) else {}


def number_keyed(digits: str, at: Listening) -> Meaning:
    found = telephone(digits)
    return {"number": found} if found else {}


def name_keyed(digits: str, at: Listening) -> Meaning:
    return {"letters": digits} if len(digits) >= 2 else {}


def minutes_keyed(digits: str, at: Listening) -> Meaning:
    return {"minutes": int(digits)} if 1 <= int(digits) <= beside.LATEST else {}


def child_keyed(digits: str, at: Listening) -> Meaning:
    born = understand.understand(digits, "dob", at.now, at.locale) if len(digits) in (6, 8) else None
    return {"child": {"born": born} if isinstance(born, str) else {"first_keys": digits}} if len(digits) >= 2 else {}


YES_NO = menu({"1": {"yes": True}, "2": {"yes": False}})

KEYED: dict[str, Callable[[str, Listening], Meaning]] = {
    "wish": menu({"1": {"wants": "book"}, "2": {"wants": "move"}, "3": {"wants": "cancel"}}),
    "more": YES_NO, "yes_no": YES_NO, "dob": birth_keyed, "name": name_keyed, "reason": nth_reason, "when": day_keyed,
    "opening": nth_opening, "visit": nth_visit, "number": number_keyed, "message": lambda digits, at: {"message": ""},
    "minutes": minutes_keyed, "child": child_keyed,
}


def telephone(digits: str) -> str:
    """E.164 of a number as North Americans say it; empty when it can be none."""
    try:
        parsed = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(parsed) and len(str(parsed.national_number)) == 10
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else ""
