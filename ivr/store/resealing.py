"""Everything sealed, sealed anew with the newest secret, beside the calls that go on."""

from __future__ import annotations

from sqlalchemy import Column, Table, and_, select, tuple_, update

from ivr.store.database import Database
from ivr.store.schema import schema

PORTION = 200           # rows of one transaction


def reseal(database: Database) -> int:
    """How many values were sealed anew; what is put down meanwhile is sealed with the newest secret already."""
    return sum(_table(database, table) for table in schema.sorted_tables if _sealed(table))


def _sealed(table: Table) -> list[Column[str]]:
    return [column for column in table.columns if column.name.startswith("sealed")]


def _table(database: Database, table: Table) -> int:
    key, count = list(table.primary_key.columns), 0
    query = select(*key, *_sealed(table)).order_by(*key).limit(PORTION)
    after: tuple[object, ...] | None = None
    while True:
        with database.begin() as connection:
            rows = connection.execute(query if after is None else query.where(tuple_(*key) > after)).all()
            for row in rows:
                here = [column == row._mapping[column] for column in key]
                for column in _sealed(table):
                    old = row._mapping[column]
                    if old:                     # and has not been changed by somebody else since
                        new = {column.name: database.sealing.reseal(old)}
                        count += connection.execute(update(table).where(and_(*here, column == old)).values(new)).rowcount
        if len(rows) < PORTION:
            return count
        after = tuple(rows[-1][:len(key)])
