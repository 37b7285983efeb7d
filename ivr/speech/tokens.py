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
POSSESSIVE = re.compile(r"'s?$")


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


def tokens(text: str, language: Language) -> list[Token]:
    pieces = words_of(text)
    words = [word for word, _ in pieces]
    found: list[Token] = []
    i = 0
    while i < len(words):
        token, i = token_at(words, pieces, i, language)
        if token is not None:
            found.append(token)
    return found


def token_at(
    words: list[str], pieces: Sequence[tuple[str, str]], i: int, language: Language,
) -> tuple[Token | None, int]:
    """The token at word *i* (None for a filler), and where the next begins."""
    if words[i] in STOPS:
        return Token(frozenset({"stop", words[i]}), words[i], {}), i + 1
    phrase, after = phrase_at(words, i, language)
    number = number_at(words, i, language)
    if number is not None and (phrase is None or number[1] >= after):
        return numeral(words, pieces, i, *number, phrase if number[1] == after else None), number[1]
    if phrase is None:
        phrase = misheard(words[i], language) or Entry(WORD.symbols, {})
    if phrase.symbols == {"filler"}:
        return None, after
    text = " ".join(words[i:after])
    sound = language.sounds.get(text)
    if sound is not None:
        return Token(phrase.symbols | {"sound"}, text, phrase.values | {"sound": sound}), after
    return Token(phrase.symbols, text, phrase.values), after


def phrase_at(words: list[str], i: int, language: Language) -> tuple[Entry | None, int]:
    for phrase, entry in language.phrases.get(words[i], ()):
        if len(phrase) == 1 or tuple(words[i:i + len(phrase)]) == phrase:
            return entry, i + len(phrase)
    return None, i + 1


def numeral(
    words: Sequence[str], pieces: Sequence[tuple[str, str]], i: int, number: Number, after: int, phrase: Entry | None,
) -> Token:
    symbols, values = (ORDINAL if number.ordinal else NUMBER), {"number": number}
    if phrase is not None:
        symbols, values = symbols | phrase.symbols, phrase.values | values
    return Token(symbols, " ".join(words[i:after]), values, pieces[after - 1][1])
