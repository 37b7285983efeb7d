"""What an attribute or an address may hold.  Each kind says what it wants, for the complaint."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from ivr.telephone.connection import objections
from ivr.telephone.party import E164

MODELS = {"default", "numbers_and_commands", "phone_call", "experimental_utterances", "experimental_conversations",
          "googlev2_long", "googlev2_short", "googlev2_telephony", "googlev2_telephony_short"}
DEEPGRAM = re.compile(r"deepgram_nova-[23](-[a-z]+)?")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|\d{3})|multi|arb")
VOICE = re.compile(r"man|woman|Polly\.[A-Z][a-z]+(-(Neural|Generative|Long-Form))?"
                   r"|Google\.[a-z]{2,3}-[A-Z]{2}(-[A-Za-z0-9]+){2,}")
UNESCAPED = re.compile(r"[\s<>\"{}|\\^`]")


@dataclass(frozen=True)
class Kind:
    """
    Attributes:
        code: Twilio's number for a wrong one; 12200 is its schema's.
    """

    wants: str
    fits: Callable[[str], object]
    code: int = 12200

    def complaint(self, value: str) -> str:
        """Empty when there is none."""
        return "" if self.fits(value) else f'"{value[:60]}" is not {self.wants} ({self.code})'


class Address(Kind):
    def complaint(self, value: str) -> str:
        fault = address_fault(value)
        return f'"{value[:60]}" {fault}' if fault else ""


def whole(least: int = 1, most: int | None = None, code: int = 12200) -> Kind:
    wants = f"a whole number, {least} to {most}" if most else f"a whole number of at least {least}"
    return Kind(wants, lambda value: value.isascii() and value.isdigit() and within(int(value), least, most), code)


def within(value: int, least: int, most: int | None) -> bool:
    return value >= least and (most is None or value <= most)


def one_of(*values: str, code: int = 12200) -> Kind:
    return Kind(f"one of {', '.join(values)}", lambda value: value in values, code)


def some_of(*values: str, code: int = 12200) -> Kind:
    """Several, each once, with one space between."""
    def fits(value: str) -> bool:
        parts = value.split(" ")
        return len(parts) == len(set(parts)) and set(parts) <= set(values)

    return Kind(f"of {', '.join(values)}, with a space between", fits, code)


def matching(pattern: str, wants: str, code: int = 12200) -> Kind:
    return Kind(wants, re.compile(pattern).fullmatch, code)


def method(code: int = 12200) -> Kind:
    """GET is Twilio's to allow; it would put what callers say into addresses, and those into logs."""
    return Kind("POST", lambda value: value == "POST", code)


def flag(code: int = 12200) -> Kind:
    return one_of("true", "false", code=code)


def hint_list(value: str) -> bool:
    """https://www.twilio.com/docs/api/errors/13330; a class token is in capitals."""
    entries = [entry.strip() for entry in value.split(",")]
    return len(entries) <= 500 and all(0 < len(entry) <= 100 for entry in entries) and \
        all(re.fullmatch(r"\$[A-Z_]+", entry) for entry in entries if entry.startswith("$"))


def address_fault(value: str) -> str:
    """Empty for an address Twilio can request; white space around it has been taken off."""
    if not value or UNESCAPED.search(value):
        return "is empty or has characters to be percent-encoded (11100)"
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return "is malformed (11100)"
    if parts.scheme or parts.netloc:
        return host_fault(parts.scheme, host, "@" in parts.netloc) or query_fault(parts.query, parts.fragment)
    return query_fault(parts.query, parts.fragment)


def host_fault(scheme: str, host: str, user: bool) -> str:
    if scheme not in ("http", "https") or not host:
        return "is neither a path nor http(s)://host (11100)"
    if "_" in host:
        return "has an underscore in its host, which Twilio refuses (11100)"
    if host == "localhost" or not public(host):
        return "is on a host that Twilio cannot reach (11205)"
    return "has a user in it, which Twilio drops before it signs" if user else ""


def public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return True             # a name


def query_fault(query: str, fragment: str) -> str:
    """Twilio has been seen to sort a query after signing it: https://github.com/twilio/twilio-php/issues/790"""
    keys = [key for key, _ in parse_qsl(query, keep_blank_values=True)]
    if keys != sorted(keys):
        return "has its query out of alphabetical order"
    return "; ".join(objections(fragment))


URL = Address("an address", lambda value: not address_fault(value))
NUMBER = Kind("a number in E.164", E164.fullmatch, 13223)
HINTS = Kind("up to 500 hints of up to 100 characters", hint_list, 13330)
MODEL = Kind("a speech model", lambda value: value in MODELS or DEEPGRAM.fullmatch(value), 13334)
NAME = Kind("a name", bool)
