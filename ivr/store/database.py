"""
The connection to SQLite or PostgreSQL, the schema kept up to date, and the sealing of what identifies people.

What was agreed waits for the disk (SQLite's synchronous FULL, PostgreSQL's synchronous_commit): an intent that a power cut
takes back is a double booking.  What can be asked again does not, and outlives the process all the same.

SQLite: WAL, and a single connection per process for what is written, because its busy handler waits badly among threads.
Readers wait for nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import select
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Executable, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError

from ivr.store.sealing import InvalidToken, Sealing

MIGRATIONS = Path(__file__).parent / "migrations"
WAITS_S = 4.0                   # for whoever else writes; a caller hears nothing meanwhile
# A PostgreSQL that is silent, and does not even refuse: seconds, and milliseconds.
SOON_NOTICED = {"connect_timeout": 4, "tcp_user_timeout": 6000, "keepalives_idle": 10, "keepalives_interval": 2, "keepalives_count": 3}
JUMPED_S = 120.0                # nothing is put down for so far ahead: if it seems to be, a clock was put back
KEYED = "0006"                  # the migration since which a database has keys of its own
MIGRATING = 7_210_417           # any number: the advisory lock under which PostgreSQL's schema is brought up to date


# Whoever puts the machine's clock forward or back must not change how long ago something was.
_RUNNING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED = time.time() - time.clock_gettime(_RUNNING)


def steady() -> float:
    """Seconds since 1970, by the machine's clock as it stood when the process began."""
    return _STARTED + time.clock_gettime(_RUNNING)


class StoreUnavailable(Exception):
    """The database cannot be used; the message names the setting and the remedy, never the address's password."""


class Database:
    def __init__(self, url: str, secret: bytes, secret_before: bytes = b""):
        """
        Args:
            secret_before: See Sealing.
        """
        self.engine = _engine(url)
        self._light = self.engine.execution_options(lasting=False)
        self._reading = _reading(self.engine)
        self.sealing = Sealing(secret, secret_before)
        self.seal, self.unseal = self.sealing.seal, self.sealing.unseal
        self._hash_key = b""                # read when it is first needed

    @contextmanager
    def begin(self, lasting: bool = True) -> Iterator[Connection]:
        """
        One short transaction.  Never held while anything but the store is asked.

        Args:
            lasting: Whether a power cut must not take it back; what can be asked for again is written without waiting for
                the disk.
        """
        with (self.engine if lasting else self._light).begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Each statement sees what is committed by then; nothing can be written."""
        with self._reading.connect() as connection:
            yield connection

    def now(self, connection: Connection) -> float:
        """Seconds since 1970: the server's clock where there is one, so that machines whose clocks differ agree."""
        if connection.dialect.name == "postgresql":
            return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
        return steady()

    def hash(self, plain: str) -> str:
        """The same text gives the same hash, and no one without the key can try texts against it."""
        if not self._hash_key:
            with self.read() as connection:
                self._hash_key = self.sealing.hash_key(connection)
        return hmac.new(self._hash_key, plain.encode(), hashlib.sha256).hexdigest()

    def prepare(self) -> None:
        """
        Bring the schema up to date.

        Raises:
            StoreUnavailable: The database cannot be reached, written, was sealed with another secret, or is newer than this
                program.
        """
        try:
            with self.engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
                before = _upgrade(connection, self.sealing)
                self.sealing.ensure_hash_key(connection, as_before=bool(before) and before < KEYED)
                self._hash_key = self.sealing.hash_key(connection)
                connection.execute(text("UPDATE alembic_version SET version_num = version_num"))    # may it be written to?
        except InvalidToken:
            raise StoreUnavailable("SECRET_KEY is not the one that this database was sealed with. Set that one (SECRET_KEY_BEFORE, if "
                                   "it is being replaced), or name another database.") from None
        except SQLAlchemyError as error:
            raise StoreUnavailable(
                f"DATABASE_URL: the database at {self.engine.url.render_as_string(hide_password=True)} cannot be used "
                f"({type(error).__name__}). Check that it is running, that the address is right and that it may be written to."
            ) from None

    def reachable(self) -> bool:
        try:
            with self.begin() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


    def opens(self) -> bool:
        """Whether what is sealed in it can be read; an empty database has nothing to read."""
        try:
            self.hash("")
        except InvalidToken:
            return False
        except SQLAlchemyError:
            return True
        return True


def put_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row; False, and nothing is changed or undone, when there is one with its key."""
    return connection.execute(_putting_new(table, connection.dialect.name), values).first() is not None


@cache
def _putting_new(table: Table, dialect: str) -> Executable:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return insert.on_conflict_do_nothing().returning(*table.primary_key)


def _upgrade(connection: Connection, sealing: Sealing) -> str:
    """The revision before; empty for a new database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes.update(connection=connection, sealing=sealing)
    script = ScriptDirectory.from_config(config)
    now = MigrationContext.configure(connection).get_current_revision()
    if now == script.get_current_head():
        return now or ""
    if now is not None and now not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnavailable("DATABASE_URL: this database was made by a newer version of the program. Deploy that version, "
                               "or name another database.")
    command.upgrade(config, "head")
    return now or ""


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreUnavailable("DATABASE_URL is not a database address; use sqlite:////absolute/path.db or "
                               "postgresql://user:password@host/name.") from None
    if parsed.get_backend_name() == "postgresql":
        engine = create_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=8, max_overflow=8, pool_timeout=WAITS_S,
                               connect_args=SOON_NOTICED, hide_parameters=True)
        event.listen(engine, "connect", _set_up_postgresql)
        event.listen(engine, "checkout", _check_out_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(parsed, pool_size=1, max_overflow=0, pool_timeout=WAITS_S, hide_parameters=True,
                           connect_args={"timeout": WAITS_S, "check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _reading(engine: Engine) -> Engine:
    """Gone when *engine* is."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT", lasting=False)
    reading = create_engine(engine.url, pool_size=4, max_overflow=28, hide_parameters=True,
                            connect_args={"timeout": WAITS_S, "check_same_thread": False})
    event.listen(reading, "connect", _set_up_reading)
    event.listen(engine, "engine_disposed", lambda _: reading.dispose())
    return reading


def _set_up_postgresql(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("SET synchronous_commit = off")      # of the session: so most transactions need not say anything
    connection.commit()
    cursor.close()


def _check_out_postgresql(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
    """
    A server that went away has closed the connection, and that can be seen without asking it.  One that vanished without a
    word is found out by the kernel, see SOON_NOTICED.
    """
    if connection.closed or _says_something(connection.fileno()):
        raise DisconnectionError


def _says_something(socket: int) -> bool:
    """Unasked, as a server only does to say that it ends."""
    looking = select.poll()
    looking.register(socket, select.POLLIN)
    return bool(looking.poll(0))


def _begin_postgresql(connection: Connection) -> None:
    if _lasting(connection):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")


def _lasting(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("lasting", True))


def _begin_sqlite(connection: Connection) -> None:
    wanted = "FULL" if _lasting(connection) else "NORMAL"
    if connection.info.get("synchronous") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None       # transactions are begun by us, see above
    _pragmas(connection, "journal_mode=WAL", "foreign_keys=ON")


def _set_up_reading(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    _pragmas(connection, "query_only=ON")


def _pragmas(connection: DBAPIConnection, *pragmas: str) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
