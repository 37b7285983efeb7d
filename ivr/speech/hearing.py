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
    back        told to come back
    wants       the dialogue wished for         aside       a side question, by its name
    operator, never_mind, goodbye, emergency    True
    hold_on, start_over, go_back, slower        True
    variant     "repeat", "help" or "who": the question again
    language    the one asked for

What is asked decides what is listened for; what was not asked for is taken only where it cannot be something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ivr.speech import beside, danger, understand
from ivr.speech.answered import SPOKEN
from ivr.speech.anywhere import WISHES
from ivr.speech.keys import keyed
from ivr.speech.listening import Listening, Meaning, Vocabulary
from ivr.speech.pressing import pressing
from ivr.speech.side_questions import hours_asked, of_the_line
from ivr.speech.tables import LOCALES
from ivr.speech.universals import universal
from ivr.speech.words import words
from ivr.speech.yes_no import yes_no

__all__ = ["LOCALES", "Listening", "Meaning", "Vocabulary", "hear", "load"]

VERBATIM = "message"                            # passed on as it is; danger is heard in it, and what is said of the call and nothing else
BRIEFLY = 3                                     # words of a "never mind" that are no message: "leave my appointment as it is" is one
ASKED_AGAIN, OF_THE_CALL = ("repeat", "help"), ("hold_on", "start_over", "go_back")
LANGUAGES_ASKED_FOR = {"spanish": "es", "english": "en"}
NO_WISH = ("name", "number")                    # questions whose answers hold no wish
LOOSELY = ("wish", "more", "dob", "child")      # questions at which "my son" is whom the call is for
BESIDE_HOURS = ("reason", "language", "operator")


def load(languages: Iterable[str]) -> None:
    """Read every table once, so that no caller waits for it."""
    understand.load()
    now = datetime(2026, 1, 1)
    for locale in (LOCALES[language] for language in languages):
        for kind in ("free", "dob", "preferred", "intent", "name"):
            understand.understand("hello", kind, now, locale)
        danger.red_flag("hello")
        beside.wishes("hello", locale)
        pressing("hello", locale)
        hours_asked("hello", locale, now)
        yes_no("hello", locale)


def hear(text: str, digits: str, listening: Listening) -> Meaning:
    if digits:
        return keyed(digits, listening)
    text = text.strip()
    if not text:
        return {}
    return endangered(text, listening) or pressed(text, listening) or of_the_call(text, listening) or answered(text, listening)


def answered(text: str, at: Listening) -> Meaning:
    """The answer; one that asks for another language is read once more in that language."""
    meaning = with_beside(SPOKEN[at.question](text, at), text, at)
    spoken = next((each for each in at.others() if each.language == meaning.get("language")), None)
    return {**with_beside(SPOKEN[at.question](text, spoken), text, spoken), "language": spoken.language} if spoken else meaning


# --- before the answer -----------------------------------------------------------------------------------------------


def endangered(text: str, at: Listening) -> Meaning:
    """An emergency, in whichever of the line's languages it is told."""
    everyone = (at, *at.others())
    if not danger.red_flag(text, [flag for each in everyone for flag in each.vocabulary.red_flags]):
        return {}
    told = next((each for each in everyone if danger.told_in(text, each.locale)), at)
    return {"emergency": True, **({"message": text} if at.question == VERBATIM else {}), **in_another_language(told, at)}


def pressed(text: str, at: Listening) -> Meaning:
    """What cannot wait for an opening."""
    told = [] if at.question == VERBATIM else [each for each in (at, *at.others()) if pressing(text, each.locale)]
    return {"wants": "urgent", **in_another_language(told[0], at)} if told else {}


def in_another_language(told: Listening, at: Listening) -> Meaning:
    return {"language": told.language} if told is not at else {}


def of_the_call(text: str, at: Listening) -> Meaning:
    """What is said of the line and of how the call goes, whatever is being asked."""
    if at.question == VERBATIM:
        return instead_of_a_message(text, at)
    said = universal(text, at.locale)
    if said in OF_THE_CALL:
        return {said: True}
    if said in LANGUAGES_ASKED_FOR and LANGUAGES_ASKED_FOR[said] in at.languages:
        return {"language": LANGUAGES_ASKED_FOR[said]}
    asked = of_the_line(text, at.locale)
    return {"slower": True} if asked == "slower" else {"aside": asked} if asked else {}


def instead_of_a_message(text: str, at: Listening) -> Meaning:
    """What can be meant for nobody but the line, because it is all that was said."""
    asked, said = of_the_line(text, at.locale, wholly=True), universal(text, at.locale)
    if asked:
        return {"slower": True} if asked == "slower" else {"aside": asked}
    if said in ASKED_AGAIN:
        return {"variant": said}
    if said in LANGUAGES_ASKED_FOR:
        return {"language": LANGUAGES_ASKED_FOR[said]} if LANGUAGES_ASKED_FOR[said] in at.languages else {}
    return {said: True} if said and (said != "never_mind" or len(words(text)) <= BRIEFLY) else {}


# --- beside the answer -----------------------------------------------------------------------------------------------


def with_beside(meaning: Meaning, text: str, at: Listening) -> Meaning:
    """The meaning, and what was said beside it: whom it is for, that it is for all of the visits, how late, a side question."""
    if at.question == VERBATIM:
        return meaning
    if at.question in NO_WISH:
        return asked_beside({}, text, at) or meaning
    whole = {**meaning, **on_behalf(meaning, text, at), **told_back(meaning, text, at), **more_of(meaning, text, at)}
    return asked_beside({**whole, **soonest(whole, at)}, text, at)


def on_behalf(meaning: Meaning, text: str, at: Listening) -> Meaning:
    proxy = beside.on_behalf(text, at.locale, surely="wants" not in meaning and at.question not in LOOSELY)
    if not proxy:
        return {}
    one_more = at.question == "more" and not meaning.keys() & {"wants", "operator", "goodbye"} and meaning.get("yes") is not False
    return {"proxy": proxy, **({"wants": "book"} if one_more else {})}      # "and one for my son": what has been done, done again


def told_back(meaning: Meaning, text: str, at: Listening) -> Meaning:
    """Whoever was told to come back wants to book."""
    if "back" not in beside.wishes(text, at.locale) or meaning.get("wants", "book") != "book":
        return {}
    return {"back": True, **({"wants": "book"} if at.question in ("wish", "more") else {})}


def more_of(meaning: Meaning, text: str, at: Listening) -> Meaning:
    match meaning.get("wants"):
        case "cancel" if "all" in beside.wishes(text, at.locale):
            return {"all": True}
        case "late" if late := beside.minutes_late(text, at.locale):
            return {"minutes": late}
    return {}


def asked_beside(meaning: Meaning, text: str, at: Listening) -> Meaning:
    """With a side question beside the answer; when the office is open is no wish for a time."""
    if hours := hours_asked(text, at.locale, at.now):
        wishes = {key: value for key, value in meaning.items()
                  if key in BESIDE_HOURS or (key == "wants" and value in WISHES.values())}
        return {**wishes, **hours}
    found = at.vocabulary.asides.find(text)
    return {**meaning, "aside": found[0]} if found else meaning


def soonest(meaning: Meaning, at: Listening) -> Meaning:
    """Whoever is in pain, and names no time, wants the first there is."""
    hurts = meaning.get("reason") and meaning["reason"] == at.vocabulary.urgent and meaning.get("wants", "book") == "book"
    return {"when": {"windows": [{}], "earliest": True}} if hurts and "when" not in meaning and at.question != "visit" else {}
