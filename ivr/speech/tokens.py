"""
What was said, as tokens the grammar of dates can read: normalised once, for every kind of question.

A token may stand for several things at once; "second" is an ordinal and a moment, "to" a preposition and perhaps a two.
The grammar asks for what it expects and takes it if the token can be that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from ivr.speech.language import Entry, Language, misheard
from ivr.speech.numbers import Number, number_at

LETTERS = 1500          # what is said beyond that has lost its thread
WORDS = 160

MERIDIEM = re.compile(r"\b([ap])\s?\.\s?m\b\.?|(?<=\d)\s*([ap])\.?\s?m\b\.?")
THOUSANDS = re.compile(r"\b([12]),(\d{3})\b")
DOTTED_TITLE = re.compile(r"\b(dr|dra|sr|sra|mr|mrs|ms|st|jr)\.")
PIECE = re.compile(r"[0-9]+|[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:?!/&@-]")
GLUE = re.compile(r"[0-9][:/.\-][0-9]")
STOPS = frozenset(".,;?!")


class Token(NamedTuple):
    symbols: frozenset[str]
    text: str
    values: dict[str, Any]
    glue: str = ""              # what stands between this number and the next: ":", "/", "-" or "."

    def is_a(self, symbol: str) -> bool:
        return symbol in self.symbols

    @property
    def number(self) -> Number | None:
        return self.values.get("number")


NUMBER = frozenset({"number"})
ORDINAL = frozenset({"number", "ordinal"})
WORD = Token(frozenset({"word"}), "", {})
STOP = Token(frozenset({"stop"}), ",", {})


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text[:LETTERS]).lower().replace("’", "'").replace("`", "'")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[tuple[str, str]]:
    """(word, glue) in order; punctuation that may end a thought is a word of its own."""
    plain = MERIDIEM.sub(lambda found: f" {found[1] or found[2]}m ", fold(text))
    plain = DOTTED_TITLE.sub(r"\1 ", THOUSANDS.sub(r"\1\2", plain))
    found: list[tuple[str, str]] = []
    for piece in PIECE.finditer(plain):
        word, end = piece[0], piece.end()
        if word[0].isdigit():
            found.append((word, plain[end] if GLUE.match(plain[end - 1:end + 2]) else ""))
        elif word.isalpha() or "'" in word:
            found.append((plainly(word), ""))
        elif word in "&@" or (word in STOPS and not GLUE.match(plain[end - 2:end + 1])):
            found.append(({"&": "and", "@": "at"}.get(word, word), ""))
    return found[:WORDS]


def plainly(word: str) -> str:
    """Without apostrophes: "can't" is cant, "monday's" mondays, "o'clock" oclock."""
    return word.replace("'", "")


def tokens(text: str, language: Language, fillers: bool = False) -> list[Token]:
    """What *text* is made of, with or without the words that mean nothing."""
    pieces = [piece for word, glue in words_of(text) for piece in split(word, glue, language)]
    words = [word for word, _ in pieces]
    found: list[Token] = []
    i = 0
    while i < len(words):
        token, i = token_at(words, pieces, i, language, found)
        if fillers or not token.is_a("filler") or len(token.symbols) > 1:
            found.append(token)
    return found


def split(word: str, glue: str, language: Language) -> list[tuple[str, str]]:
    """"fourish" is four, or so; "nine's" is nine; "del" is two words."""
    if word in language.contractions:
        return [(each, "") for each in language.contractions[word].split()]
    if language.plural and word not in language.phrases and word.removesuffix(language.plural) in language.numbers.hours:
        return [(word.removesuffix(language.plural), "")]
    stem = word.removesuffix("ish")
    known = stem != word and (stem in language.numbers.small or stem in language.phrases)
    return [(stem, ""), ("ish", "")] if known else [(word, glue)]


def token_at(
    words: list[str], pieces: Sequence[tuple[str, str]], i: int, language: Language, found: Sequence[Token],
) -> tuple[Token, int]:
    """The token at word *i*, and where the next begins."""
    if words[i] in STOPS:
        return Token(frozenset({"stop", words[i]}), words[i], {}), i + 1
    phrase, after = phrase_at(words, i, language, found)
    number = number_at(words, i, language)
    if number is not None and (phrase is None or number[1] >= after):
        return numeral(words, pieces, i, *number, phrase if number[1] == after else None), number[1]
    if phrase is None:
        phrase = misheard(words[i], language) or Entry(WORD.symbols, {})
    text = " ".join(words[i:after])
    sound = language.sounds.get(text)
    if sound is not None:
        return Token(phrase.symbols | {"sound"}, text, phrase.values | {"sound": sound}), after
    return Token(phrase.symbols, text, phrase.values), after


def phrase_at(
    words: list[str], i: int, language: Language, found: Sequence[Token],
) -> tuple[Entry | None, int]:
    """The longest phrase at word *i* that what stands around it does not speak against."""
    for phrase, entry in language.phrases.get(words[i], ()):
        if len(phrase) == 1:
            return entry, i + 1
        if tuple(words[i:i + len(phrase)]) == phrase and not broken(entry, words, i + len(phrase), language, found):
            return entry, i + len(phrase)
    return None, i + 1


def broken(entry: Entry, words: Sequence[str], after: int, language: Language, found: Sequence[Token]) -> bool:
    """Whether the words belong elsewhere: "next week after three", "before ten or after three"."""
    if entry.symbols & {"or_later", "or_earlier"} and after < len(words):
        return words[after][0].isdigit() or words[after] in language.numbers.words
    if entry.symbols == {"second_of_time"} and after < len(words):
        return words[after - 1] in language.numbers.small and words[after] in ("oclock", "am", "pm")
    counted = bool(found) and bool(found[-1].symbols & {"next", "this", "number", "couple", "few", "any", "coming"})
    return counted and bool(entry.symbols & {"week_after", "day_after", "week_before", "day_before"})


def numeral(
    words: Sequence[str], pieces: Sequence[tuple[str, str]], i: int, number: Number, after: int, phrase: Entry | None,
) -> Token:
    symbols, values = (ORDINAL if number.ordinal else NUMBER), {"number": number}
    if phrase is not None:
        symbols, values = symbols | phrase.symbols, phrase.values | values
    return Token(symbols, " ".join(words[i:after]), values, pieces[after - 1][1])
