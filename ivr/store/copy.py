"""
What the line keeps of the office's book: rows by part and number, sealed, with a version that grows with every change.

Whoever has read the copy at one version asks only for what changed since.  Patients are found by keyed hashes of their
telephone numbers and dates of birth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ivr.store.database import Database
from ivr.store.schema import copied_keys, copied_parts, copied_rows

VERSION = "version"             # the part whose version counts for all
A_MONTH_S = 30 * 86400.0
AT_ONCE = 400                   # rows of one statement
PARTS = select(copied_parts).where(copied_parts.c.name.in_(bindparam("names", expanding=True)))
THE_VERSION = select(copied_parts.c.version).where(copied_parts.c.name == VERSION)
FOUND_BY = (select(copied_rows.c.sealed_row).join(copied_keys, copied_keys.c.number == copied_rows.c.number)
            .where(copied_keys.c.hash == bindparam("by"), copied_rows.c.part == bindparam("of"), copied_rows.c.sealed_row.is_not(None)))


@dataclass(frozen=True)
class Row:
    number: int
    row: Mapping[str, Any]
    day: str = ""
    stamp: str = ""
    keys: tuple[str, ...] = field(default=())       # what it is looked up by, in plain


@dataclass(frozen=True)
class Part:
    read_at: float = 0.0
    cursor: str = ""
    rows: Any = None            # of a small table kept whole


class Copy:
    def __init__(self, database: Database):
        self._database = database

    # --- parts -------------------------------------------------------------------------------------------------------

    def now(self) -> float:
        with self._database.read() as connection:
            return self._database.now(connection)

    def part(self, name: str) -> Part:
        return self.parts([name])[name]

    def parts(self, names: Iterable[str]) -> dict[str, Part]:
        """Those never read have been read at 0."""
        wanted = list(names)
        with self._database.read() as connection:
            found = connection.execute(PARTS, {"names": wanted}).all()
        read = {row.name: Part(row.read_at, row.cursor, json.loads(self._database.unseal(row.sealed)) if row.sealed else None)
                for row in found}
        return {name: read.get(name, Part()) for name in wanted}

    def ages(self) -> dict[str, float]:
        """Seconds since each part was last known to be complete."""
        with self._database.read() as connection:
            now = self._database.now(connection)
            found = connection.execute(select(copied_parts.c.name, copied_parts.c.read_at).where(copied_parts.c.name != VERSION))
            return {row.name: max(0.0, now - row.read_at) for row in found}

    def put_part(self, name: str, *, cursor: str = "", rows: Any = None, read_at: float | None = None) -> None:
        sealed = None if rows is None else self._database.seal(json.dumps(rows))
        with self._database.begin() as connection:
            at = self._database.now(connection) if read_at is None else read_at
            self._upsert_part(connection, name, {"read_at": at, "cursor": cursor, "sealed": sealed})

    def take_turn(self, name: str, for_s: float) -> bool:
        """Whether nobody has taken this turn in the last *for_s* seconds; then it is taken."""
        with self._database.begin() as connection:
            now = self._database.now(connection)
            self._ensured(connection, name)
            return bool(connection.execute(
                update(copied_parts).where(copied_parts.c.name == name,
                                           (copied_parts.c.read_at < now - for_s) | (copied_parts.c.read_at > now + for_s))
                .values(read_at=now)).rowcount)

    def _upsert_part(self, connection: Connection, name: str, values: Mapping[str, Any]) -> None:
        self._ensured(connection, name)
        connection.execute(update(copied_parts).where(copied_parts.c.name == name).values(**values))

    def _ensured(self, connection: Connection, name: str) -> None:
        if connection.execute(select(copied_parts.c.name).where(copied_parts.c.name == name)).first() is None:
            try:
                with connection.begin_nested():
                    connection.execute(insert(copied_parts).values(name=name, read_at=0.0, cursor="", version=0))
            except IntegrityError:
                return

    # --- rows --------------------------------------------------------------------------------------------------------

    def version(self) -> int:
        with self._database.read() as connection:
            return connection.execute(THE_VERSION).scalar() or 0

    def put(self, part: str, rows: Iterable[Row]) -> None:
        """Rows as the office has them now; one that is older than what is kept is left out."""
        rows = list(rows)
        with self._database.begin() as connection:
            self._put(connection, part, rows, self._next_version(connection))

    def replace(self, part: str, rows: Iterable[Row], first: str, last: str, since: int) -> None:
        """
        All rows of the days from *first* to *last* (ISO; both empty for a part without days).

        Args:
            since: The copy's version before they were read: rows changed in it since then are newer, and stay.
        """
        rows = list(rows)
        with self._database.begin() as connection:
            version = self._next_version(connection)
            self._put(connection, part, rows, version)
            there = select(copied_rows.c.number).where(
                copied_rows.c.part == part, copied_rows.c.day.between(first, last), copied_rows.c.version <= since,
                copied_rows.c.sealed_row.is_not(None))
            gone = set(connection.execute(there).scalars()) - {row.number for row in rows}
            self._remove(connection, part, gone, version)

    def remove(self, part: str, numbers: Iterable[int]) -> None:
        with self._database.begin() as connection:
            self._remove(connection, part, numbers, self._next_version(connection))

    def forget(self, before: str) -> None:
        """Rows of days before that one (ISO), and of patients who are gone."""
        with self._database.begin() as connection:
            connection.execute(delete(copied_rows).where(copied_rows.c.day != "", copied_rows.c.day < before))
            connection.execute(delete(copied_rows).where(copied_rows.c.day == "", copied_rows.c.sealed_row.is_(None)))
            connection.execute(delete(copied_parts).where(
                copied_parts.c.name.like("%:____-__-__"), copied_parts.c.read_at < self._database.now(connection) - A_MONTH_S))

    def changed(self, part: str, since: int) -> tuple[int, dict[int, dict[str, Any] | None]]:
        """The version, and the rows changed after *since*; None for those that are gone."""
        with self._database.read() as connection:       # what comes between the two is given again the next time
            version = connection.execute(THE_VERSION).scalar() or 0
            if version == since:
                return version, {}
            found = connection.execute(select(copied_rows.c.number, copied_rows.c.sealed_row).where(
                copied_rows.c.part == part, copied_rows.c.version > since)).all()
        return version, {row.number: self._row(row.sealed_row) for row in found}

    def by_key(self, part: str, key: str) -> list[dict[str, Any]]:
        """The rows that are looked up by *key*."""
        with self._database.read() as connection:
            found = connection.execute(FOUND_BY, {"of": part, "by": self._database.hash(key)}).scalars().all()
        return [row for row in map(self._row, found) if row is not None]

    def _row(self, sealed: str | None) -> dict[str, Any] | None:
        return json.loads(self._database.unseal(sealed)) if sealed else None

    def _next_version(self, connection: Connection) -> int:
        # Taken first, and held to the end of the transaction, so that versions become visible in their order.
        self._ensured(connection, VERSION)
        connection.execute(update(copied_parts).where(copied_parts.c.name == VERSION).values(version=copied_parts.c.version + 1))
        return int(connection.execute(select(copied_parts.c.version).where(copied_parts.c.name == VERSION)).scalar_one())

    def _put(self, connection: Connection, part: str, rows: list[Row], version: int) -> None:
        kept = self._stamps(connection, part, [row.number for row in rows])
        newer = [row for row in rows if row.number not in kept or not row.stamp or row.stamp >= (kept[row.number] or "")]
        numbers = [row.number for row in newer]
        for some in _portions(numbers):
            connection.execute(delete(copied_rows).where(copied_rows.c.part == part, copied_rows.c.number.in_(some)))
        for portion in _portions([self._values(part, row, version) for row in newer]):
            connection.execute(insert(copied_rows).values(portion))
        if any(row.keys for row in newer):
            self._put_keys(connection, newer)

    def _put_keys(self, connection: Connection, rows: list[Row]) -> None:
        for some in _portions([row.number for row in rows]):
            connection.execute(delete(copied_keys).where(copied_keys.c.number.in_(some)))
        keys = [{"hash": self._database.hash(key), "number": row.number} for row in rows for key in sorted(set(row.keys))]
        for portion in _portions(keys):
            connection.execute(insert(copied_keys).values(portion))

    def _values(self, part: str, row: Row, version: int) -> dict[str, Any]:
        sealed = self._database.seal(json.dumps(dict(row.row), separators=(",", ":")))
        return {"part": part, "number": row.number, "day": row.day, "stamp": row.stamp, "sealed_row": sealed, "version": version}

    def _stamps(self, connection: Connection, part: str, numbers: list[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in _portions(numbers):
            found |= {row.number: row.stamp for row in connection.execute(
                select(copied_rows.c.number, copied_rows.c.stamp).where(copied_rows.c.part == part, copied_rows.c.number.in_(some)))}
        return found

    def _remove(self, connection: Connection, part: str, numbers: Iterable[int], version: int) -> None:
        for some in _portions(list(numbers)):
            connection.execute(update(copied_rows).where(copied_rows.c.part == part, copied_rows.c.number.in_(some))
                               .values(sealed_row=None, version=version))
            if part == "patients":
                connection.execute(delete(copied_keys).where(copied_keys.c.number.in_(some)))


def _portions(whole: list[Any]) -> Iterable[list[Any]]:
    return (whole[n:n + AT_ONCE] for n in range(0, len(whole), AT_ONCE))
