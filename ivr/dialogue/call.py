"""
A call as one JSON value, put down and picked up between turns by whichever process answers next.

A value that can no longer be read (a deploy changed its record in mid-call) is an empty item: the conversation goes on
from there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

FORMAT = 1
_UNREADABLE = object()


@dataclass(frozen=True)
class Call:
    form: str = "welcome"
    values: Mapping[str, Any] = field(default_factory=dict)     # item name -> what fills it
    parts: Mapping[str, Any] = field(default_factory=dict)      # item name -> (half an answer, what is still wanted)
    refused: Mapping[str, int] = field(default_factory=dict)    # counter -> refusals so far
    asking: str = ""                                            # the item last asked
    awaiting: str = ""                                          # the item whose answer is still being fetched
    misses: int = 0                                             # in a row, at this question
    silences: int = 0                                           # turns in a row in which nothing was heard
    held: int = 0                                               # turns in a row that only asked for patience
    agreements: int = 0                                         # lasting requests made so far; numbers them
    caller: str = ""                                            # E.164, or empty when withheld
    language: str = "en"
    outcomes: tuple[str, ...] = ()                              # what came of the call, oldest first
    repeats: int = 0                                            # of this question, at the caller's wish
    been: tuple[str, ...] = ()                                  # forms something was agreed in: the caller knows the way
    met: Mapping[str, int] = field(default_factory=dict)        # question -> at which turning to a form it was first asked
    turnings: int = 0                                           # from form to form so far
    brisk: bool = False                                         # the caller said all there was to say in the first breath
    waiting: bool = False                                       # the caller has asked us to hold on
    slow: bool = False                                          # and to speak more slowly

    def with_values(self, **values: Any) -> Call:
        return replace(self, values={**self.values, **values})


class Records:
    """Turns calls into JSON and back; knows which records may stand among their values."""

    def __init__(self, *classes: type):
        self.known = {cls.__name__: cls for cls in classes}

    def dump(self, call: Call) -> str:
        state = {f.name: self._plain(getattr(call, f.name)) for f in fields(call)}
        return json.dumps({"format": FORMAT, **state}, ensure_ascii=False, separators=(",", ":"))

    def load(self, text: str, turn: int = 0) -> Call:
        """
        Args:
            turn: To be taken next.  When it cannot be read how many agreements were made, they count as that many, which no
                call has made by then: what is agreed to next is never taken for what was agreed to before.
        """
        state = json.loads(text)
        usual = Call()
        readable = {
            f.name: _like(getattr(usual, f.name), self._record(state[f.name]))
            for f in fields(Call)
            if f.name in state and state.get("format") == FORMAT
        }
        return Call(**{"agreements": turn, **{name: value for name, value in readable.items() if value is not _UNREADABLE}})

    def plain(self, value: Any) -> str:
        return json.dumps(self._plain(value), ensure_ascii=False, sort_keys=True)

    def record(self, text: str) -> Any:
        return self._record(json.loads(text))

    def _plain(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return {"is": type(value).__name__, **_adapter(type(value)).dump_python(value, mode="json")}
        if isinstance(value, Mapping):
            return {key: self._plain(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._plain(each) for each in value]
        return value

    def _record(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._record(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "is" in value:
            return self._read(value)
        read = {key: self._record(each) for key, each in value.items()}
        return {key: each for key, each in read.items() if not _holds_unreadable(each)}

    def _read(self, value: dict[str, Any]) -> Any:
        cls = self.known.get(value["is"])
        if cls is None:
            return _UNREADABLE
        try:
            return _adapter(cls).validate_python({key: each for key, each in value.items() if key != "is"})
        except ValidationError:
            return _UNREADABLE


@cache
def _adapter(cls: type) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def _holds_unreadable(value: Any) -> bool:
    return value is _UNREADABLE or (isinstance(value, list) and any(each is _UNREADABLE for each in value))


def _like(usual: Any, value: Any) -> Any:
    """JSON has no tuples, and a damaged value has another type altogether."""
    if isinstance(usual, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(usual, Mapping):
        return value if isinstance(value, Mapping) else _UNREADABLE
    return value if isinstance(value, type(usual)) else _UNREADABLE
