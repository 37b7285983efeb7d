"""What is wrong in a practice file, so said that whoever wrote it can put it right: where, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ivr.practice.places import Path, Places

LABELS = ("name", "number", "date")     # what a table in an array is known by


@dataclass(frozen=True)
class Fault:
    path: Path                          # empty: the file as a whole
    expected: str                       # in the order of a sentence: what is wrong, what was expected
    line: int | None = None


class PracticeFileError(Exception):
    """
    A practice file that cannot be used.

    Its message names the file and lists every fault with its line, its key and what was expected.
    """

    def __init__(self, place: str, faults: Sequence[Fault], written: Mapping[str, Any] | None = None):
        self.place, self.faults = place, tuple(faults)
        count = "one thing" if len(faults) == 1 else f"{len(faults)} things"
        lines = "".join(f"\n  {_said(fault, written or {})}" for fault in faults)
        super().__init__(f"{place} cannot be used; {count} to put right:{lines}")


def placed(faults: Iterable[Fault], text: str) -> list[Fault]:
    """The faults with their lines, in the order of the file; those of no line last."""
    places = Places(text)
    found = [Fault(fault.path, fault.expected, fault.line or places.line(fault.path)) for fault in faults]
    return sorted(dict.fromkeys(found), key=lambda fault: (fault.line is None, fault.line or 0))


def misread(errors: Iterable[ErrorDetails], model: type[BaseModel]) -> Iterator[Fault]:
    """
    The faults behind pydantic's errors.

    Args:
        model: What was to be read; its fields' descriptions say what is expected of them.
    """
    for error in errors:
        path = tuple(part for part in error["loc"] if part != "[key]")
        yield Fault(path, _expected(error, path, model))


def near(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A question after a known word that *word* may be a slip of; empty when there is none."""
    found = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f'; did you mean "{found[0]}"?' if found else ""


def _expected(error: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    inner, field = _walk(path, model)
    if error["type"] == "extra_forbidden":
        known = _names(inner)
        return "unknown key" + (near(str(path[-1]), known) or "; expected one of: " + ", ".join(known))
    if error["type"] == "expected":         # our own validators say it themselves
        return error["msg"]
    missing = "missing; " if error["type"] == "missing" else ""
    return f"{missing}expected {field.description if field else 'a table'}"


def _walk(path: Path, model: type[BaseModel]) -> tuple[type[BaseModel], FieldInfo | None]:
    """The innermost model around *path*, and the field *path* is or lies in."""
    field = None
    for part in path:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in fields:
            field = fields[str(part)]
            inner = _model_in(field.annotation)
            if inner is not None and part != path[-1]:
                model = inner
    return model, field


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _said(fault: Fault, written: Mapping[str, Any]) -> str:
    line = f"line {fault.line}" if fault.line else ""
    return ": ".join(part for part in (line, _path_said(fault.path, written), fault.expected) if part)


def _path_said(path: Path, written: Any) -> str:
    """Such as visit[name=cleaning].minutes, or hours.mon[#2] where what is counted has no name."""
    said = ""
    for part in path:
        inside = written[part] if _has(written, part) else None
        said += f"[{_label(inside, part)}]" if isinstance(part, int) else f".{part}"
        written = inside
    return said.removeprefix(".")


def _has(written: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(written, list) and part < len(written)
    return isinstance(written, Mapping) and part in written


def _label(table: Any, index: int) -> str:
    known = [label for label in LABELS if isinstance(table, Mapping) and label in table]
    return f"{known[0]}={table[known[0]]}" if known else f"#{index + 1}"
