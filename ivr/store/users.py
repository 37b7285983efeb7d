"""Who is signed in to the console, and who has tried to be too often: durable, and the same for all processes."""

from __future__ import annotations

import secrets
import time

from sqlalchemy import delete, func, insert, select, update

from ivr.store.database import Database
from ivr.store.schema import console_sessions, console_tries

IDLE_S = 15 * 60.0
LONGEST_S = 12 * 3600.0
RENEWED_S = 20.0        # a session seen more lately than this need not be written again
TRIES, TRIES_S = 5, 15 * 60.0       # of one name
ALL_TRIES, ALL_TRIES_S = 60, 60.0   # of all names together, whoever guesses them: each costs a quarter of a second
COUNTING = 7_210_418    # any number that is no other lock's


class Sessions:
    def __init__(self, database: Database):
        self._database = database

    def begin(self, who: str) -> str:
        """What the browser is to hold: 256 random bits."""
        token, now = secrets.token_urlsafe(32), time.time()
        with self._database.begin() as connection:
            connection.execute(delete(console_sessions).where(console_sessions.c.seen_at < now - IDLE_S))
            connection.execute(insert(console_sessions).values(id=self._id(token), who=who, began_at=now, seen_at=now))
        return token

    def whose(self, token: str, seen: bool) -> str:
        """
        Whose session it is; empty when it has ended.

        Args:
            seen: The person asks, and not a page that renews itself, which would keep the session alive for ever.
        """
        now, its = time.time(), console_sessions.c.id == self._id(token)
        with self._database.read() as connection:
            row = connection.execute(select(console_sessions).where(its)).first()
        if row is None or now - row.seen_at > IDLE_S or now - row.began_at > LONGEST_S:
            return ""
        if seen and now - row.seen_at > RENEWED_S:
            with self._database.begin(lasting=False) as connection:
                connection.execute(update(console_sessions).where(its).values(seen_at=now))
        return str(row.who)

    def end(self, token: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(console_sessions).where(console_sessions.c.id == self._id(token)))

    def _id(self, token: str) -> str:
        return self._database.hash(f"session {token}")


class Tries:
    def __init__(self, database: Database):
        self._database = database

    def allowed(self, who: str) -> bool:
        """Whether one more try is allowed; it counts from now on, so that tries made at the same moment all count."""
        now, name = time.time(), self._database.hash(f"try {who}")
        since = select(func.count()).select_from(console_tries)
        with self._database.begin() as connection:
            if connection.dialect.name == "postgresql":     # its transactions run side by side, and would not count each other's
                connection.execute(select(func.pg_advisory_xact_lock(COUNTING)))
            connection.execute(delete(console_tries).where(console_tries.c.at < now - TRIES_S))
            own = connection.execute(since.where(console_tries.c.who == name)).scalar_one()
            everybodys = connection.execute(since.where(console_tries.c.at > now - ALL_TRIES_S)).scalar_one()
            if own >= TRIES or everybodys >= ALL_TRIES:
                return False
            connection.execute(insert(console_tries).values(who=name, at=now))
        return True

    def forget(self, who: str) -> None:
        """The right password was given."""
        with self._database.begin() as connection:
            connection.execute(delete(console_tries).where(console_tries.c.who == self._database.hash(f"try {who}")))
