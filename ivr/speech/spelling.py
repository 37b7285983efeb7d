"""
Letters in what was said: one by one, by their names, by the words of a radio alphabet, doubled, or in glued pieces.

Which words may be letters depends on how sure we are that something is being spelled; `letters` is told by *spelling*.
The tables stand in prompts/<language>/names.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import JaroWinkler

from ivr.speech.tables import table
from ivr.speech.words import plain

PIECE = 3                                   # letters a recogniser may glue together
ALIKE = 0.72                                # Jaro-Winkler; a word and its own spelling, as both may be misheard


@dataclass(frozen=True)
class Alphabet:
    names: Mapping[str, str]                # "ell": "l"
    common: frozenset[str]                  # letter names that are everyday words too
    words: frozenset[str]                   # alpha, bravo, adam, boy ...
    radio: frozenset[str]
    as_in: tuple[tuple[str, ...], ...]
    times: Mapping[str, int]
    marks: Mapping[str, str]
    ignored: frozenset[str]
    not_pieces: frozenset[str]


@cache
def alphabet(code: str) -> Alphabet:
    written = table(code, "names")
    names = {name: letter for letter, spoken in written["letters"].items() for name in spoken.split()}
    words = {kind: frozenset(listed.split()) for kind, listed in written["alphabet"].items()}
    marks = {word: mark for key, mark in (("spaces", " "), ("hyphens", "-"), ("apostrophes", "'")) for word in written[key]}
    times = {**dict.fromkeys(written["doubles"], 2), **dict.fromkeys(written["triples"], 3)}
    return Alphabet(names, frozenset(written["everyday"].split()), frozenset().union(*words.values()),
                    words["radio"] | words["police"], tuple(tuple(phrase.split()) for phrase in written["as_in"]),
                    times, marks, frozenset(written["ignored"]), frozenset(written["not_pieces"]))


def alike(one: str, other: str) -> bool:
    return JaroWinkler.similarity(plain(one), plain(other)) >= ALIKE


@dataclass
class Run:
    """Letters as they come, with the word each was taken from."""

    chunks: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    sure: int = 0                           # chunks that can be nothing but letters

    def add(self, letters: str, source: str, sure: bool = True) -> None:
        self.chunks.append(letters)
        self.sources.append(source)
        self.sure += sure

    @property
    def count(self) -> int:
        return sum(len(chunk) for chunk in self.chunks if chunk.isalpha())

    def spaced(self) -> bool:
        """Whether the letters so far came one by one."""
        return bool(self.sources) and all(len(source) == 1 for source in self.sources)

    def text(self) -> str:
        """Without a word that was said before its own spelling."""
        rest = "".join(self.chunks[1:])
        said_first = len(self.sources[0]) > 1 and len(rest) > 1 and self.sources[0][0] == rest[0] and alike(self.sources[0], rest)
        return (rest if said_first else "".join(self.chunks)).lstrip(" -'").rstrip(" '")


def letters(said: Sequence[str], at: int, code: str, spelling: bool) -> tuple[str, int]:
    """The letters spelled from word *at* on, and the word after them; "" and *at* when there are none."""
    known = alphabet(code)
    reading = Reading(said, known, spelling, glued(said, known))
    start, run = at, Run()
    while at < len(said):
        after = reading.one(at, run)
        if after == at:
            break
        at = after
    return (run.text(), at) if reading.enough(run, start, at) else ("", start)


def glued(said: Sequence[str], known: Alphabet) -> bool:
    """Whether the recogniser glued letters together here, so that "el" is e and l rather than the letter's name."""
    return any(2 <= len(word) <= PIECE and word.isalpha() and word not in known.names and word not in known.ignored
               and any(len(beside) == 1 for beside in said[max(at - 1, 0):at + 2]) and at > 0 for at, word in enumerate(said))


