"""
One turn of a call: load, understand, step, carry out, save, reply.

No lock or transaction is held while the office is asked.  The call is put down only if it still stands at this turn;
otherwise the twin that was faster has answered, and its reply is ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ivr import pace
from ivr.dialogue import controller
from ivr.dialogue.call import Call, Records
from ivr.dialogue.effects import Answered, Ask, Dial, Effect, Event, HangUp, Heard, Refusal, Say, Started, TurnTo, Work
from ivr.dialogue.form import Item
from ivr.dialogues import FORMS
from ivr.exchange import Course, Incoming, Patience, Reply, at_once, names
from ivr.identity import Identity
from ivr.lookups import LATE, Lookups
from ivr.office.records import Opening
from ivr.office.requests import Agreed, Offer, Outcome
from ivr.operations.operations import LATE as UNKNOWN
from ivr.operations.operations import Operations
from ivr.practice import Practice
from ivr.speech.hearing import Listening, Vocabulary, hear
from ivr.speech.hints import hints
from ivr.speech.render import Prompts
from ivr.store.calls import Calls, PutDown, Standing

MOST_TURNS = 120        # a call longer than this is put through to a person
HEARD_AT_MOST = 1000    # characters of one utterance; nobody says more in a turn


class Turns:
    def __init__(self, practice: Practice, calls: Calls, lookups: Lookups, operations: Operations, identity: Identity, prompts: Prompts,
                 records: Records, vocabularies: dict[str, Vocabulary], now: Callable[[], datetime],
                 patience: Patience | None = None, rings: Callable[[], None] = lambda: None,
                 answered: Callable[[str, str], None] = lambda question, came: None, dry_run: bool = False):
        """
        Args:
            rings: Told of every call that begins.
            answered: Told of every answer of a caller's: to which question, as form.item, and whether it was "understood", "missed" or
                "silence".
            dry_run: Nothing that is agreed to is written, and callers are told so.
        """
        self.practice, self._calls, self._lookups, self._operations = practice, calls, lookups, operations
        self._identity = identity
        self._prompts, self._records, self._vocabularies, self._now = prompts, records, vocabularies, now
        self._patience, self._rings, self._heard, self._dry_run = patience or Patience(), rings, answered, dry_run

    def take(self, sid: str, turn: int, incoming: Incoming, when_sent: Callable[[Callable[[], None]], object] = at_once) -> Reply:
        """
        Answer *turn* of the call; asked again, answer the same.

        Args:
            when_sent: See Course.
        """
        with pace.working():
            return self._taken(sid, turn, incoming, Course(when_sent))

    def _taken(self, sid: str, turn: int, incoming: Incoming, course: Course) -> Reply:
        standing = self._calls.opened(sid)
        if standing is None:
            self._rings()
            call = Call(caller=incoming.caller, language=self.practice.languages[0])
            return self._answered(sid, 0, call, incoming, course, *self._begin(call))
        if standing.over:
            return Reply((), "over", self.practice.languages[0], standing.turn)
        if turn < standing.turn:
            return self._as_before(sid, turn)
        call = self._picked_up(standing, incoming.caller)
        return self._answered(sid, standing.turn, call, incoming, course,
                              *self._event(sid, call, incoming, standing.turn, course))

    def whisper(self, sid: str) -> str:
        """What whoever is rung for this call is told before they take it: what about, and not yet who; empty for no call."""
        call = self._standing(sid)
        if call is None:
            return ""
        about = {"about": call.values.get("about", ""), "urgent": "yes" if call.form in ("emergency", "urgent") else "no"}
        return self._prompts.written("take", about, "whisper")

    def caller_told(self, sid: str) -> str:
        """Who it is, told to whoever has taken the call; empty for no call."""
        call = self._standing(sid)
        if call is None:
            return ""
        patient = call.values.get("patient")
        known = "yes" if patient else "guarded" if call.form == "guarded" else "no"
        return self._prompts.written("taken", {"known": known, "patient": patient}, "whisper")

    def _standing(self, sid: str) -> Call | None:
        standing = self._calls.opened(sid)
        return self._records.load(standing.state) if standing and not standing.over else None

    def _picked_up(self, standing: Standing, caller: str) -> Call:
        """As it was put down; what a deploy made unreadable is empty."""
        call = self._records.load(standing.state, standing.turn)
        language = call.language if call.language in self._vocabularies else self.practice.languages[0]
        return replace(call, caller=call.caller or caller, language=language)

    def end(self, sid: str, status: str) -> None:
        """The call is over; what it had agreed to and was not told the end of is seen to."""
        standing = self._calls.opened(sid)
        call = self._records.load(standing.state, standing.turn) if standing and not standing.over else None
        if call and (request := controller.owed(call, FORMS)):
            self._operations.start(agreement(sid, call.agreements), sid, request)
        self._calls.end(sid, status)
        if call:
            self._operations.rang_off(agreement(sid, call.agreements))

    def put_through(self, sid: str) -> None:
        """The line could not answer, and the caller was put through: what they had agreed to, the staff tell them the end of."""
        self._operations.put_through(sid)

    # --- deciding ----------------------------------------------------------------------------------------------------

    def _begin(self, call: Call) -> tuple[Call, list[Effect]]:
        call, effects = controller.step(call, Started(), FORMS)         # nothing has been said yet
        warned = [Say("welcome.dry-run", {}, code) for code in self._warnings().values()]
        invited = [Say("welcome.other", {}, code) for code in self._invitations(call.language).values()]
        return call, [*warned, Say("welcome.greeting", {}), *invited, *effects]

    def _invitations(self, language: str) -> dict[str, str]:
        """How to get each of the line's other languages, said in it."""
        return {self._prompts.say("welcome.other", {}, code): code for code in self._prompts.languages if code != language}

    def _warnings(self) -> dict[str, str]:
        """In each language, that nothing is written; empty when it is."""
        return {self._prompts.say("welcome.dry-run", {}, code): code for code in self._prompts.languages if self._dry_run}

    def _event(self, sid: str, call: Call, incoming: Incoming, turn: int, course: Course) -> tuple[Call, list[Effect]]:
        item = FORMS[call.form].named.get(call.awaiting) if call.form in FORMS else None
        if turn >= MOST_TURNS:
            return controller.step(call, Heard({"operator": True} if turn == MOST_TURNS else {"goodbye": True}), FORMS)
        if item and item.kind == "dial":
            taken = incoming.dialled in ("completed", "answered")
            return controller.step(call, Answered(item.name, TurnTo("over") if taken else incoming.dialled or "failed"), FORMS)
        if item:
            return controller.resumed(call, FORMS)
        meaning = self._meaning(call, incoming)
        course.question, course.understood = f"{call.form}.{call.asking}", names(meaning)
        return self._step(sid, call, Heard(meaning, silent=not (incoming.text.strip() or incoming.digits)))

    def _step(self, sid: str, before: Call, event: Event) -> tuple[Call, list[Effect]]:
        """One step; an identity that has been tried too often is for a person to prove, whatever the step would have come to."""
        after, effects = controller.step(before, event, FORMS)
        if not self._identity.withheld(sid, before, event, after):
            return after, effects
        return controller.turn_to(replace(before, language=after.language), "guarded", FORMS)

    def _meaning(self, call: Call, incoming: Incoming) -> dict[str, Any]:
        item = controller.question(call, FORMS)
        if item is None:
            return {}
        return hear(incoming.text[:HEARD_AT_MOST], incoming.digits[:HEARD_AT_MOST], self._listening(call, item))

    def _listening(self, call: Call, item: Item) -> Listening:
        offer, opening = call.values.get("offer"), call.values.get("opening")
        part = call.parts.get(item.name)
        return Listening(
            expects=item.expects, now=self.practice.local(self._now()), language=call.language,
            vocabulary=self._vocabularies[call.language],
            offered=offer.openings if isinstance(offer, Offer) else (),
            opening=opening if isinstance(opening, Opening) else None,
            visits=call.values.get("ahead") or call.values.get("movable") or (),
            wanted=part[1] if part else next((each for each in item.expects if each.startswith("spell")), ""),
            providers={p.number: p.spoken for p in self.practice.providers},
            languages=self._prompts.languages, vocabularies=self._vocabularies,
        )

    # --- carrying out ------------------------------------------------------------------------------------------------

    def _answered(self, sid: str, turn: int, was: Call, incoming: Incoming, course: Course, call: Call, effects: list[Effect]) -> Reply:
        call, reply = self._carry_out(sid, turn, call, effects, course)
        tongues = {**self._warnings(), **self._invitations(call.language)} if turn == 0 else {}
        reply = replace(reply, waits=call.waiting, slow=call.slow, tongues=tongues, to=(incoming.text or incoming.digits)[:HEARD_AT_MOST])
        listens = reply.then == "listen"
        ahead = self._lookups.ahead(sid, (work.request for work in controller.ready(call, FORMS)) if listens else (), call.agreements)
        patient = call.values.get("patient")
        step = course.step(incoming, was, call, reply.then)
        ends = [agreement(sid, number) for number in range(was.agreements, call.agreements)]
        entry = PutDown(self._records.dump(call), reply.to_json(), incoming.caller, call.outcomes, patient.number if patient else None,
                        step, incoming.text or incoming.digits, " ".join(reply.say), ends, agreed=was.agreements > 0)
        if not self._calls.close(sid, turn, entry, ahead.mark):
            return self._as_before(sid, turn)
        if step.question:
            self._heard(step.question, "silence" if step.heard == "silence" else "missed" if step.missed else "understood")
        course.when_sent(ahead.begin)
        imminent = controller.imminent(call, FORMS) if listens else None
        if isinstance(imminent, Agreed):
            self._operations.prepare(imminent)
        return reply

    def _as_before(self, sid: str, turn: int) -> Reply:
        stored = self._calls.reply(sid, turn)
        return Reply.from_json(stored) if stored else Reply((), "over", self.practice.languages[0], turn + 1)

    def _carry_out(self, sid: str, turn: int, call: Call, effects: list[Effect], course: Course) -> tuple[Call, Reply]:
        said: list[str] = []
        until = time.monotonic() + self._patience.seconds(call)
        while True:
            effect, *effects = effects
            match effect:
                case Say(prompt, values, language):
                    said.append(self._prompts.say(prompt, values, language or call.language))
                case Work():
                    since = time.monotonic()
                    answer = self._answer(sid, call, effect, until)
                    course.waited(effect.request, since)
                    if answer is LATE:
                        call = replace(call, held=call.held + 1)
                        said.append(self._hold(call, effect))
                        return call, Reply(tuple(said), "hold", call.language, turn + 1)
                    call = replace(call, held=0, outcomes=(*call.outcomes, *came_of(effect, answer)))
                    call, effects = self._step(sid, call, Answered(effect.item, answer))
                case Ask(prompt, variant, values):
                    said.append(self._prompts.say(prompt, values, call.language, variant))
                    return call, self._listen(said, turn, call)
                case Dial(_, number):
                    call = replace(call, outcomes=(*call.outcomes, "transferred"))
                    return call, Reply(tuple(said), "ring", call.language, turn + 1, number=number, caller=call.caller)
                case HangUp():
                    return call, Reply(tuple(said), "over", call.language, turn + 1)

    def _listen(self, said: list[str], turn: int, call: Call) -> Reply:
        item = controller.question(call, FORMS)
        if item is None:
            raise AssertionError("a question was asked that no form has")
        listening = self._listening(call, item)
        return Reply(tuple(said), "listen", call.language, turn + 1, expects=item.expects[0],
                     hints=hints(listening, self.practice.name))

    def _answer(self, sid: str, call: Call, work: Work, until: float) -> Any:
        """The answer; LATE while the caller can be asked for patience once more."""
        wait = max(0.0, until - time.monotonic())
        if isinstance(work.request, Agreed):
            key = agreement(sid, call.agreements)
            self._operations.start(key, sid, work.request)
            with pace.waiting():
                answer = self._operations.outcome(key, wait)
            if answer is not UNKNOWN:
                return answer
            return LATE if call.held < self._patience.writing else self._operations.leave_waiting(key)
        answer = self._lookups.answer(sid, work.request, call.agreements, wait)
        return Refusal("failed") if answer is LATE and call.held >= self._patience.looking else answer

    def _hold(self, call: Call, work: Work) -> str:
        variant = ("do" if work.lasting else "") if call.held == 1 else "do-again" if work.lasting else "again"
        return self._prompts.say("common.hold", {}, call.language, variant)


def agreement(sid: str, number: int) -> str:
    """The key of what was agreed to in a call."""
    return f"{sid}/{number}"


def came_of(work: Work, answer: Any) -> tuple[str, ...]:
    """What the record of the call says came of it."""
    if not work.lasting or isinstance(answer, Refusal):
        return ()
    done = {"BookVisit": "booked", "CancelVisit": "cancelled", "MoveVisit": "moved", "LeaveMessage": "message",
            "RegisterPatient": "registered", "ConfirmVisit": "confirmed", "HurryVisit": "sooner", "TellLate": "late", "TextVisit": "texted"}
    kind = done[type(work.request).__name__]
    return (kind,) if not isinstance(answer, Outcome) or answer.done else (f"{kind}-pending",)
