"""Where everything meets: settings and the practice file in, a Flask application out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, Response, jsonify
from pydantic import SecretStr

from ivr import logs
from ivr.answers import Answers
from ivr.console.pages import add_console
from ivr.console.parts import Parts, Rehearsal
from ivr.dialogues.remembered import RECORDS
from ivr.events import events
from ivr.exchange import Patience
from ivr.identity import Identity
from ivr.keeping import Keeping
from ivr.logs import follow_calls
from ivr.lookups import Lookups
from ivr.metrics import Standing, add_metrics, answer_heard, office_heard, office_waited
from ivr.opendental.client import OpenDental
from ivr.opendental.gate import aged
from ivr.operations.changes import Desk, Rights
from ivr.operations.operations import Operations, Times
from ivr.practice import Practice
from ivr.settings import Settings, made
from ivr.setup.starting import examine_in_time
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.speech.hearing import Vocabulary, load
from ivr.speech.hours import Hours
from ivr.speech.phrases import Phrases
from ivr.speech.render import Prompts
from ivr.store.allowance import Allowance, allowance_key
from ivr.store.audit import Audit
from ivr.store.calls import Calls
from ivr.store.claims import Claims
from ivr.store.copy import Copy
from ivr.store.database import Database
from ivr.store.forgetting import forget
from ivr.store.guard import Guard
from ivr.store.opt_outs import OptOuts
from ivr.store.reading import Reading
from ivr.store.tasks import Task, Tasks
from ivr.telephony.spool import Spool
from ivr.telephony.twiml import Voice
from ivr.telephony.webhooks import Signatures, voice
from ivr.texts import Texts
from ivr.turns import Turns
from ivr.warm.book import WarmBook
from ivr.warm.keeper import Keeper

PROMPTS = Path(__file__).parent.parent / "prompts"
SIMULATED_KEYS = ("DemoDeveloperKey", "DemoCustomerKey")
_FOR_LIFE = ExitStack()          # what is stopped when the process ends
LARGEST_REQUEST = 2 * 1024 * 1024
log = structlog.get_logger()


@dataclass(frozen=True)
class Line:
    """Everything one practice's line consists of."""

    settings: Settings
    practice: Practice
    database: Database
    calls: Calls
    tasks: Tasks
    book: WarmBook
    keeper: Keeper
    rights: Rights
    prompts: Prompts
    lookups: Lookups
    operations: Operations
    turns: Turns
    keeping: Keeping
    spool: Spool
    texts: Texts
    now: Callable[[], datetime]
    beside: ExitStack = field(default_factory=ExitStack)    # what was begun for this line and ends with it

    def close(self) -> None:
        self.beside.close()
        self.operations.close()         # first: it has the most to finish
        self.keeper.close()
        self.keeping.close()
        self.lookups.close()
        self.book.close()
        self.database.engine.dispose()


def utc_now() -> datetime:
    return datetime.now(UTC)


def build(settings: Settings, now: Callable[[], datetime] = utc_now, patience: Patience | None = None,
          times: Times | None = None, urls: tuple[str, ...] = (), keys: tuple[str, str] = SIMULATED_KEYS,
          office_timeout_s: float = 30.0, book: WarmBook | None = None) -> Line:
    """
    Args:
        urls: The office's, when the settings name none.
        book: Another line's, to share with it.

    Raises:
        SettingsError, PracticeFileError, StoreUnavailable: what is wrong with the set-up, and the remedy.
    """
    practice = settings.practice
    database = Database(settings.database_url, settings.secret_key, settings.secret_before)
    database.prepare()
    prompts = prompts_for(practice)
    book = book or WarmBook(office(settings, database, urls, keys, office_timeout_s), Copy(database),
                            lambda: practice.local(now()), practice.horizon_days)
    keeper = Keeper(book)
    tasks, claims = Tasks(database), Claims(database)
    texts = Texts(settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_number, OptOuts(database),
                  settings.twilio_api_url)
    lookups = Lookups(database, Answers(practice, book, claims, now, texts.wanted), RECORDS)
    rights = Rights()
    operations = Operations(database, Desk(practice, book, claims, rights), tasks, RECORDS, prompts, texts,
                            settings.dry_run, times)
    calls = Calls(database, practice.privacy.keep_words)
    load(prompts.languages)
    turns = Turns(practice, calls, lookups, operations, Identity(Guard(database), book), prompts, RECORDS,
                  vocabularies(practice, prompts), now, patience, keeper.ring, answer_heard, settings.dry_run)
    keeping = Keeping(database, practice.privacy.keep_days, turns.end)
    spool = Spool(settings.data_dir / "spool", database.seal, database.unseal)
    return Line(settings, practice, database, calls, tasks, book, keeper, rights, prompts, lookups, operations, turns, keeping,
                spool, texts, now)


def office(settings: Settings, database: Database, urls: tuple[str, ...], keys: tuple[str, str], timeout_s: float) -> OpenDental:
    if settings.opendental_urls:
        urls = settings.opendental_urls
        keys = (settings.opendental_developer_key, settings.opendental_customer_key)

    def turnstile(interval_s: float) -> Allowance:
        return Allowance(database, allowance_key(database, keys[1]), interval_s, aged)

    return OpenDental(urls, *keys, min_interval_s=settings.min_interval_s, timeout_s=timeout_s, turnstile=turnstile,
                      heard=office_heard, waited=office_waited)