@dataclass(frozen=True)
class Reading:
    said: Sequence[str]
    known: Alphabet
    spelling: bool
    glued: bool

    def one(self, at: int, run: Run) -> int:
        """Read one letter, mark or piece into the run; the place after it, or *at* when there is none."""
        for read in (self.doubled, self.mark, self.as_in, self.single, self.letter_name, self.alphabet_word, self.piece, self.skipped):
            after = read(at, run)
            if after != at:
                return after
        return at

    def word(self, at: int) -> str:
        return self.said[at] if 0 <= at < len(self.said) else ""

    def is_single(self, at: int) -> bool:
        word = self.word(at)
        return len(word) == 1 and word.isalpha()

    def letterish(self, at: int) -> bool:
        return self.is_single(at) or self.word(at) in self.known.names

    def doubled(self, at: int, run: Run) -> int:
        times = self.known.times.get(self.word(at))
        following = self.word(at + 1)
        letter = following.rstrip("s") if len(following) == 2 else following
        letter = letter if len(letter) == 1 else self.known.names.get(following, "")
        if not times or not letter.isalpha() or (self.word(at) in ("2", "two", "dos") and not (run.chunks or self.spelling)):
            return at
        run.add(letter * times, self.word(at))
        return self.for_instance(at + 2, run.chunks[-1][0]) or at + 2

    def mark(self, at: int, run: Run) -> int:
        if self.word(at) not in self.known.marks or not run.chunks or not (self.letterish(at + 1) or self.spelling):
            return at
        run.add(self.known.marks[self.word(at)], "")
        return at + 1

    def as_in(self, at: int, run: Run) -> int:
        """"W as in water", and what is left of it when the letter itself was lost."""
        letter = self.word(at)[:1] if self.is_single(at) else self.known.names.get(self.word(at), "")
        if letter:
            after = self.for_instance(at + 1, letter)
            if after:
                run.add(self.instance(after - 1, letter), self.word(at))
            return after or at
        lost = self.spelling and self.word(at) in ("as", "is", "como") and self.for_instance(at, "")
        if not lost:
            return at
        run.add(self.word(lost - 1)[0], self.word(at))
        return lost

    def instance(self, at: int, letter: str) -> str:
        """The word is heard better than the letter, unless it does not begin with it but has it."""
        return letter if letter in self.word(at)[:1] or letter in ("x", "h") else self.word(at)[0]

    def for_instance(self, at: int, letter: str) -> int:
        """The place after "as in water", from "as"; 0 when that is not what follows."""
        for phrase in self.known.as_in:
            word = self.word(at + len(phrase))
            said = tuple(self.said[at:at + len(phrase)]) == phrase and len(word) > 1 and word[0].isalpha()
            if said and ((len(phrase) > 1 and word not in self.known.ignored) or (letter and word.startswith(letter))):
                return at + len(phrase) + 1
        follows = self.word(at)
        spelled_by = letter and len(follows) > 1 and follows.startswith(letter) and follows in self.known.words
        return at + 1 if spelled_by and not self.letterish(at) else 0

    def single(self, at: int, run: Run) -> int:
        if not self.is_single(at):
            return at
        run.add(self.word(at), self.word(at))
        return at + 1

    def letter_name(self, at: int, run: Run) -> int:
        """"Ell" is a letter among letters; alone, "are" and "you" are words."""
        word = self.word(at)
        letter = self.known.names.get(word, "")
        taken_apart = len(word) <= PIECE and (self.glued or (word == "en" and run.spaced()))
        if not letter or taken_apart or not (self.among_letters(at, run) or all(self.letterish(at + n) for n in (1, 2, 3))):
            return at
        everyday = word in self.known.common
        if everyday and not self.spelling and not self.is_single(at + 1):
            return at
        run.add(letter, word, sure=not everyday)
        return at + 1

    def among_letters(self, at: int, run: Run) -> bool:
        if not self.spelling:
            return len(run.chunks) > 1
        return bool(run.chunks) or self.is_single(at + 1) or (self.letterish(at + 1) and self.letterish(at + 2))

    def alphabet_word(self, at: int, run: Run) -> int:
        word = self.word(at)
        beside = self.word(at + 1) in self.known.radio or self.is_single(at + 1)
        if not self.spelling or word not in self.known.words or not (run.chunks or (word in self.known.radio and beside)):
            return at
        run.add(word[0], word)
        return at + 1

    def piece(self, at: int, run: Run) -> int:
        """Letters that the recogniser took for a little word."""
        word = self.word(at)
        if not self.spelling or not 2 <= len(word) <= PIECE or not word.isalpha() or word in self.known.ignored:
            return at
        if word in self.known.not_pieces and not (self.glued and run.chunks and at + 1 == len(self.said)):
            return at
        if not (run.chunks or self.is_single(at + 1)):
            return at
        run.add(word, word, sure=False)
        return at + 1

    def skipped(self, at: int, run: Run) -> int:
        skips = self.word(at) in self.known.ignored and self.letterish(at + 1) and (run.chunks or self.spelling)
        return at + 1 if skips else at

    def enough(self, run: Run, start: int, end: int) -> bool:
        """Two letters at least, not all of them everyday words; one will do when it is all there is."""
        if not run.chunks or not run.sure or not run.count:
            return False
        return run.count > 1 or (self.spelling and end - start == len(self.said))
