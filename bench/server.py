"""
What a turn costs the line itself, behind the server it is deployed with, beside a view that answers with a constant.

    python -m bench.server [--stores sqlite,postgresql] [--turns 2000] [--models]

Both stand behind the gunicorn of the Procfile, on the same machine at the same time, and are asked by turns with the same
signed requests over connections kept alive.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.asking import LINE, PUBLIC, STARTS_S, TOKEN, Connection, call

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "server.json"
TURNS = ("greeting", "wish", "birth date", "openings", "choice")        # what is answered after each of them
MEASURED = "wish"               # signature, load, understand, step, render, save, TwiML, and a look-up is set off
MODELS = {"1 x 32 threads": [], "2 x 16 threads": ["--workers", "2", "--threads", "16"],
          "2 x 1, sync": ["--worker-class", "sync", "--workers", "2", "--threads", "1"]}
BARE = b'<?xml version="1.0" encoding="UTF-8"?><Response><Say>Thank you.</Say><Redirect method="POST">/voice/turn?n=1</Redirect></Response>'
SPEAKS_S = 0.01                 # a caller between two turns, if only so long; what is looked up ahead is looked up meanwhile
AT_ONCE = 8                     # connections whose throughput is measured


def bare() -> Any:
    """The application everything is compared with; gunicorn imports it from here."""
    from flask import Flask, Response

    app = Flask("bare")
    for path in ("/voice", "/voice/turn"):
        app.add_url_rule(path, path, lambda: Response(BARE, content_type="text/xml; charset=utf-8"), methods=["POST"])
    app.add_url_rule("/healthz", "healthz", lambda: "up")
    return app


@dataclass(frozen=True)
class Server:
    port: int
    master: int
    start_s: float              # from the command to the first answer
    start_cpu_s: float = 0.0    # of the processor by then

    def worker_mb(self) -> float:
        """Resident memory of the largest worker."""
        return max(map(resident_mb, self._workers()))

    def worker_cpu_ms(self) -> float:
        """What all threads of all workers have used of the processor so far, in user and kernel."""
        return sum(map(cpu_ms, self._workers()))

    def _workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()]


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def cpu_ms(pid: int) -> float:
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return 1000 * sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def procfile(app: str | None = None, options: Sequence[str] = ()) -> list[str]:
    """
    The command of `web`.

    Args:
        app: Instead of the line.
        options: In addition.
    """
    web = next(line for line in (ROOT / "Procfile").read_text().splitlines() if line.startswith("web:"))
    program, *given, line = shlex.split(web.removeprefix("web:"))
    return [str(Path(sys.executable).with_name(program)), *options, *given, app or line]


@contextmanager
def gunicorn(app: str | None, environment: dict[str, str], options: Sequence[str] = ()) -> Iterator[Server]:
    port, started = free_port(), time.perf_counter()
    process = subprocess.Popen(procfile(app, options), cwd=ROOT, env={**os.environ, **environment, "PORT": str(port)},
                               stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        await_answer(port)
        server = Server(port, process.pid, time.perf_counter() - started)
        yield replace(server, start_cpu_s=(server.worker_cpu_ms() + cpu_ms(process.pid)) / 1000)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def office() -> Iterator[str]:
    """A process of its own, answering at once."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("ivr")), "office", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        await_answer(port, "/sim/book")
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def await_answer(port: int, path: str = "/healthz") -> None:
    ends = time.monotonic() + STARTS_S
    while True:
        try:
            with Connection(port) as connection:
                connection.ask(f"GET {path} HTTP/1.1\r\nHost: line\r\n\r\n".encode())
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.02)


@dataclass
class Figures:
    """Milliseconds; answers a second; milliseconds of processor time a request of the rush."""

    store: str
    server: str
    start_s: float = 0.0
    start_cpu_s: float = 0.0
    worker_mb: float = 0.0
    bare_ms: list[float] = field(default_factory=list)
    turn_ms: dict[str, list[float]] = field(default_factory=lambda: {turn: [] for turn in TURNS})
    bare_a_second: float = 0.0
    turns_a_second: float = 0.0
    bare_cpu_ms: float = 0.0
    turn_cpu_ms: float = 0.0
    rush_ms: list[float] = field(default_factory=list)
    bare_rush_ms: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        turn, plain = self.turn_ms[MEASURED], self.bare_ms
        found: dict[str, Any] = {"store": self.store, "server": self.server, "start_s": self.start_s, "start_cpu_s": self.start_cpu_s,
                                 "worker_mb": self.worker_mb}
        for name, times in (("bare", plain), *self.turn_ms.items(), ("bare rush", self.bare_rush_ms), ("rush", self.rush_ms)):
            found |= {f"{name} p50": statistics.median(times), f"{name} p99": worst(times)} if times else {}
        return found | {"bare a second": self.bare_a_second, "turns a second": self.turns_a_second,
                        "bare cpu ms": self.bare_cpu_ms, "turn cpu ms": self.turn_cpu_ms,
                        "ratio p50": statistics.median(turn) / statistics.median(plain), "ratio p99": worst(turn) / worst(plain),
                        "ratio a second": self.turns_a_second / self.bare_a_second, "ratio cpu": self.turn_cpu_ms / self.bare_cpu_ms,
                        "load": os.getloadavg()[0]}


