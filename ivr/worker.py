"""
`ivr worker`: what goes on beside the calls, in a process of its own.

Agreed changes are carried out, those whose process died are taken up, and the copy of the office's book is kept warm.  One
`web` process does all that itself; this is for deployments where `web` is many, or not always there.
"""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Sequence

import structlog

from ivr import logs
from ivr.app import build, set_going
from ivr.settings import Problem, Settings, SettingsError

log = structlog.get_logger()


def command(argv: Sequence[str]) -> int:
    argparse.ArgumentParser("ivr worker", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    logs.set_up()
    settings = Settings.from_environment()
    if not settings.opendental_urls:
        raise SettingsError([Problem("OPENDENTAL_URLS", "a worker needs the office; the simulated one lives in `web`, which "
                                                        "needs no worker")])
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    line = build(settings)
    set_going(line)
    log.info("worker started")
    stopping.wait()
    line.close()
    return 0
