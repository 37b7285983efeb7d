"""
Whether a name that was heard is a name on a chart.

A recogniser rarely gets a surname letter for letter, so there are three answers: it is the same, it may well be, it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import OSA, JaroWinkler

from ivr.speech.tables import table
from ivr.speech.words import plain

KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
LEAST_KEYS = 3
NO, PLAUSIBLE, SAME = 0, 1, 2
PARTICLES = frozenset(["de", "la", "del", "los", "las", "van", "von", "der", "den", "di", "da", "le", "el", "st"])


def letters_only(name: str) -> str:
    """Lower case, without accents, spaces, hyphens and apostrophes."""
    return "".join(each for each in plain(str(name).lower()) if each.isalpha())


def fits(heard: Mapping[str, str], first: str, last: str, preferred: str = "") -> int:
    """
    0 when it is another's name, 1 when it is plausibly this one, 2 when it is the same.

    Only the halves that were heard are compared; nothing heard fits nobody.  Preferred and the usual short forms of the
    first name are the same as it, so that a full name with one of them is the same only when the last name is.
    """
    said_first, said_last = letters_only(heard.get("first", "")), letters_only(heard.get("last", ""))
    if not said_first and not said_last:
        return NO
    scores = [first_fits(said_first, first, preferred)] if said_first else []
    scores += [last_fits(said_last, last)] if said_last else []
    turned = said_first == letters_only(last) and said_last in (letters_only(first), letters_only(preferred)) and said_last
    return max(min(scores), PLAUSIBLE if turned else NO)


def first_fits(said: str, first: str, preferred: str) -> int:
    own = [letters_only(each) for each in (first, preferred) if letters_only(each)]
    if any(said == each or said in short_forms(each) or each in short_forms(said) for each in own):
        return SAME
    halves = [letters_only(half) for each in (first, preferred) for half in str(each).replace("-", " ").split()]
    return PLAUSIBLE if said in halves or any(close(said, each) for each in [*own, *halves]) else NO


def last_fits(said: str, last: str) -> int:
    own = letters_only(last)
    if said == own:
        return SAME
    halves = [letters_only(half) for half in last.replace("-", " ").split() if half.lower() not in PARTICLES]
    return PLAUSIBLE if said in halves or "".join(halves) == said or close(said, own) else NO


def keypad_fits(digits: str, last: str) -> bool:
    """Whether the keys are the beginning of the name; three at least, or all of a shorter name."""
    keys = letters_only(last).translate(KEYS)
    return bool(digits) and (keys.startswith(digits) and len(digits) >= min(LEAST_KEYS, len(keys)))


def filed_under(last: str) -> frozenset[str]:
    """The keys of the first letters of a last name, and of each of its words: whatever fits it is filed under one of them."""
    parts = (letters_only(part) for part in [last, *last.replace("-", " ").split()])
    return frozenset(part[:LEAST_KEYS].translate(KEYS) for part in parts if part)


@cache
def tables() -> Mapping[str, frozenset[str]]:
    """Each given name with what its bearers are called, and with how else what is said of it may be written."""
    called: dict[str, set[str]] = {}
    for code in ("en", "es"):
        written = table(code, "names")
        for given, short in written["nicknames"].items():
            called.setdefault(letters_only(given), set()).update(letters_only(each) for each in short.split())
        for alike in written["sound_alike"]:
            for given in alike.split():
                called.setdefault(given, set()).update(alike.split())
    return {given: frozenset(short) for given, short in called.items()}


def short_forms(given: str) -> frozenset[str]:
    return tables().get(given, frozenset())


def close(said: str, own: str) -> bool:
    """Near enough to be the same name misheard."""
    if not said or not own:
        return False
    if sound(said) == sound(own):
        return True
    if min(len(said), len(own)) <= 3:
        return False
    allowed = 1 if min(len(said), len(own)) <= 5 else 2
    return OSA.distance(said, own) <= allowed or JaroWinkler.similarity(said, own) >= 0.92


SOUNDS = (("sch", "x"), ("tch", "x"), ("ph", "f"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("mb", "m"), ("sh", "x"), ("ch", "x"),
          ("ck", "k"), ("dge", "j"), ("dg", "j"), ("th", "t"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "je"),
          ("gi", "ji"), ("qu", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "b"), ("ll", "l"), ("h", ""),
          ("w", ""), ("y", "i"))


def sound(name: str) -> str:
    """Roughly how it sounds: consonants alike in both languages, vowels only at the beginning, nothing twice."""
    for written, spoken in SOUNDS:
        name = name.replace(written, spoken)
    heard = "".join(each for at, each in enumerate(name) if at == 0 or each not in "aeiou")
    heard = ("a" + heard[1:]) if heard[:1] in tuple("aeiou") else heard
    return "".join(each for at, each in enumerate(heard) if at == 0 or each != heard[at - 1])
