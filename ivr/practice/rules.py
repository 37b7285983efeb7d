"""
What must hold between the parts of a practice file.

The rules read the tables as tomllib gives them, whatever shape they are in, so that what they find is told beside what
is wrong with single values; of a value that has the wrong shape they say nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ivr.practice.faults import Fault
from ivr.practice.places import Path

Written = Mapping[str, Any]
MINUTES_A_DAY = 24 * 60


def broken(written: Written, known_languages: Collection[str]) -> Iterator[Fault]:
    yield from twice(written, "visit", "name")
    yield from twice(written, "provider", "number")
    yield from unnamed_providers(written)
    yield from nothing_between_lead_and_horizon(written)
    yield from half_answers(written, known_languages)
    languages = [one for one in _items(_table(written, "practice"), "languages") if one in known_languages]
    for language in languages or list(known_languages)[:1]:
        yield from untold(written, language)


def twice(written: Written, table: str, key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, entry in _entries(written, table):
        if key in entry:
            value = str(entry[key]).strip().casefold()
            if value in seen:
                yield Fault((table, index, key), f"used before; expected a {key} no other [[{table}]] has")
            seen.add(value)


def unnamed_providers(written: Written) -> Iterator[Fault]:
    named = [entry.get("number") for _, entry in _entries(written, "provider")]
    for index, visit in _entries(written, "visit"):
        for path, number in _wanted(visit):
            if _whole(number) and number not in named:
                yield Fault(("visit", index, *path),
                            f"no [[provider]] has the number {number}; expected one, to name this provider to callers")


def _wanted(visit: Written) -> Iterator[tuple[Path, Any]]:
    yield from ((("providers", at), number) for at, number in enumerate(_items(visit, "providers")))
    if visit.get("dentist"):
        yield ("dentist",), visit["dentist"]


def nothing_between_lead_and_horizon(written: Written) -> Iterator[Fault]:
    practice = _table(written, "practice")
    lead, horizon = practice.get("lead_minutes", 0), practice.get("horizon_days", 0)
    if _whole(lead) and _whole(horizon) and lead >= horizon * MINUTES_A_DAY > 0:
        yield Fault(("practice", "lead_minutes"), "expected less than the horizon_days; nothing could ever be offered")


def half_answers(written: Written, known_languages: Collection[str]) -> Iterator[Fault]:
    """An answer may leave a language out, but not be asked for in one and given in another."""
    for name, answer in _table(written, "answers").items():
        halves = {key: _table(answer, key) for key in ("phrases", "say")} if isinstance(answer, Mapping) else {}
        for language in known_languages:
            there = [key for key, texts in halves.items() if language in texts]
            if len(there) == 1:
                key, = halves.keys() - there
                yield Fault(("answers", name, key, language), f'missing; expected as "{language}" has {there[0]}')


def untold(written: Written, language: str) -> Iterator[Fault]:
    """The texts a caller who speaks *language* would hear, and the phrases they would need, that are not there."""
    for path, texts in _texts(written):
        if language not in texts:
            yield Fault((*path, language), f'missing; expected a text for "{language}", which is one of the languages')


def _texts(written: Written) -> Iterator[tuple[Path, Written]]:
    for index, visit in _entries(written, "visit"):
        yield from _given(visit, ("visit", index), "spoken", "phrases")
    for index, provider in _entries(written, "provider"):
        yield from _given(provider, ("provider", index), "spoken")
    for index, closed in _entries(written, "closed"):
        yield from _given(closed, ("closed", index), "reason")
    if _table(written, "cancelling").get("fee_wording"):
        yield from _given(_table(written, "cancelling"), ("cancelling",), "fee_wording")


def _given(table: Written, path: Path, *keys: str) -> Iterator[tuple[Path, Written]]:
    yield from (((*path, key), table[key]) for key in keys if isinstance(table.get(key), Mapping))


def _table(written: Written, key: str) -> Written:
    value = written.get(key)
    return value if isinstance(value, Mapping) else {}


def _items(table: Written, key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _entries(written: Written, key: str) -> Iterator[tuple[int, Written]]:
    return ((index, entry) for index, entry in enumerate(_items(written, key)) if isinstance(entry, Mapping))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
