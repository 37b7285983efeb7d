"""
What Twilio would refuse in a document, or would warn of in a log nobody reads and then guess.

Stricter than Twilio where it would carry on in silence: a question that cannot be interrupted, a caller who is cut off,
words nobody will hear.  The complaints carry Twilio's number where it has one: https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ivr.telephone.document import LARGEST, own_text
from ivr.telephone.party import E164
from ivr.telephone.spoken import said
from ivr.telephone.values import address_fault
from ivr.telephone.vocabulary import ATTRIBUTES, ENDS, INSIDE, WITH_TEXT

UNCONVERTED = {"None", "null", "undefined", "True", "False", "NaN"}
SPEECH_ONLY = {"hints", "speechModel", "speechTimeout", "profanityFilter", "enhanced", "partialResultCallback",
               "partialResultCallbackMethod", "maxSpeechTime", "language", "bargeIn"}
KEYS_ONLY = {"numDigits", "finishOnKey"}
PHONE_CALL = {"en-US", "en-GB", "en-AU", "fr-FR", "fr-CA", "ja-JP", "ru-RU", "es-US", "es-ES", "pt-BR"}
EXPERIMENTAL = {"da-DK", "de-DE", "en-AU", "en-GB", "en-IN", "en-US", "es-ES", "es-US", "fi-FI", "fr-CA", "fr-FR", "hi-IN",
                "ja-JP", "ko-KR", "mk-MK", "nl-NL", "no-NO", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "ru-RU", "th-TH", "tr-TR",
                "uk-UA", "vi-VN"}
LANGUAGES = {"phone_call": PHONE_CALL, "experimental_conversations": EXPERIMENTAL, "experimental_utterances": EXPERIMENTAL}
MOST_DIALLED = 10


def faults(document: bytes) -> list[str]:
    """One line for each; empty for a document Twilio takes without a word."""
    if unreadable := form(document):
        return unreadable
    root = ElementTree.fromstring(document)
    if root.tag != "Response":
        return [f"the root is <{root.tag}>, not <Response> (12102)"]
    return [*element(root), *flow(list(root))]


def form(document: bytes) -> list[str]:
    """What keeps it from being read at all."""
    if len(document) > LARGEST:
        return [f"{len(document)} bytes; Twilio reads 64 kB (11750)"]
    if not document.strip():
        return ["an empty body (11770)"]
    if document.startswith(b"\xef\xbb\xbf"):
        return ["a byte order mark before the text"]
    if b"<!DOCTYPE" in document or re.search(rb"<\?(?!xml\s)", document):
        return ["a DOCTYPE or processing instruction is no part of TwiML (12100)"]
    try:
        document.decode()
        ElementTree.fromstring(document)
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        return [f"not XML: {error} (12100)"]
    return []


def element(verb: Element) -> Iterator[str]:
    """Complaints about one element and what is in it."""
    yield from attributes(verb)
    yield from CONTENTS.get(verb.tag, nothing)(verb)
    if verb.tag not in WITH_TEXT and own_text(verb):
        yield f"<{verb.tag}> cannot contain text: {own_text(verb)[:40]!r} (12200)"
    for child in verb if verb.tag != "Say" else ():
        if child.tag in INSIDE.get(verb.tag, set()):
            yield from element(child)
        else:
            yield misplaced(verb.tag, str(child.tag))


def misplaced(outer: str, inner: str) -> str:
    meant = next((name for name in ATTRIBUTES if name != inner and name.lower() == inner.lower()), "")
    hint = f"; names are case-sensitive: <{meant}>" if meant else ""
    code = {"Gather": 13320, "Dial": 13215}.get(outer, 12200)
    return f"<{outer}> cannot contain <{inner}>{hint} ({code})"


def attributes(verb: Element) -> Iterator[str]:
    known = ATTRIBUTES[verb.tag]
    for name, value in verb.attrib.items():
        if name not in known:
            meant = next((f"; it is {each}" for each in known if each.lower() == name.lower().replace("_", "")), "")
            yield f"<{verb.tag}> has no attribute {name}{meant} (12200)"
        elif value in UNCONVERTED or (not value and name != "finishOnKey"):
            yield f'<{verb.tag} {name}="{value}"> looks like a value that was not there (12200)'
        elif complaint := known[name].complaint(value):
            yield f"<{verb.tag} {name}>: {complaint}"


# --- single verbs ----------------------------------------------------------------------------------------------------


def nothing(verb: Element) -> Iterator[str]:
    return iter(())


def gather(verb: Element) -> Iterator[str]:
    kinds = verb.get("input", "dtmf").split()
    if not len(verb):
        yield "<Gather> without a prompt in it cannot be interrupted"
    if "action" not in verb.attrib:
        yield "<Gather> without an action asks for the same document again"
    for idle in sorted(set(verb.attrib) & ((SPEECH_ONLY if "speech" not in kinds else set()) |
                                           (KEYS_ONLY if "dtmf" not in kinds else set()))):
        yield f"<Gather {idle}> has no effect with input {' '.join(kinds)}"
    if verb.get("finishOnKey") == "" and "numDigits" not in verb.attrib and "dtmf" in kinds:
        yield "<Gather> has neither a key nor a count that ends it: digits wait for the timeout"
    yield from recognition(verb)
    if any(prompt.tag == "Play" and "digits" in prompt.attrib for prompt in verb):
        yield "<Gather> cannot contain <Play digits> (13320)"


def recognition(verb: Element) -> Iterator[str]:
    model, language = verb.get("speechModel", ""), verb.get("language", "en-US")
    known = LANGUAGES.get(model)
    if known and language not in known and not (model.startswith("experimental") and language.startswith("ar-")):
        yield f"<Gather>: the model {model} does not know {language} (13331)"
    if language == "multi" and not model.startswith("deepgram_nova-3"):
        yield "<Gather language=\"multi\"> needs the model deepgram_nova-3 (13331)"
    if "profanityFilter" in verb.attrib and model == "numbers_and_commands":
        yield "<Gather profanityFilter> is not for numbers_and_commands (13333)"
    if verb.get("enhanced") == "true":
        yield "<Gather enhanced> is deprecated (13339)"
    if model.startswith("deepgram") and "$" in verb.get("hints", ""):
        yield "<Gather hints>: class tokens are not Deepgram's (13330)"


def record(verb: Element) -> Iterator[str]:
    length = verb.get("maxLength", "120")
    if "action" not in verb.attrib:
        yield "<Record> without an action asks for the same document again"
    if "transcribeCallback" in verb.attrib and verb.get("transcribe") != "true":
        yield "<Record transcribeCallback> needs transcribe (13614)"
    if verb.get("transcribe") == "true" and length.isdigit() and int(length) > 120:
        yield "<Record transcribe> is for at most 120 seconds (13615)"


def dial(verb: Element) -> Iterator[str]:
    number = own_text(verb)
    if number and len(verb):
        yield "<Dial> mixes a number and nouns (13215)"
    if not (E164.fullmatch(number) if number else len(verb)):
        yield "<Dial> dials nobody: a number in E.164 is wanted (13223)"
    if len(verb) > MOST_DIALLED:
        yield f"<Dial> rings more than {MOST_DIALLED} (13215)"


def number(noun: Element) -> Iterator[str]:
    if not E164.fullmatch(own_text(noun)):
        yield "<Number> is not in E.164 (13223)"


def redirect(verb: Element) -> Iterator[str]:
    if fault := address_fault(own_text(verb)):
        yield f"<{verb.tag}>'s address {fault}"


def play(verb: Element) -> Iterator[str]:
    if "digits" not in verb.attrib:
        yield from redirect(verb)
    elif own_text(verb):
        yield "<Play> has both tones and an address"


CONTENTS: Mapping[str, Callable[[Element], Iterator[str]]] = {
    "Say": said, "Gather": gather, "Record": record, "Dial": dial, "Number": number, "Redirect": redirect, "Play": play,
}


# --- one verb after another ------------------------------------------------------------------------------------------


def flow(verbs: list[Element]) -> Iterator[str]:
    if not verbs:
        yield "no verb: the call ends in silence"
        return
    for verb in verbs[:-1]:
        if ends(verb):
            yield f"nothing after <{verb.tag}> is ever reached"
            break
    if any(verb.tag == "Reject" for verb in verbs[1:]):
        yield "<Reject> refuses a call only as the first verb"
    if verbs[-1].tag == "Gather" and not ends(verbs[-1]):
        yield "nothing follows <Gather>: a silent caller is cut off"
    if verbs[-1].tag == "Pause":
        yield "the call ends after a pause"


def ends(verb: Element) -> bool:
    return verb.tag in ENDS or (verb.tag == "Dial" and "action" in verb.attrib) or verb.get("actionOnEmptyResult") == "true"
