"""
What Twilio would refuse in a TwiML document, or only log a warning about and then guess.

Written from the pages of https://www.twilio.com/docs/voice/twiml; it knows the verbs a line of questions and answers uses
and objects to any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, quote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

LARGEST = 64 * 1024
SAY_BYTES = {"Polly": 3000, "Google": 5000}
BASIC_SAY_BYTES, URL_ENCODED_SAY = 4096, 4500
MODELS = {"default", "numbers_and_commands", "phone_call", "experimental_utterances", "experimental_conversations"}
SPECIFIC_MODEL = re.compile(r"googlev2_(long|short|telephony|telephony_short)|deepgram_nova-(2(-[a-z]+)?|3)")
E164 = re.compile(r"\+[1-9]\d{6,14}")
TAG = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
VOICE = re.compile(r"man|woman|Polly\.[A-Z][a-z]+(-(Neural|Generative))?|Google\.[a-z]{2}-[A-Z]{2}-[\w-]+")
UNSPOKEN = re.compile(r"[\x00-\x1f\x7f*_#~`|<>{}\u200b-\u200f\ue000-\uf8ff\ufffd\u2600-\u27bf\U0001f000-\U0001faff]|%s|\bNone\b|\bnull\b")


def whole(least: int = 1, most: int | None = None) -> Callable[[str], bool]:
    return lambda value: value.isascii() and value.isdigit() and int(value) >= least and (most is None or int(value) <= most)


def one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    keys = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True)]
    absolute = parts.scheme in ("http", "https") and bool(parts.hostname) if parts.scheme or parts.netloc else True
    return bool(value) and absolute and keys == sorted(keys) and not re.search(r"[\s<>\"{}|\\^`]", value) and not parts.fragment


def hints(value: str) -> bool:
    entries = [entry.strip() for entry in value.split(",")]
    return len(entries) <= 500 and all(0 < len(entry) <= 100 for entry in entries)


POST = one_of("POST")           # GET would write what callers say into addresses and logs
FLAG = one_of("true", "false")
MATCH = {"e164": lambda v: bool(E164.fullmatch(v)), "tag": lambda v: bool(TAG.fullmatch(v)), "voice": lambda v: bool(VOICE.fullmatch(v)),
         "model": lambda v: v in MODELS or bool(SPECIFIC_MODEL.fullmatch(v)), "key": lambda v: bool(re.fullmatch(r"[0-9#*]?", v))}

ATTRIBUTES: dict[str, dict[str, Callable[[str], bool]]] = {
    "Say": {"voice": MATCH["voice"], "language": MATCH["tag"], "loop": whole(0, 1000)},
    "Play": {"loop": whole(0, 1000), "digits": lambda v: bool(re.fullmatch(r"[0-9A-DwW#*]+", v))},
    "Pause": {"length": whole()},
    "Hangup": {},
    "Reject": {"reason": one_of("rejected", "busy")},
    "Redirect": {"method": POST},
    "Gather": {"input": one_of("dtmf", "speech", "dtmf speech", "speech dtmf"), "action": url, "method": POST, "timeout": whole(),
               "numDigits": whole(), "finishOnKey": MATCH["key"], "speechTimeout": whole(), "speechModel": MATCH["model"],
               "language": MATCH["tag"], "hints": hints, "profanityFilter": FLAG, "actionOnEmptyResult": FLAG, "bargeIn": FLAG},
    "Record": {"action": url, "method": POST, "timeout": whole(0), "finishOnKey": lambda v: bool(re.fullmatch(r"[0-9#*]*", v)),
               "maxLength": whole(2, 14400), "playBeep": FLAG, "trim": one_of("trim-silence", "do-not-trim"),
               "recordingStatusCallback": url, "recordingStatusCallbackMethod": POST},
    "Dial": {"action": url, "method": POST, "timeout": whole(1, 600), "timeLimit": whole(1, 14400), "callerId": MATCH["e164"],
             "answerOnBridge": FLAG, "hangupOnStar": FLAG, "callReason": lambda v: 0 < len(v) <= 50},
    "Number": {"url": url, "method": POST, "sendDigits": lambda v: bool(re.fullmatch(r"[0-9*#wW]+", v)), "statusCallback": url,
               "statusCallbackMethod": POST},
}
INSIDE = {"Response": set(ATTRIBUTES) - {"Number"}, "Gather": {"Say", "Play", "Pause"}, "Dial": {"Number"}}
ENDS = {"Hangup", "Redirect", "Reject"}


def faults(document: bytes) -> list[str]:
    """One line for each; empty for a document Twilio takes without a word."""
    if len(document) > LARGEST:
        return [f"{len(document)} bytes; Twilio reads 64 kB"]
    if b"<!DOCTYPE" in document:
        return ["a DOCTYPE is no part of TwiML"]
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        return [f"not XML: {error}"]
    if root.tag != "Response" or root.attrib:
        return ["the root is <Response> without attributes"]
    return [*contents(root), *flow(list(root))]


def contents(element: Element) -> Iterator[str]:
    if element.tag != "Response":
        yield from attributes(element)
        yield from own(element)
    allowed = INSIDE.get(element.tag, set())
    for child in element:
        if child.tag not in allowed:
            yield f"<{element.tag}> cannot contain <{child.tag}>"
        else:
            yield from contents(child)


def attributes(element: Element) -> Iterator[str]:
    known = ATTRIBUTES[element.tag]
    for name, value in element.attrib.items():
        if name not in known:
            yield f"<{element.tag}> has no attribute {name}"
        elif not known[name](value):
            yield f'<{element.tag} {name}="{value}"> is not allowed'


def own(element: Element) -> Iterator[str]:
    text = (element.text or "").strip()
    match element.tag:
        case "Say":
            yield from said(text, element.get("voice", ""))
        case "Redirect" | "Play" if "digits" not in element.attrib and not url(text):
            yield f"<{element.tag}> needs an address"
        case "Number" if not E164.fullmatch(text):
            yield "<Number> must be E.164"
        case "Dial" if not (E164.fullmatch(text) if text else len(element)):
            yield "<Dial> dials nobody"
        case "Gather":
            yield from gathered(element, text)


def said(text: str, voice: str) -> Iterator[str]:
    if not text:
        yield "<Say> says nothing"
    if len(text.encode()) > SAY_BYTES.get(voice.partition(".")[0], BASIC_SAY_BYTES) or len(quote(text)) > URL_ENCODED_SAY:
        yield "<Say> is too long"
    if UNSPOKEN.search(text):
        yield f"<Say> has something that cannot be spoken: {text[:60]!r}"
    if re.search(r"\d{5,}", text):
        yield "<Say> has digits that would be read as one number"


def gathered(element: Element, text: str) -> Iterator[str]:
    if text:
        yield "<Gather> cannot contain text"
    if not len(element):
        yield "<Gather> without a prompt inside it cannot be interrupted"
    if "action" not in element.attrib:
        yield "<Gather> without an action asks the same document again"
    speech = "speech" in element.get("input", "dtmf")
    if not speech and {"speechTimeout", "speechModel", "hints", "language"} & set(element.attrib):
        yield "<Gather> listens to keys only, and is told how to listen to speech"
    if element.get("speechModel") == "phone_call" and element.get("language", "en-US") not in ("en-US", "en-GB", "en-AU", "es-US", "es-ES"):
        yield "the model phone_call does not know that language"


def flow(verbs: list[Element]) -> Iterator[str]:
    if not verbs:
        yield "no verb: the call ends in silence"
        return
    for verb in verbs[:-1]:
        if verb.tag in ENDS or (verb.tag == "Dial" and "action" in verb.attrib) or verb.get("actionOnEmptyResult") == "true":
            yield f"nothing after <{verb.tag}> is ever reached"
    if verbs[-1].tag == "Gather" and verbs[-1].get("actionOnEmptyResult") != "true":
        yield "nothing follows <Gather>: a silent caller is hung up on"
    if verbs[-1].tag == "Pause":
        yield "the call ends after a pause"
