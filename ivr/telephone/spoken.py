"""What a synthesizer is given: how long it is, what cannot be spoken, and the marks it understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ivr.telephone.values import Kind, matching, one_of

# In bytes of UTF-8: https://www.twilio.com/docs/api/errors/13521; Google's voices count the marks as well.
LONGEST = {"Polly": 3000, "Google": 5000, "man": 4096, "woman": 4096}
LONGEST_ENCODED = 4500
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\u200b-\u200f\ue000-\uf8ff]")
UNFILLED = re.compile(r"&(?:[a-z]+|#\d+);|</?[A-Za-z][^>]*>|\{\{|\}\}|\{[a-z_$ .]+\}|%\([a-z_]+\)s|%s", re.IGNORECASE)
PROGRAM = re.compile(r"\b(None|null|undefined|nan|NaN)\b|\bobject at 0x")
SYMBOLS = re.compile("[*_#~`|<>{}\u2600-\u27bf\U0001f000-\U0001faff]")
LONG_NUMBER = re.compile(r"\d{5,}")
ANY = Kind("anything", lambda value: True)

MARKS: Mapping[str, Mapping[str, Kind]] = {
    "break": {"strength": one_of("none", "x-weak", "weak", "medium", "strong", "x-strong"),
              "time": Kind("a time of at most 10s", lambda value: 0 <= seconds(value) <= 10)},
    "emphasis": {"level": one_of("strong", "moderate", "reduced", "none")},
    "lang": {"{http://www.w3.org/XML/1998/namespace}lang": ANY},
    "p": {},
    "phoneme": {"alphabet": ANY, "ph": ANY},
    "prosody": {"volume": ANY, "rate": ANY, "pitch": ANY},
    "s": {},
    "say-as": {"interpret-as": one_of("characters", "spell-out", "cardinal", "number", "ordinal", "digits", "fraction", "unit",
                                      "date", "time", "address", "expletive", "telephone"),
               "format": matching(r"mdy|dmy|ymd|md|dm|ym|my|d|m|y|yyyymmdd", "an order of day, month and year")},
    "sub": {"alias": ANY},
    "w": {"role": ANY},
}


def seconds(value: str) -> float:
    """Negative when it is no time."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", value)
    return float(found[1]) / (1000 if found[2] == "ms" else 1) if found else -1


def said(say: Element) -> Iterator[str]:
    """Complaints about one Say."""
    text, voice = "".join(say.itertext()), say.get("voice", "")
    if not text.strip():
        yield "<Say> says nothing (13520)"
    yield from length(say, text, voice)
    yield from wording(text, marked=len(say) > 0)
    for mark in say:
        yield from marked(mark, voice)


def length(say: Element, text: str, voice: str) -> Iterator[str]:
    maker = voice.partition(".")[0]
    written = len((inner(say) if maker == "Google" else text).encode())
    if written > LONGEST.get(maker, min(LONGEST.values())) or len(quote(text)) > LONGEST_ENCODED:
        yield f"<Say> is too long, {written} bytes (13521)"


def inner(say: Element) -> str:
    return (say.text or "") + "".join(ElementTree.tostring(child, encoding="unicode") for child in say)


def wording(text: str, marked: bool) -> Iterator[str]:
    shown = repr(text.strip()[:60])
    if CONTROL.search(text):
        yield f"<Say> has characters that are not text: {shown}"
    if UNFILLED.search(text):
        yield f"<Say> has markup or a place that was not filled: {shown}"
    if PROGRAM.search(text):
        yield f"<Say> says a program's value: {shown}"
    if SYMBOLS.search(text):
        yield f"<Say> has symbols that are read by name, or dropped: {shown}"
    if LONG_NUMBER.search(text) and not marked:
        yield f"<Say> has digits in a row that are read as one number: {shown}"


def marked(mark: Element, voice: str) -> Iterator[str]:
    """Complaints about one SSML mark: https://www.twilio.com/docs/voice/twiml/say/text-speech#use-ssml"""
    if mark.tag not in MARKS:
        yield f"<Say> cannot contain <{mark.tag}> (12200)"
        return
    if not voice.startswith(("Polly.", "Google.")):
        yield f"<{mark.tag}> needs a Polly or Google voice"
    if mark.tag == "emphasis" and re.search("-(Neural|Generative|Long-Form)$", voice):
        yield "<emphasis> is not for Polly's neural and generative voices"
    yield from mark_attributes(mark)
    if bool("".join(mark.itertext()).strip()) == (mark.tag == "break"):
        yield f"<{mark.tag}> {'must be empty' if mark.tag == 'break' else 'has no text'}"
    for child in mark:
        yield from marked(child, voice)


def mark_attributes(mark: Element) -> Iterator[str]:
    for name, value in mark.attrib.items():
        kind = MARKS[mark.tag].get(name)
        if kind is None:
            yield f"<{mark.tag}> has no attribute {name} (12200)"
        elif complaint := kind.complaint(value):
            yield f"<{mark.tag} {name}>: {complaint}"
    if mark.tag == "say-as" and "interpret-as" not in mark.attrib:
        yield "<say-as> does not say as what"
    if "format" in mark.attrib and mark.get("interpret-as") != "date":
        yield "<say-as format> is for dates"
