"""
A call as a text file, readable by whoever answers the phones.

    now    2026-03-02T09:00         when it is in the office; the day its sample book is made for
    from   +12175550142             who calls
    desk   busy                     how a call to a person ends, perhaps with a voicemail; "completed" unless said

    IVR     what the caller hears; "..." stands for anything
    CALLER  what they say, or [keys], or [silence], or [hang up]
    OFFICE  a line of the book that the call changed: patient · time · visit · provider · status
    MARKED  how a visit that kept its time is marked since: patient · time · Confirmed, or ASAP
    CHART   how many commlogs it left
    TASK    a task it left for the staff: kind
    RINGS   whom it dialled
    STAFF   what whoever was rung heard; not looked at unless it is there
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Screenplay:
    path: Path
    settings: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def said(self, who):
        return [text for speaker, text in self.lines if speaker == who]


def read(path):
    play = Screenplay(path)
    for raw in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = raw.strip().partition(" ")
        if not word or word.startswith("#"):
            continue
        if word.isupper():
            play.lines.append((word, rest.strip()))
        else:
            play.settings[word] = rest.strip()
    return play


def perform(play, stage):
    """Play the call; assert that everything heard, and everything it left behind, is what the screenplay says."""
    set_desk(stage.phone, play)
    heard = stage.phone.dial()
    spoken: list[str] = []
    for who, text in play.lines:
        if who == "IVR":
            spoken.append(text)
        elif who == "CALLER":
            check(spoken, heard, play)
            heard, spoken = answer(stage.phone, text), []
    check(spoken, heard, play)
    if not heard.ended:
        stage.phone.hang_up()
    stage.settle()
    assert stage.phone.faults == []
    assert stage.phone.violations == []
    assert stage.changes() == sorted(play.said("OFFICE"))
    assert stage.marked() == sorted(play.said("MARKED"))
    assert stage.commlogs() - stage.logs_before == int((play.said("CHART") or ["0"])[0])
    assert [task.kind for task in stage.line.tasks.open()] == play.said("TASK")
    assert stage.phone.dialled == play.said("RINGS")
    if play.said("STAFF"):
        assert stage.phone.whispers == play.said("STAFF")


def set_desk(phone, play):
    """A voicemail takes the call as a person would, and presses no 1."""
    ends = play.settings.get("desk", "completed")
    phone.dial_outcome = "completed" if ends == "voicemail" else ends
    phone.staff_presses = "" if ends == "voicemail" else "1"


def answer(phone, text):
    keys = re.fullmatch(r"\[([0-9*#]+)\]", text)
    if keys:
        return phone.press(keys[1])
    if text == "[silence]":
        return phone.wait()
    if text == "[hang up]":
        return phone.hang_up()
    return phone.say(text)


def check(expected, heard, play):
    if not expected:
        return
    pattern = ".*".join(re.escape(part.strip()) for part in " ".join(expected).split("..."))
    assert re.fullmatch(pattern, without_patience(heard.text)), f"{play.path.name}: heard {heard.text!r}"


HOLDS = ("One moment, please.", "I'm still looking. Thanks for your patience.", "Thank you. One moment while I write that into the office's book.",
         "The office's computer is busy just now. Please stay with me; I'll tell you as soon as I know that it's in the book.",
         "Un momento, por favor.", "Sigo buscando. Gracias por su paciencia.", "Gracias. Un momento, por favor, lo estoy anotando en la agenda de la oficina.",
         "La computadora de la oficina está ocupada en este momento. Por favor, no cuelgue; le aviso en cuanto sepa que está en la agenda.")


def without_patience(text):
    """A slow office makes the caller wait; what they hear beside that is the same."""
    for hold in HOLDS:
        text = text.replace(hold, " ")
    return " ".join(text.split())
