"""A body as Twilio takes it: by its content type, its size, and as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ivr.telephone.errors import Unusable

LARGEST = 64 * 1024             # https://www.twilio.com/docs/api/errors/11750
XML_TYPES = {"text/xml", "application/xml", "text/html"}


def verbs(content_type: str, body: bytes, url: str) -> list[Element]:
    """
    What Twilio would carry out.  Plain text is read aloud and sound is played, unasked for as that may be.

    Raises:
        Unusable: It would carry out nothing.

    Source: https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types
    """
    kind = content_type.partition(";")[0].strip().lower()
    if len(body) > LARGEST:
        raise Unusable(11750, f"a body of {len(body)} bytes")
    if not body.strip():
        raise Unusable(11770, "an empty body")
    if kind.startswith("audio/"):
        return [element("Play", url)]
    if kind == "text/plain" and not body.lstrip().startswith(b"<"):
        return [element("Say", body.decode(errors="replace"))]
    if kind not in XML_TYPES | {"text/plain"}:
        raise Unusable(12300, f"the content type {kind or 'is missing'}")
    return list(root(body))


def root(body: bytes) -> Element:
    try:
        found = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise Unusable(12100, f"not XML ({error})") from error
    if found.tag != "Response":
        raise Unusable(12102, f"the root is {found.tag}")
    return found


def element(tag: str, text: str) -> Element:
    made = Element(tag)
    made.text = text
    return made


def words(say: Element) -> str:
    """What is spoken, without the marks for how."""
    return " ".join("".join(spoken(say)).split())


def spoken(part: Element) -> Iterator[str]:
    if part.tag == "sub":
        yield part.get("alias", "")
    else:
        yield part.text or ""
        for child in part:
            yield from spoken(child)
            yield f" {child.tail or ''}" if child.tag in ("break", "p", "s") else child.tail or ""


def whole(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    """A number as Twilio takes it: what is none, it drops."""
    value = attributes.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else otherwise


def own_text(part: Element) -> str:
    """Its text without its children's."""
    return "".join([part.text or "", *(child.tail or "" for child in part)]).strip()
