"""
What happens to a call (events), what is to be done about it (effects), and the answers that are more than a value.

A look-up or a caller's answer is any JSON-able value or record; the few classes here say what a plain value cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# --- answers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Refusal:
    """The caller or the office says no; *why* names the prompt and the way back."""

    why: str
    values: Mapping[str, Any] = field(default_factory=dict)     # what its prompt may mention
    halves: Mapping[str, Partly] = field(default_factory=dict)  # what still stands of items sent back to, or of this one


@dataclass(frozen=True)
class Partly:
    """Half an answer, kept for the next one: the item stays empty, and *why* names what is asked for next."""

    value: Any
    why: str


@dataclass(frozen=True)
class TurnTo:
    """The answer is another dialogue, entered with these values known."""

    form: str
    values: Mapping[str, Any] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()                             # what is known no longer


# --- events ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Started:
    pass


@dataclass(frozen=True)
class Heard:
    """What the caller meant; empty for silence and for what was not understood."""

    meaning: Mapping[str, Any]
    silent: bool = False            # nothing was said, and no key pressed


@dataclass(frozen=True)
class Answered:
    """The office, or the telephone, has answered for *item*: a value or a Refusal."""

    item: str
    value: Any


Event = Started | Heard | Answered

# --- effects ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Say:
    prompt: str                                     # "form.item", or "form.item-why" for a refusal
    values: Mapping[str, Any]
    language: str = ""                              # another than the call's


@dataclass(frozen=True)
class Ask:
    """Say the item's prompt, then listen."""

    prompt: str
    variant: str                                    # "", "brief", "again", "last", "help", or what is still wanted of a part
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """Carry out *request* for *item*; once and durably if *lasting*."""

    item: str
    request: Any
    lasting: bool


@dataclass(frozen=True)
class Dial:
    """Ring *number*; the outcome comes back as the answer to *item*."""

    item: str
    number: str


@dataclass(frozen=True)
class HangUp:
    pass


Effect = Say | Ask | Work | Dial | HangUp
