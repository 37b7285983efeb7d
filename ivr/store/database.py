"""
The connection to SQLite or PostgreSQL, the schema kept up to date, and the sealing of what identifies people.

SQLite: WAL, synchronous FULL (an intent that a power cut takes back is a double booking), and a single connection per
process, because its busy handler waits badly among threads.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = 7_210_417           # any number: the advisory lock under which PostgreSQL's schema is brought up to date


class StoreUnavailable(Exception):
    """The database cannot be used; the message names the setting and the remedy, never the address's password."""


class Database:
    def __init__(self, url: str, secret: bytes):
        self.engine = _engine(url)
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"seal" + secret).digest()))
        self._hash_key = hashlib.sha256(b"hash" + secret).digest()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One short transaction.  Never held while anything but the store is asked."""
        with self.engine.begin() as connection:
            yield connection

    def now(self, connection: Connection) -> float:
        """Seconds since 1970: the server's clock where there is one, so that machines whose clocks differ agree."""
        if connection.dialect.name == "postgresql":
            return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
        return time.time()

    def seal(self, plain: str) -> str:
        return self._fernet.encrypt(plain.encode()).decode()

    def unseal(self, sealed: str) -> str:
        return self._fernet.decrypt(sealed.encode()).decode()

    def hash(self, plain: str) -> str:
        """The same text gives the same hash, and no one without the key can try texts against it."""
        return hmac.new(self._hash_key, plain.encode(), hashlib.sha256).hexdigest()

    def prepare(self) -> None:
        """
        Bring the schema up to date.

        Raises:
            StoreUnavailable: The database cannot be reached, written, or is newer than this program.
        """
        try:
            with self.engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
                _upgrade(connection)
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


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    now = MigrationContext.configure(connection).get_current_revision()
    if now == script.get_current_head():
        return
    if now is not None and now not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnavailable("DATABASE_URL: this database was made by a newer version of the program. Deploy that version, "
                               "or name another database.")
    command.upgrade(config, "head")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreUnavailable("DATABASE_URL is not a database address; use sqlite:////absolute/path.db or "
                               "postgresql://user:password@host/name.") from None
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=8, max_overflow=8)
    engine = create_engine(parsed, pool_size=1, max_overflow=0, pool_timeout=10,
                           connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _set_up_sqlite(connection: object, _record: object) -> None:
    connection.isolation_level = None       # type: ignore[attr-defined]    # transactions are begun by us, see above
    cursor = connection.cursor()            # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
