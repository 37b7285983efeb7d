"""
The caller's name, said or spelled, and how it compares with the name on a chart.

What was said is cut at corrections, and each piece is read for what was asked: the parts under their labels, or the
words a cue leads to, or the letters.  The tables stand in prompts/<language>/names.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import JaroWinkler

from ivr.speech.name_row import Item, Tongue, items, tongue, words_told
from ivr.speech.phrases import side_by_side, within
from ivr.speech.spelling import alike
from ivr.speech.tables import language
from ivr.speech.words import plain

LONGEST = 5                                 # words of a name; more is a story
TOLD = 60                                   # words; who says more is not saying a name


def name(text: str, locale: str, context: Mapping[str, Any] | None = None) -> dict[str, str] | None:
    """What was asked of the name, as {"first", "last"} or one of them; None when no name was said."""
    ask = str((context or {}).get("ask") or "full")
    speech = tongue(language(locale))
    said = words_told(text, speech)
    if not said or len(said) > TOLD:
        return None
    heard: dict[str, str] = {}
    for piece in pieces(said, speech):
        heard = corrected(heard, wanted(piece, ask, speech))
    return {half: written(part) for half, part in heard.items()} or None


def pieces(said: list[str], speech: Tongue) -> list[list[str]]:
    """Cut at corrections; "no e" is none."""
    cuts, start = [], 0
    bare = [plain(word) for word in said]
    asked = speech.questions.spans(bare)
    for found in side_by_side(speech.corrections.spans(bare)):
        negates_letter = bare[found.end - 1] in ("no", "sin") and found.end + 1 == len(said) and len(said[found.end]) == 1
        negates = within(found, (each for each in asked if each.length > found.length))        # "no lo escucho"
        if not negates_letter and not negates:
            cuts.append(said[start:found.start])
            start = found.end
    return [piece for piece in [*cuts, said[start:]] if piece]


def corrected(before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """What is said later replaces what was said before; a single part the half it is nearer to."""
    if not before or not now or len(now) == 2 or len(before) == 1:
        return {**before, **now}
    part, = now.values()
    return {**before, max(("last", "first"), key=lambda each: closeness(before[each], part)): part}


def closeness(one: str, other: str) -> float:
    return JaroWinkler.similarity(plain(one), plain(other))


def wanted(said: list[str], ask: str, speech: Tongue) -> dict[str, str]:
    spelling = ask.startswith("spell")
    row = items(said, speech, spelling)
    spelled = spelled_out(row, ask, speech) if spelling else {}
    if spelled:
        return spelled
    found = labelled(row) or unlabelled(row, said, speech)
    if "free" in found:
        found["free"] = begun_anew(found["free"], speech)
    return only(found, ask.removeprefix("spell_"), speech)


def begun_anew(free: list[str], speech: Tongue) -> list[str]:
    """Without a false start: "Mark, Marcus Bell", "Bell, Marcus Bell", "Liz Bell, Elizabeth Bell"."""
    before = free[:-2]
    if before and free[-1] in before:
        return free[before.index(free[-1]) + 1:]
    return free[1:] if before and alike(free[0], free[1]) and free[0][0] == free[1][0] else free


def only(parts: Mapping[str, list[str]], ask: str, speech: Tongue) -> dict[str, str]:
    """The half asked for, out of the parts that were told from each other and those that were not."""
    told = {half: " ".join(parts[half]) for half in ("first", "last") if parts.get(half)}
    free = parts.get("free", [])
    if ask in ("first", "last"):
        if ask in told:
            return {ask: told[ask]}
        part = half(free, ask, speech)
        return {ask: part} if part and not told else {}
    if free and told:
        missing = next((half for half in ("first", "last") if half not in told), "")
        rest = [part for part in free if part not in told.values()] or free         # "Allen is my last name, Scott Allen"
        return {**told, missing: " ".join(rest)} if missing else told
    return told or halves(free, speech)


def half(free: Sequence[str], ask: str, speech: Tongue) -> str:
    """The first or the last name among parts that may be either or both."""
    if len(free) == 1 or (ask == "last" and free and (free[0] in speech.particles or plain(free[0]) not in speech.given)):
        return " ".join(free)
    if ask == "first" and len(free) == 2 and double(free, speech):
        return " ".join(free)
    return halves(free, speech).get(ask, "")


def double(free: Sequence[str], speech: Tongue) -> bool:
    """Whether the first two are one first name, as "Mary Ann"."""
    firsts, seconds = speech.doubled
    first, second = plain(free[0]), plain(free[1])
    return second in seconds and (first in firsts or second in LOW)


def halves(free: Sequence[str], speech: Tongue) -> dict[str, str]:
    """Where the first name ends and the last begins."""
    if not free:
        return {}
    if len(free) == 1:
        return {"first" if plain(free[0]) in speech.given else "last": free[0]}
    if free[0] in speech.particles and free[0] not in speech.given:
        return {"last": " ".join(free)}                     # "Mister De Luca"
    cut = 2 if len(free) > 2 and double(free, speech) else 1
    rest = [part for part in free[cut:-1] if len(part) > 1 or part in ELIDED] + [free[-1]]
    return {"first": " ".join(free[:cut]), "last": " ".join(rest)}


JOINT = "y"
ELIDED = ("o", "d", "l", JOINT)               # O'Brien, D'Angelo; other single letters are initials
# Second halves that go with any first name.
LOW = frozenset(["ann", "anne", "marie", "lynn", "lee", "jean", "sue", "jo", "beth", "kay", "mae", "rae", "lou"])


# --- said ------------------------------------------------------------------------------------------------------------


def labelled(row: Iterable[Item]) -> dict[str, list[str]]:
    """The parts under their labels, and what stands free beside them; empty when there is no label."""
    parts: dict[str, list[str]] = {"first": [], "last": [], "other": [], "free": []}
    label, seen = "free", False
    run: list[str] = []
    for item in row:
        if item.kind in ("first", "last", "other"):
            label, seen = item.kind, True
        elif item.kind.startswith("behind_"):
            seen, half = True, item.kind.removeprefix("behind_")
            meant = run[-1:] if half == "other" else run or parts["free"]       # "Patricia Hall, Patty for short"
            parts[half], parts["free"] = meant, [part for part in parts["free"] if part not in meant]
            run = []
        elif item.kind in ("name", "letters"):
            parts[label].append(item.text)
            run.append(item.text)
        elif item.kind in ("break", "cue"):
            label, run = (label if not parts.get(label) else "free"), []
    return {half: without_joints(said) for half, said in parts.items()} if seen else {}


def without_joints(said: list[str]) -> list[str]:
    """Without the "y" before what is no name: "Patricia y de apellido Luna", "Pedro Rojas y mi hijo"."""
    return said[:-1] if len(said) > 1 and said[-1] == JOINT else said


def unlabelled(row: Sequence[Item], said: Sequence[str], speech: Tongue) -> dict[str, list[str]]:
    """The parts of the run that a cue leads to, or else of the longest one, when nothing was asked back."""
    found = runs(row)
    cued = [run for run, after_cue in found if after_cue]
    if not cued and (not found or speech.questions.spans([plain(word) for word in said])):
        return {}
    chosen = max(cued or [run for run, _ in found], key=len)
    if not cued and stray(chosen, row, speech):
        return {}
    titled = len(chosen) == 1 and any(item.kind == "title" and item.text not in speech.endings for item in row)
    return {} if len(chosen) > LONGEST else {"last" if titled else "free": without_joints(chosen)}


def stray(chosen: Sequence[str], row: Sequence[Item], speech: Tongue) -> bool:
    """A word we do not know amid words that are no name: more likely a word than a name."""
    others = sum(item.kind == "break" for item in row)
    return others > len(chosen) and row[0].kind != "name" and plain(chosen[0]) not in speech.given


def runs(row: Iterable[Item]) -> list[tuple[list[str], bool]]:
    """Parts of a name said together, and whether a cue led to them."""
    found: list[tuple[list[str], bool]] = [([], False)]
    for item in row:
        if item.kind in ("name", "letters"):
            found[-1][0].append(item.text)
        elif item.kind == "cue":
            found.append(([], True))
        elif item.kind != "title" and (found[-1][0] or found[-1][1]):
            found.append(([], False))
    return [run for run in found if run[0]]


# --- spelled ---------------------------------------------------------------------------------------------------------


def spelled_out(row: Sequence[Item], ask: str, speech: Tongue) -> dict[str, str]:
    """What the letters say; empty when there are none."""
    under = labels(row)
    if not under:
        return {}
    said = [item.text for item in row if item.kind == "name"]
    if ask == "spell_full":
        return spelled_in_full(said, under, speech)
    half = ask.removeprefix("spell_")
    if len(said) == 2 and alike(under[-1][1], "".join(said)):
        return {half: parted(under[-1][1], said, speech)[half]}
    told = [text for label, text in under if label == half] or [text for label, text in under if label != OTHER[half]]
    joined = told[-2] + told[-1] if len(told) > 1 and told[-2].endswith("-") else told[-1] if told else ""
    return {half: joined} if joined else {}


OTHER = {"first": "last", "last": "first"}


def labels(row: Iterable[Item]) -> list[tuple[str, str]]:
    """Each spelling with the label before it, "" when it has none."""
    label, found = "", []
    for item in row:
        if item.kind in ("first", "last", "other"):
            label = item.kind
        elif item.kind == "letters":
            found.append((label, item.text))
            label = ""
    return [each for each in found if each[0] != "other"]


def spelled_in_full(names: Sequence[str], under: list[tuple[str, str]], speech: Tongue) -> dict[str, str]:
    told = {label: text for label, text in under if label}
    free = [text for label, text in under if not label]
    if told:
        rest = next((half for half in ("first", "last") if half not in told), "")
        said = free or names
        return {**told, rest: " ".join(said)} if rest and said else told
    if len(free) == 1 and " " not in free[0]:
        return parted(free[0], names, speech)
    first, _, last = " ".join(free).partition(" ")
    return {"first": first, "last": last}


def parted(spelled: str, said: Sequence[str], speech: Tongue) -> dict[str, str]:
    """One row of letters for both names: cut by the names said with it, or behind the longest first name known."""
    if len(said) >= 2 and alike(spelled, "".join(said)):
        cut = max(range(1, len(spelled)), key=lambda n: closeness(spelled[:n], said[0]) + closeness(spelled[n:], "".join(said[1:])))
        return {"first": spelled[:cut], "last": spelled[cut:]}
    if said:
        return {"first": said[0], "last": spelled}
    cut = max((n for n in range(2, len(spelled) - 1) if plain(spelled[:n]) in speech.given), default=0)
    return {"first": spelled[:cut], "last": spelled[cut:]} if cut else {}


def written(part: str) -> str:
    """As names are written: a capital at the start of each of its words."""
    return re.sub(r"[^\W\d_]+", lambda found: found[0][:1].upper() + found[0][1:], part.strip(" -'"))
