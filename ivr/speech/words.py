"""The words of a text, as they are compared: what punctuation, accents and contractions have to do with how it was written, gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")                # a.m.
NOT_WORDS = re.compile(r"[^\w']+|_+|(?<!\w)'|'(?!\w)")
OPENED = [(re.compile(rf"\b(?:{short})\b"), full) for short, full in (
    (r"can'?t|cannot", "can not"), (r"won't", "will not"), (r"shan't", "shall not"), (r"ain't", "is not"),
    (r"(\w+)n't", r"\1 not"), (r"(do|does|did|is|was|would|could|should|are|have|has)nt", r"\1 not"),
    (r"(i)'?m", r"\1 am"), (r"(\w+)'re", r"\1 are"), (r"(\w+)'ve", r"\1 have"), (r"ive", "i have"),
    (r"(\w+)'ll", r"\1 will"), (r"(\w+)'d", r"\1 would"), (r"let'?s", "let us"),
    (r"(it|that|what|when|where|who|how|there|here|he|she|everything|something|nothing|this)'s", r"\1 is"),
    (r"(that|what|where|when|there)s", r"\1 is"), (r"gonna", "going to"), (r"wanna", "want to"), (r"gotta", "got to"),
    (r"lemme", "let me"), (r"gimme", "give me"), (r"dunno", "do not know"), (r"y'all", "you all"), (r"til", "until"),
    (r"dr", "doctor"), (r"appts?", "appointment"), (r"ok|okey", "okay"),
)]


def normal(text: str) -> str:
    """Lower case, one space between words, no punctuation but apostrophes within words; accents stay."""
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("`", "'").replace("&", " and ")
    return " ".join(NOT_WORDS.sub(" ", INITIALS.sub(r"\1", text)).split())


def plain(text: str) -> str:
    """Without accents and other marks above or below the letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=64)
def words(text: str) -> tuple[str, ...]:
    """
    The words as phrases are compared: normal, plain, contractions opened, apostrophes gone.  Remembered for as long as a few
    turns last, since an utterance is looked at for many things.
    """
    return tuple(each for word in plain(normal(text)).split() for each in opened(word))


@lru_cache(maxsize=8192)
def opened(word: str) -> tuple[str, ...]:
    """What a word says in full; no contraction goes beyond one.  Remembered, since tables and callers use the same ones over and over."""
    for short, full in OPENED:
        word = short.sub(full, word)
    return tuple(word.replace("'", "").split())


def once(said: Iterable[str]) -> list[str]:
    """Without words repeated in a row, as people do when they stammer."""
    kept: list[str] = []
    for word in said:
        if not kept or kept[-1] != word:
            kept.append(word)
    return kept
