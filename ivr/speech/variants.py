"""
Names changed by how they are said to be spelled: "Kathryn with a K", "Clark, no e", "Phillip with two l's".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ivr.speech.tables import table

# What each letter most often stands in for, in the names it is asked about; the first that occurs is replaced.
STANDS_FOR = {"y": ("ie", "ey", "i", "e"), "i": ("y", "ee"), "ie": ("y", "ey", "i"), "ey": ("ie", "y"), "k": ("ch", "ck", "c", "q"), "c": ("k", "s"), "z": ("s",),
              "s": ("z", "c"), "g": ("j",), "j": ("g",), "ph": ("f", "v"), "f": ("ph",), "v": ("ph", "f", "w"), "w": ("v", "u"),
              "x": ("ks", "cks", "cs"), "q": ("k", "c"), "ck": ("k", "c"), "ch": ("k", "c"), "ea": ("ee", "e"), "ee": ("ea", "i"), "b": ("v",)}
AT_THE_END = "ehst"                         # letters that are added when they replace none
COUNTED = {"two": 2, "2": 2, "double": 2, "one": 1, "1": 1, "single": 1, "a": 0, "an": 0, "the": 0,
           "dos": 2, "doble": 2, "una": 1, "un": 1, "sola": 1}


def variant(said: Sequence[str], at: int, name: str, code: str) -> tuple[str, int]:
    """The name changed by what is said from word *at* on, and the word after it; unchanged and *at* when it is no such thing."""
    way = said[at] if at < len(said) else ""
    if not name or way not in ("with", "no", "without", "con", "sin", "starts", "starting", "begins", "beginning", "ends", "ending"):
        return name, at
    after = at + 2 if at + 1 < len(said) and said[at + 1] in ("with", "in", "con") else at + 1
    count = 0
    while after < len(said) and said[after] in COUNTED and after + 1 < len(said):
        count = max(count, COUNTED[said[after]])
        after += 1
    letter, after = told(said, after, code)
    if not letter:
        return name, at
    return changed(name, way, letter, count), after


def told(said: Sequence[str], at: int, code: str) -> tuple[str, int]:
    """The letter or the two said here: "y", "t's", "i e", "ph"."""
    one = bare(said, at, code)
    if not one:
        return "", at
    other = bare(said, at + 1, code) if len(one) == 1 and at + 1 < len(said) and len(said[at + 1]) == 1 else ""
    return one + other, at + (2 if other else 1)


def bare(said: Sequence[str], at: int, code: str) -> str:
    word = said[at] if at < len(said) else ""
    names = {name: letter for letter, spoken in table(code, "names")["letters"].items() for name in spoken.split()}
    if len(word) == 1 and word.isalpha():
        return word
    if len(word) == 2 and word.endswith("s"):
        return word[0]
    return word if word in STANDS_FOR else names.get(word, "")


def changed(name: str, way: str, letter: str, count: int) -> str:
    if way in ("no", "without", "sin"):
        return without(name, letter)
    if way.startswith(("start", "begin")):
        return letter + name[1:]
    if way.startswith("end"):
        return name if name.endswith(letter) else name[:-1] + letter if letter in "yi" and name[-1] in "yie" else name + letter
    if count == 2:
        return name if letter * 2 in name else name.replace(letter, letter * 2, 1)
    if count == 1 and letter * 2 in name:
        return name.replace(letter * 2, letter, 1)
    if letter == "e":
        return with_e(name)
    turned = letter in "kc" and name[0] in "kc" and name[0] != letter
    return name if letter in name and not turned else written_with(name, letter)


def with_e(name: str) -> str:
    """Olson, Olsen; Lindsay, Lindsey; Green, Greene."""
    for ending, with_it in (("son", "sen"), ("ay", "ey")):
        if name.endswith(ending):
            return name.removesuffix(ending) + with_it
    return name if name.endswith(("e", "sen", "ey")) else name + "e"


def written_with(name: str, letter: str) -> str:
    for replaced in STANDS_FOR.get(letter, ()):
        if replaced in name:
            before, _, rest = name.rpartition(replaced) if letter in ("y", "i", "ie", "ey", "e") else name.partition(replaced)
            return before + letter + rest
    if letter == "p" and "ms" in name:
        return name.replace("ms", "mps", 1)
    if name == "jon" and letter == "h":
        return "john"
    return name + letter if letter in AT_THE_END and letter not in name else name


def without(name: str, letter: str) -> str:
    """The last one goes; of a double, one of them."""
    if letter * 2 in name:
        return name.replace(letter * 2, letter, 1)
    return re.sub(rf"{re.escape(letter)}(?!.*{re.escape(letter)})", "", name, count=1) or name