def worst(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[-1]


def measured(store: str, server: str, options: Sequence[str], turns: int, url: str, office_url: str) -> Figures:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        environment = {"DATA_DIR": folder, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": LINE, "PUBLIC_URL": PUBLIC,
                       "OPENDENTAL_URLS": office_url, "OPENDENTAL_DEVELOPER_KEY": "DemoDeveloperKey",
                       "OPENDENTAL_CUSTOMER_KEY": "DemoCustomerKey", "OPENDENTAL_MIN_INTERVAL_S": "0",
                       "PYTHONDONTWRITEBYTECODE": ""}
        if url:
            environment["DATABASE_URL"] = url
        with gunicorn(None, environment, options):          # the first start compiles the program and makes the tables
            pass
        plain = stack.enter_context(gunicorn("bench.server:bare()", environment, options))
        line = stack.enter_context(gunicorn(None, environment, options))
        found = Figures(store, server, line.start_s, line.start_cpu_s)
        time.sleep(3.0)                                     # the book is read
        alone(Figures("", ""), plain, line, turns // 10)
        alone(found, plain, line, turns)
        rush(found, plain, line, turns)
        found.worker_mb = line.worker_mb()
    return found


def alone(found: Figures, plain: Server, line: Server, turns: int) -> None:
    """One request at a time; a whole call, then as many of the bare view's."""
    for _ in range(max(1, turns // len(TURNS))):
        requests = call(len(TURNS))
        with Connection(line.port) as connection, Connection(plain.port) as other:
            for name, request in zip(TURNS, requests, strict=False):
                for asked, times in ((connection, found.turn_ms[name]), (other, found.bare_ms)):
                    time.sleep(SPEAKS_S)
                    times.append(timed(asked, request))
            connection.ask(requests[-1])


def rush(found: Figures, plain: Server, line: Server, turns: int) -> None:
    """As many as there is time for, over several connections: the first two turns of calls."""
    share = [[call(2) for _ in range(turns // 2 // AT_ONCE)] for _ in range(AT_ONCE)]
    for server in (plain, line):
        def asked(calls: list[list[bytes]], server: Server = server) -> list[float]:
            with Connection(server.port) as connection:
                return [timed(connection, request) for requests in calls for request in requests[:2]]

        used, started = server.worker_cpu_ms(), time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            times = [each for some in pool.map(asked, share) for each in some]
        rate, cpu = len(times) / (time.perf_counter() - started), (server.worker_cpu_ms() - used) / len(times)
        if server is plain:
            found.bare_a_second, found.bare_cpu_ms, found.bare_rush_ms = rate, cpu, times
    found.turns_a_second, found.turn_cpu_ms, found.rush_ms = rate, cpu, times


def timed(connection: Connection, request: bytes) -> float:
    started = time.perf_counter()
    connection.ask(request)
    return 1000 * (time.perf_counter() - started)


def table(rows: Sequence[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [["", *(f"{row['store']}, {row['server']}" for row in rows)]]
    lines += [[name, *(f"{row.get(name, 0.0):.2f}" for row in rows)] for name in names if name not in ("store", "server")]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("bench.server", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stores", default="sqlite,postgresql", help="(%(default)s)")
    parser.add_argument("--turns", type=int, default=2000, help="measured of each (%(default)s)")
    parser.add_argument("--models", action="store_true", help="other ways to run gunicorn as well")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures go as JSON (%(default)s)")
    options = parser.parse_args(arguments)
    from tests.stores import Stores

    stores, rows = Stores(), []
    with office() as office_url:
        for store in options.stores.split(","):
            for server, given in MODELS.items() if options.models else [next(iter(MODELS.items()))]:
                url = stores.url(store) if store != "sqlite" else ""
                rows.append(measured(store, server, given, options.turns, url, office_url).summary())
    stores.close()
    print(table(rows))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
