"""Numbers that are to be sent no texts."""

from __future__ import annotations

import time

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from ivr.store.database import Database
from ivr.store.schema import opt_outs


class OptOuts:
    """Numbers are in E.164; only their keyed hashes are kept."""

    def __init__(self, database: Database):
        self._database = database

    def add(self, number: str) -> None:
        try:
            with self._database.begin() as connection:
                connection.execute(insert(opt_outs).values(number=self._hash(number), at=time.time()))
        except IntegrityError:
            return

    def remove(self, number: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(opt_outs).where(opt_outs.c.number == self._hash(number)))

    def has(self, number: str) -> bool:
        query = select(opt_outs.c.number).where(opt_outs.c.number == self._hash(number))
        with self._database.begin() as connection:
            return connection.execute(query).first() is not None

    def _hash(self, number: str) -> str:
        return self._database.hash(f"texts {number}")
