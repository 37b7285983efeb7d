"""Callers who know what they want, led through calls turn by turn, without a telephone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ivr.app import build
from ivr.exchange import Incoming, Patience
from ivr.settings import Settings
from tests.durability.processes import NOW, OFFICE_TIMEOUT_S, QUICK

SOON = Patience(1.0, 1.0, 1.0, looking=4, writing=2)
BOOKED, CANCELLED, MOVED = "You're booked", "is cancelled", "is now on"
# The questions whose yes is an agreement; others begin with "Shall I" too.
FINAL = ("Shall I book it", "Shall I cancel it", "Shall I?", "Shall I text you")
ANSWERS = (
    ("date of birth", "{born}"), ("How can I help", "{wish}"), ("first and last name", "no"), ("spell", "no"), ("anything else", "no"),
    ("Another one", "yes"), ("already have", "yes"), ("another time", "no"), ("Which would you like", "the first one"), ("Which one", "the first one"),
    ("Which visit", "the first one"), ("one of these", "the first one"), ("suit you", "yes"), ("Shall I", "yes"),
    ("When would you like", "first available"), ("instead", "first available"), ("new patient here", "no"),
    ("pass it on", "please call me back"), ("number can we reach", "2175550142"),
)


def line_of(store_url, office_url, folder, now=NOW, times=QUICK, patience=SOON):
    aware = now.replace(tzinfo=ZoneInfo("America/Chicago"))
    settings = Settings.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": store_url, "SECRET_KEY": "a secret of the tests, long enough"})
    return build(settings, now=lambda: aware, urls=(office_url,), patience=patience, times=times, office_timeout_s=OFFICE_TIMEOUT_S)


def people(office):
    """(PatNum, number to call from, date of birth as keys) of those whom their number tells from all others."""
    found = {}
    for row in office.patients.values():
        for digits in {"".join(filter(str.isdigit, phone)) for phone in (row.HmPhone, row.WkPhone, row.WirelessPhone)} - {""}:
            found.setdefault(digits, []).append(row)
    alone = [(digits, those[0]) for digits, those in found.items() if len(those) == 1 and len(digits) == 10]
    known = {row.PatNum: (row.PatNum, f"+1{digits}", f"{row.Birthdate:%m%d%Y}") for digits, row in alone
             if row.PatStatus == "Patient" and row.Birthdate.year > 1900}
    return [known[number] for number in sorted(known)]


class Caller:
    def __init__(self, turns, sid, person, wish):
        self.turns, self.sid, (self.patient, self.number, self.born) = turns, sid, person
        self.wish, self.turn, self.heard, self.then = wish, 0, [], "listen"
        self.hears = lambda said, then: None        # told of each reply as it arrives

    def dial(self):
        return self._take(Incoming(caller=self.number))

    def say(self, text):
        digits = text if text.isdigit() else ""
        return self._take(Incoming("" if digits else text, digits, caller=self.number))

    def _take(self, incoming):
        """What is heard until the caller is listened to again, or nobody is."""
        heard = []
        while True:
            reply = self.turns.take(self.sid, self.turn, incoming)
            self.turn, self.then = reply.turn, reply.then
            self.hears(" ".join(reply.say), reply.then)
            heard += reply.say
            if reply.then != "hold":
                break
            incoming = Incoming(caller=self.number)
        self.heard.append(" ".join(heard))
        return self.heard[-1]

    def answer(self):
        """Say what was asked for; silence when it is a question unheard of."""
        asked = self.heard[-1]
        known = [(asked.rfind(part), answer) for part, answer in ANSWERS if part in asked]
        return self.say(max(known)[1].format(born=self.born, wish=self.wish) if known else "")

    def is_to_agree(self):
        return any(question in self.heard[-1] for question in FINAL)

    def rung(self, outcome="busy"):
        """Nobody at the office picks up."""
        return self._take(Incoming(dialled=outcome, caller=self.number))

    def until(self, *parts):
        """Go on until something of *parts* is heard; False when the call has ended without."""
        for _ in range(25):
            if any(part in self.heard[-1] for part in parts):
                return True
            if self.then == "ring":
                self.rung()
            elif self.then == "listen":
                self.answer()
            else:
                return False
        raise AssertionError(f"the call does not end: {self.heard}")

    def lead(self):
        self.until("\0")
        return " ".join(self.heard)
