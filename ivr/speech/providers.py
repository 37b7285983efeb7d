"""Whom the caller wants to see: a surname after a title, a role, or "any"; and what was said without it."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.speech.language import Language
from ivr.speech.tokens import Token

LONGEST = 2         # words of a name after a title


def provider_in(said: Sequence[Token], language: Language) -> tuple[str, list[Token]]:
    """(the provider, "" when none; the tokens that are not part of it)."""
    provider, rest, i = "", [], 0       # type: str, list[Token], int
    while i < len(said):
        found, after = provider_at(said, i, language)
        if found:
            provider = found
        elif after == i:
            rest.append(said[i])
        i = max(after, i + 1)
    return provider, rest


def provider_at(said: Sequence[Token], i: int, language: Language) -> tuple[str, int]:
    """The provider at token *i* and the next token; ("", *i*) when there is none."""
    token = said[i]
    if token.is_a("any_provider"):
        return "any", i + 1
    if token.is_a("hygienist"):
        return "hygienist", i + 1
    if token.is_a("doctor") or token.is_a("title"):
        return titled(said, i, language)
    if token.is_a("with"):
        return named(said, i, language)
    return "", i


def titled(said: Sequence[Token], i: int, language: Language) -> tuple[str, int]:
    """The name after "doctor": its first word whatever it is, then words that are nothing else."""
    names: list[str] = []
    after = i + 1
    while after < len(said) and len(names) < LONGEST and name_word(said[after], language, first=not names):
        names.append(said[after].text)
        after += 1
    if not names:
        return "", i
    return ("", after) if i and refused(said, i) else (names[-1], after)


def refused(said: Sequence[Token], i: int) -> bool:
    before = said[i - 2] if said[i - 1].is_a("with") and i > 1 else said[i - 1]
    return before.is_a("not") or before.is_a("except")


def name_word(token: Token, language: Language, first: bool) -> bool:
    if token.text in language.not_names or token.is_a("stop") or token.number is not None or " " in token.text:
        return False
    return token.symbols == {"word"} or (first and (token.is_a("month_name") or token.is_a("seasons")))


def named(said: Sequence[Token], i: int, language: Language) -> tuple[str, int]:
    """The name or the role after "with"."""
    after = i + 1 + (i + 1 < len(said) and said[i + 1].is_a("the"))
    if after < len(said) and said[after].is_a("dentist"):
        return "dentist", after + 1
    if said[i].is_a("together") and i + 1 < len(said) and said[i + 1].symbols == {"word"} and \
            said[i + 1].text not in language.not_names:
        last = i + 1
        while last + 1 < len(said) and last - i < LONGEST and name_word(said[last + 1], language, first=False):
            last += 1
        return said[last].text, last + 1
    return "", i
