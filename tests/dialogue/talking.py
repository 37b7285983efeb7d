"""
A call taken turn by turn where the line decides, with no telephone between: cheap enough for thousands of them.

The office is the simulated one, the line the real one; only what Twilio does is done here, in `Talk`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from ivr.dialogues.remembered import RECORDS
from ivr.exchange import Incoming
from ivr.store.calls import PutDown

_sids = itertools.count(1)
MOST_HOLDS = 40


@dataclass
class Talk:
    """One call: what is said to it goes in, the reply comes out; a hold is waited for, whoever is rung answers as `desk` says."""

    line: object
    caller: str
    desk: str = "no-answer"
    sid: str = ""
    turn: int = 0
    reply: object = None
    heard: tuple = ()

    def dial(self):
        self.sid = f"CA{next(_sids):032d}"
        return self.take(Incoming(caller=self.caller))

    def say(self, text):
        keys = text.strip("[]") if text.startswith("[") else ""
        if keys == "hang up":
            return self.hang_up()
        return self.take(Incoming(text="" if keys else text, digits="" if keys == "silence" else keys, caller=self.caller))

    def take(self, incoming):
        self.heard, rang = (), False
        for _ in range(MOST_HOLDS):
            self.reply = self.line.turns.take(self.sid, self.turn, incoming)
            self.turn = self.reply.turn
            self.heard += self.reply.say
            rang = rang or self.reply.then == "ring"
            if self.reply.then not in ("hold", "ring"):
                break
            incoming = Incoming(dialled=self.desk if self.reply.then == "ring" else "", caller=self.caller)
        if self.reply.then == "over":
            self.hang_up()
        return self

    def hang_up(self):
        self.line.turns.end(self.sid, "completed")
        return self

    @property
    def text(self):
        return " ".join(self.heard)

    @property
    def over(self):
        return self.line.calls.opened(self.sid).over

    @property
    def state(self):
        return self.line.calls.opened(self.sid).state

    @property
    def call(self):
        return RECORDS.load(self.state)

    def again_from(self, state):
        """Another call that stands where the call of that *state* stood."""
        other = replace(self, sid=f"CA{next(_sids):032d}", turn=1, heard=())
        self.line.calls.close(other.sid, 0, PutDown(state, self.reply.to_json(), self.caller))
        return other
