"""
gunicorn's settings for `web`: one process, many threads, because a turn mostly waits for the office.

Nothing is loaded before the fork: the threads that carry out operations must live in the worker.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 1
worker_class = "gthread"
threads = 32
timeout = 60
graceful_timeout = 20             # after that a step in hand is left to whoever looks for it next
preload_app = False
control_socket_disable = True     # gunicorn opens one by default


def on_starting(_server: Any) -> None:
    """What processes that are gone have measured is not counted on; others that share the folder go on."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for file in Path(folder).glob("*_*.db"):
            if not Path("/proc", file.stem.rpartition("_")[2]).exists():
                file.unlink(missing_ok=True)


def child_exit(_server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def worker_exit(_server: Any, worker: Any) -> None:
    """By now the turns in progress have been answered."""
    line = getattr(getattr(worker, "wsgi", None), "extensions", {}).get("line")    # nothing in the master, or without a start
    if line:
        line.close()
