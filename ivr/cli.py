"""The `ivr` command."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivr.store.database import Database


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(USAGE, file=sys.stderr if arguments[:1] not in (["--help"], ["-h"]) else sys.stdout)
        return 0 if arguments[:1] in (["--help"], ["-h"]) else 2
    try:
        return command(arguments[1:])
    except KeyboardInterrupt:
        return 130
    except SETUP_ERRORS() as error:
        print(f"ivr: {error}", file=sys.stderr)
        return 2


def SETUP_ERRORS() -> tuple[type[Exception], ...]:      # imported late: `ivr understand` needs none of it
    from ivr.practice import PracticeFileError
    from ivr.settings import SettingsError
    from ivr.store.database import StoreUnavailable

    return PracticeFileError, SettingsError, StoreUnavailable


def demo(argv: Sequence[str]) -> int:
    from ivr.demo import command

    return command(argv)


def call(argv: Sequence[str]) -> int:
    from ivr.talk import call_command

    return call_command(list(argv))


def office(argv: Sequence[str]) -> int:
    from ivr.simulator.command import main as command

    return command(list(argv))


def serve(argv: Sequence[str]) -> int:
    from werkzeug.serving import run_simple

    from ivr.app import create_app
    from ivr.settings import Settings

    parser = argparse.ArgumentParser("ivr serve", description="The line, for development: on loopback only.")
    parser.add_argument("--port", type=int, help="instead of PORT")
    options = parser.parse_args(argv)
    settings = Settings.from_environment()
    print(f"http://127.0.0.1:{options.port or settings.port}", file=sys.stderr)
    run_simple("127.0.0.1", options.port or settings.port, create_app(settings), threaded=True)
    return 0


def worker(argv: Sequence[str]) -> int:
    from ivr.worker import command

    return command(argv)


def understand(argv: Sequence[str]) -> int:
    from ivr.speech.understand import command

    return command(sys.stdin, sys.stdout)


def tasks(argv: Sequence[str]) -> int:
    from ivr.store.tasks import Tasks

    found = Tasks(_database()).open()
    return _listing(argv, "tasks", [
        {"id": task.id, "time": _time(task.created_at), "kind": task.kind, "urgent": task.urgent, "patient": task.patient,
         "callback": task.callback, "text": task.text} for task in found])


def calls(argv: Sequence[str]) -> int:
    from ivr.store.calls import Calls

    found = Calls(_database()).recent()
    return _listing(argv, "calls", [
        {"id": call.sid, "time": _time(call.started_at), "outcome": " ".join(call.outcomes) or "none", "patient": call.patient,
         "callback": call.caller, "text": call.ended or "in progress"} for call in found])


def doctor(argv: Sequence[str]) -> int:
    from ivr.setup.command import doctor_command

    return doctor_command(argv)


def practice(argv: Sequence[str]) -> int:
    from ivr.setup.command import practice_command

    return practice_command(argv)


def connect(argv: Sequence[str]) -> int:
    from ivr.setup.command import connect_command

    return connect_command(argv)


def user(argv: Sequence[str]) -> int:
    from ivr.console.user_command import command

    return command(argv)


def purge(argv: Sequence[str]) -> int:
    from ivr.privacy import purge_command

    return purge_command(argv)


def patient(argv: Sequence[str]) -> int:
    from ivr.privacy import patient_command

    return patient_command(argv)


def unlock(argv: Sequence[str]) -> int:
    from ivr.privacy import unlock_command

    return unlock_command(argv)


def reseal(argv: Sequence[str]) -> int:
    from ivr.privacy import reseal_command

    return reseal_command(argv)


def _database() -> Database:
    from ivr.privacy import store
    from ivr.settings import Settings

    return store(Settings.from_environment())


def _listing(argv: Sequence[str], name: str, rows: list[dict[str, object]]) -> int:
    parser = argparse.ArgumentParser(f"ivr {name}")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    if parser.parse_args(argv).json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return 0
    for row in rows:
        print("  ".join(str(value) for value in row.values() if value not in (None, "", False)))
    if not rows:
        print(f"no {name}")
    return 0


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo, "call": call, "office": office, "serve": serve, "worker": worker, "understand": understand, "tasks": tasks,
    "calls": calls, "practice": practice, "doctor": doctor, "connect": connect, "user": user,
    "purge": purge, "patient": patient, "unlock": unlock, "reseal": reseal,
}

USAGE = """usage: ivr COMMAND

  demo         one call at the keyboard against the sample practice; nothing else is needed
  call [URL]   a telephone at the keyboard for a line that is running
  serve        the line, for development
  worker       what goes on beside the calls, in a process of its own
  office       the simulated Open Dental office alone
  understand   measure understanding: JSON lines in, JSON lines out
  tasks        what staff have to see to
  calls        calls and what came of them
  practice     draft a practice file out of Open Dental
  doctor       what is wrong with the set-up, and what to do about it
  connect      point the number at Twilio here
  user         an entry for CONSOLE_USERS
  purge        delete what has been kept for long enough, as is done once a day
  patient      everything kept of one patient: export it, or erase it
  unlock       let somebody prove who they are by telephone again
  reseal       encrypt what is kept with the SECRET_KEY that has replaced another

`ivr COMMAND --help` says more."""
