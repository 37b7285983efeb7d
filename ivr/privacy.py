"""`ivr purge`, `ivr patient`, `ivr unlock`, `ivr reseal`: what is kept of people, from the command line; each is in the trail."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence

from ivr.operations.states import ENDED
from ivr.settings import Settings
from ivr.store.audit import Audit
from ivr.store.database import Database
from ivr.store.forgetting import purge
from ivr.store.guard import Guard
from ivr.store.patients import PatientRecords
from ivr.store.resealing import reseal

OPERATOR = "command line"       # in the audit trail
A_DAY_S = 86400.0


def store(settings: Settings) -> Database:
    database = Database(settings.database_url, settings.secret_key, settings.secret_before)
    database.prepare()
    return database


def purge_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr purge", description="Delete what has been kept for long enough: [privacy] in the practice file.")
    parser.parse_args(argv)
    settings = Settings.from_environment()
    database, now = store(settings), time.time()
    Guard(database).expire(now)
    gone = purge(database, now - settings.practice.privacy.keep_days * A_DAY_S, ENDED)
    Audit(database).write(OPERATOR, "purged", f"{gone.calls} calls, {gone.tasks} tasks")
    print(f"deleted: {gone.calls} calls, {gone.tasks} tasks")
    return 0


def patient_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr patient", description="Everything the line keeps of one patient; not what Open Dental has.")
    parser.add_argument("what", choices=["export", "erase"], help="export: as JSON; erase: for ever")
    parser.add_argument("number", type=int, help="the patient's number in Open Dental (PatNum)")
    asked = parser.parse_args(argv)
    database = store(Settings.from_environment())
    records = PatientRecords(database, ENDED)
    return (export if asked.what == "export" else erase)(records, Audit(database), asked.number)


def export(records: PatientRecords, audit: Audit, number: int) -> int:
    audit.write(OPERATOR, "exported a patient")
    print(json.dumps(records.exported(number), ensure_ascii=False, indent=2))
    return 0


def erase(records: PatientRecords, audit: Audit, number: int) -> int:
    unsettled = records.unsettled(number)
    if unsettled:
        print("ivr: nothing was erased, because", *unsettled, sep="\n  ", file=sys.stderr)
        return 1
    gone = records.erase(number)
    audit.write(OPERATOR, "erased a patient", f"{len(gone.calls)} calls, {len(gone.operations)} changes, {len(gone.tasks)} tasks")
    print(f"erased: {len(gone.calls)} calls, {len(gone.operations)} changes, {len(gone.tasks)} tasks, and the copy of the chart")
    return 0


def unlock_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr unlock", description="Forget wrong tries at proving an identity, of a number or at a patient.")
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--number", help="the number that called, such as +12175550142")
    whose.add_argument("--patient", type=int, help="the patient's number in Open Dental (PatNum)")
    whose.add_argument("--withheld", action="store_true", help="of all who withheld their number")
    asked = parser.parse_args(argv)
    database = store(Settings.from_environment())
    lifted = Guard(database).lift(asked.number or "", asked.patient)
    Audit(database).write(OPERATOR, "unlocked", f"{lifted} tries")
    print(f"forgotten: {lifted} tries")
    return 0


def reseal_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr reseal", description="Encrypt with SECRET_KEY what SECRET_KEY_BEFORE still opens.")
    parser.parse_args(argv)
    database = store(Settings.from_environment())
    count = reseal(database)
    Audit(database).write(OPERATOR, "sealed anew", f"{count} values")
    print(f"sealed anew: {count} values; SECRET_KEY_BEFORE is needed no longer, once every process runs without it")
    return 0
