"""
What was said when a name was asked for, as a row of items: labels, cues, titles, words that are never part of a name,
parts of a name, and letters spelled out.  The tables stand in prompts/<language>/names.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from ivr.speech.phrases import Phrases, side_by_side
from ivr.speech.spelling import alike, letters
from ivr.speech.tables import table
from ivr.speech.variants import variant
from ivr.speech.words import plain, words

SCRAP = 5                                   # letters of a word that may be the beginning of what is spelled after it
MOST = 600                                  # letters looked at
TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LISTED = re.compile(r"^\W*(\w+), (\w+)\W*$")
INITIAL = re.compile(r"\b(\w)\.")


@dataclass(frozen=True)
class Item:
    kind: str                               # cue, first, last, other, behind_ one of them, ending, title, break, name, letters
    text: str = ""


@dataclass(frozen=True)
class Tongue:
    code: str
    marks: Phrases
    corrections: Phrases
    questions: Phrases
    around: frozenset[str]
    both: frozenset[str]                    # first names that are among them
    titles: frozenset[str]
    endings: frozenset[str]
    particles: frozenset[str]
    joined: Mapping[str, str]
    fillers: frozenset[str]
    hyphens: frozenset[str]
    given: frozenset[str]
    doubled: tuple[frozenset[str], frozenset[str]]


@cache
def tongue(code: str) -> Tongue:
    """Read once; call it at start-up to have it ready."""
    written = table(code, "names")
    marks = {"cue": "cues", "first": "first_labels", "last": "last_labels", "other": "other_labels", "behind_first": "behind_first",
             "behind_last": "behind_last", "behind_other": "behind_other", "ending": "ending_phrases"}
    return Tongue(
        code, Phrases({key: written[listed] for key, listed in marks.items()}), Phrases({"corrected": written["corrections"]}),
        Phrases({"question": written["questions"]}), around=plainly(written["around"].split()), titles=plainly(written["titles"]),
        both=plainly(written["both"]),
        endings=plainly(written["endings"]), particles=plainly(written["particles"]), joined=written["joined"],
        fillers=plainly(written["fillers"]), hyphens=plainly(written["hyphens"]), given=given_names(),
        doubled=(plainly(written["doubled"]["first"].split()), plainly(written["doubled"]["second"].split())))


def plainly(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(word) for word in listed)


@cache
def given_names() -> frozenset[str]:
    """First names, short ones included, of both languages."""
    known: set[str] = set()
    for code in ("en", "es"):
        written = table(code, "names")
        known.update(written["given"]["names"].split(), written["nicknames"],
                     *(short.split() for short in written["nicknames"].values()))
    return plainly(known)


# --- words -----------------------------------------------------------------------------------------------------------


def words_told(text: str, speech: Tongue) -> list[str]:
    """The words that count."""
    text = LISTED.sub(turned, str(text)[:MOST])
    return joined([word for word in tokens(text) if word not in speech.fillers], speech)


def turned(listed: re.Match[str]) -> str:
    """"Walsh, Karen" as in a list, when the second is a first name and the first is none."""
    last, first = listed[1], listed[2]
    both = plain(first.lower()) in given_names() and plain(last.lower()) not in given_names()
    return f"{first} {last}" if both else listed[0]


def tokens(text: str) -> list[str]:
    """Lower-case words; hyphens and apostrophes stay within names; "W-A-L-S-H" falls into letters."""
    found: list[str] = []
    for token in TOKEN.findall(INITIAL.sub(r"\1 ", str(text).lower().replace("’", "'")).replace("x-ray", "xray")):
        parts = token.split("-")
        opened = words(token)
        if len(parts) > 1 and min(len(part) for part in parts) == 1 and max(len(part) for part in parts) <= 2:
            found.extend(parts)
        elif "'" in token and len(opened) > 1:
            found.extend(opened)
        else:
            found.append(token)
    return found


def joined(said: list[str], speech: Tongue) -> list[str]:
    """With the letters whose names are two words as the letters themselves."""
    row: list[str] = []
    for word in said:
        letter = speech.joined.get(f"{row[-1]} {word}") if row else None
        row[-1:] = [letter] if letter else [*row[-1:], word]
    return row


# --- items -----------------------------------------------------------------------------------------------------------


def items(said: list[str], speech: Tongue, spelling: bool) -> list[Item]:
    """A word that is both a first name and an everyday word is the name where nothing else was said: "Ella", "se llama Ella"."""
    row = read(said, speech, spelling)
    if speech.both.isdisjoint(plain(word) for word in said):
        return row
    named = read(said, replace(speech, around=speech.around - speech.both), spelling)
    return row if any(item.kind == "break" for item in named) else named


def read(said: list[str], speech: Tongue, spelling: bool) -> list[Item]:
    reader = Reader(said, speech, spelling)
    while reader.at < len(said):
        reader.read()
    return reader.row


def kind(word: str, speech: Tongue) -> str:
    if word in speech.titles or word in speech.endings:
        return "title"
    return "break" if word in speech.around or not word.replace("-", "").isalpha() else "name"


@dataclass
class Reader:
    said: list[str]
    speech: Tongue
    spelling: bool
    row: list[Item] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.bare = [plain(word).replace("'", "") for word in self.said]
        self.marks = {found.start: found for found in side_by_side(self.speech.marks.spans(self.bare))}

    def read(self) -> None:
        """Take one item: whichever of these there is first."""
        _ = self.mark() or self.changed() or self.spelled() or self.hyphenated() or self.word()

    def last(self, *kinds: str) -> str:
        """The text of the item just read, when it is of one of these kinds."""
        return self.row[-1].text if self.row and self.row[-1].kind in kinds else ""

    def mark(self) -> bool:
        mark = self.marks.get(self.at)
        if not mark or (mark.length == 1 and mark.key == "cue" and self.row):
            return False
        self.row.append(Item(mark.key))
        self.at = mark.end
        return True

    def changed(self) -> bool:
        name, after = variant(self.bare, self.at, self.last("name", "letters"), self.speech.code)
        if after == self.at:
            return False
        self.row[-1] = Item(self.row[-1].kind, name)
        self.at = after
        return True

    def spelled(self) -> bool:
        found, after = letters(self.bare, self.at, self.speech.code, self.spelling)
        if after == self.at:
            return False
        self.fold(found)
        self.at = after
        return True

    def fold(self, spelled: str) -> None:
        """A word and its own spelling are one; a scrap before letters is their beginning."""
        before, known = self.last("name"), self.said_before(spelled)
        if before and alike(before, spelled) and (before[0] == spelled[0] or before.endswith(spelled)):
            self.row[-1] = Item("letters", spelled if len(spelled) >= len(before) else before)
        elif known is not None and not self.spelling:
            self.row[known] = Item("letters", spelled)
        elif before and self.is_scrap(before):
            self.row[-1] = Item("letters", before + spelled)
        else:
            self.row.append(Item("letters", spelled))

    def said_before(self, spelled: str) -> int | None:
        return next((at for at, item in enumerate(self.row[:-1])
                     if item.kind == "name" and alike(item.text, spelled) and item.text[0] == spelled[0]), None)

    def is_scrap(self, before: str) -> bool:
        alone = not any(item.kind in ("name", "letters") for item in self.row[:-1])
        return self.spelling and alone and len(before) <= SCRAP and plain(before) not in self.speech.given

    def hyphenated(self) -> bool:
        before = self.last("name")
        if not before or self.bare[self.at] not in self.speech.hyphens or self.kind_of(self.at + 1) != "name":
            return False
        self.row[-1] = Item("name", f"{before}-{self.said[self.at + 1]}")
        self.at += 2
        return True

    def word(self) -> bool:
        spelled = plain(self.last("letters"))
        if len(self.said[self.at]) >= len(spelled) > 2 and self.bare[self.at].endswith(spelled):
            self.row.pop()                      # "em i l y, Emily": the word has what the letters may have lost
        self.row.append(Item("name" if self.within_name() else self.kind_of(self.at), self.said[self.at]))
        self.at += 1
        return True

    def kind_of(self, at: int) -> str:
        return kind(self.bare[at], self.speech) if at < len(self.bare) else ""

    def within_name(self) -> bool:
        """A particle as in "de la Cruz": something of the name before it, and more of it to come."""
        if self.bare[self.at] not in self.speech.particles or not self.row or self.row[-1].kind not in ("name", "last"):
            return False
        following = self.bare[self.at + 1] if self.at + 1 < len(self.bare) else ""
        return following in self.speech.particles or self.kind_of(self.at + 1) == "name"