def prompts_for(practice: Practice) -> Prompts:
    languages = [language for language in practice.languages if (PROMPTS / language / "language.toml").exists()]

    def facts(language: str) -> dict[str, Any]:
        kinds = [kind.spoken[language] for kind in offered_kinds(practice)]
        numbered = ". ".join(f"{number}: {kind}" for number, kind in enumerate(kinds, 1))
        return {"practice": practice.name, "kinds": ", ".join(kinds), "kinds-numbered": numbered + ".",
                "notice-hours": practice.cancelling.notice_hours}

    def kind(name: str, language: str) -> str:
        found = practice.kind(name)
        return found.spoken[language] if found else ""

    answers = {name: dict(answer.say) for name, answer in practice.answers.items()}
    return Prompts(PROMPTS, languages, practice.spoken_provider, kind, facts, answers,
                   Hours(practice.hours, {day.date: day.reason for day in practice.closed}))


def offered_kinds(practice: Practice) -> list[Any]:
    """The kinds of visit the line itself deals in, in the order the keypad numbers them; one key is one digit."""
    return [kind for kind in practice.visits if kind.write != "message"][:9]


def vocabularies(practice: Practice, prompts: Prompts) -> dict[str, Vocabulary]:
    return {
        language: Vocabulary(
            kinds=Phrases({kind.name: [kind.spoken[language], *kind.phrases.get(language, ())] for kind in practice.visits}),
            asides=Phrases({name: list(answer.phrases.get(language, ())) for name, answer in practice.answers.items()}),
            red_flags=tuple(practice.emergency_phrases.get(language, ())),
            order=tuple(kind.name for kind in offered_kinds(practice)),
            urgent=next((kind.name for kind in offered_kinds(practice) if kind.urgent), ""),
        )
        for language in prompts.languages
    }


def set_going(line: Line) -> None:
    """What goes on beside the calls, but for what `build` and `create_app` begin."""
    line.keeper.start()
    line.keeping.start()
    examine_in_time(line.practice, line.book, line.rights)


def create_app(settings: Settings | None = None, line: Line | None = None) -> Flask:
    """The application as a WSGI server wants it; the simulated office is started beside it when no other is configured."""
    if line is None:
        logs.set_up()
        settings = settings or Settings.from_environment()
        line = build(settings, urls=() if settings.opendental_urls else (simulated_office(settings),))
        set_going(line)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.extensions["line"] = line
    add_metrics(app, Standing(Reading(line.database), line.book.ages, line.settings.dry_run))
    follow_calls(app)           # after the clock has been started: it may refuse a form
    app.register_blueprint(telephone(line))
    app.register_blueprint(events(line.book, line.settings.opendental_customer_key))
    add_health(app, line)
    if line.settings.console_users:
        add_console(app, console_parts(line, line.settings.console_users.get_secret_value()))
    threading.Thread(target=empty_spool, args=(line,), name="spool", daemon=True).start()
    return app


def telephone(line: Line) -> Any:
    settings, practice, prompts = line.settings, line.practice, line.prompts
    voices = {language: Voice(prompts.pattern(language, "voice"), prompts.pattern(language, "gather"))
              for language in prompts.languages}
    return voice(
        line.turns, Signatures(settings.twilio_auth_tokens, settings.public_url or "", settings.trusted_proxies), voices,
        practice.phones.front_desk, line.spool, lambda name: prompts.say(name, {}, prompts.languages[0]), line.turns.end,
        line.texts.received, settings.twilio_number or "",
    )


def console_parts(line: Line, users: str) -> Parts:
    database, claims = line.database, Claims(line.database)
    return Parts(line.practice, database, line.tasks, claims, line.operations, line.rights,
                 Answers(line.practice, line.book, claims, line.now), RECORDS, Reading(database), Audit(database), line.now,
                 cache(lambda: rehearsal(line)), line.settings.dry_run, users, line.settings.secret_key)


def rehearsal(line: Line) -> Rehearsal:
    """A second line on the same office and under the same allowance, which writes and texts nothing."""
    folder = made(str(line.settings.data_dir / "rehearsal"))
    store = SecretStr(f"sqlite:///{folder / 'line.db'}")
    apart = {"dry_run": True, "data_dir": folder, "database": store, "twilio_account_sid": "", "twilio_token": None}
    second = build(line.settings.model_copy(update=apart), line.now, book=line.book)
    for close in (second.database.engine.dispose, second.operations.close, second.lookups.close):
        line.beside.callback(close)         # in reverse; the book is not its own
    return Rehearsal(second.turns, second.calls, Reading(second.database), lambda: forget(second.database, time.time() - 3600))


def add_health(app: Flask, line: Line) -> None:
    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="up")

    @app.get("/readyz")
    def readyz() -> tuple[Response, int]:
        """An office that is down does not make the line unready: callers still get a message taken."""
        if not line.database.reachable():
            return jsonify(store="unreachable"), 503
        return jsonify(store="reachable", book=line.book.ages()), 200


def empty_spool(line: Line) -> None:
    """Callers promised a call back while the store was away become tasks as soon as it answers."""

    def record(key: str, sid: str, caller: str) -> None:
        line.tasks.add(f"spool/{key}", sid, Task("call back", line.prompts.written("spooled", {}), caller))

    while True:
        try:
            line.spool.empty_into(record)
        except Exception as error:      # such as a file that another key has sealed
            log.error("promised calls are kept for later", error=type(error).__name__)
        threading.Event().wait(1)


def simulated_office(settings: Settings) -> str:
    """Start the sample office in this process; its base URL.  It lives as long as the process."""
    log.warning("no OPENDENTAL_URLS: the simulated office answers")

    def now() -> datetime:
        return datetime.now(settings.practice.zone).replace(tzinfo=None)

    return _FOR_LIFE.enter_context(running(sample_office(now().date(), clock=now)))

