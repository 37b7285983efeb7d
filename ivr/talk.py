"""A call at the keyboard: type what the caller says, read what they hear.  Piped in, it is a script."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from ivr.telephone.errors import LineFailed
from ivr.telephone.heard import Happening, Heard
from ivr.telephone.phone import Telephone

MARGIN = 8                      # columns for who is speaking
WIDEST = 100
KEYS = re.compile(r"\[?([0-9*#]+)\]?")
HANG_UP, SILENCE = "[hang up]", "[silence]"
HELP = """Type what you would say; digits, * and # are keys; nothing is silence; [hang up] or Ctrl-D hangs up."""
SHOWN = {
    "pause": "(a pause of {} s)",
    "waits": "(nothing for {} s)",
    "plays": "(plays {})",
    "tones": "(tones: {})",
    "records": "(a tone; {} s are recorded)",
    "rings": "(rings the front desk at {})",
    "hangs up": "(hangs up)",
}


def converse(phone: Telephone, lines: TextIO, out: TextIO, interactive: bool) -> int:
    """
    Lead a whole call.

    Args:
        interactive: Somebody is typing: they are prompted, and what they type is not repeated.

    Returns:
        0 when the line did nothing it should not; 1 otherwise, and what it was is printed where it happened.
    """
    if interactive:
        print(HELP + "\n", file=out)
    complaints = Complaints(phone, out)
    try:
        heard = tell(phone.dial(), out)
        while heard.listening:
            complaints.show()
            heard = tell(act(phone, utterance(lines, out, interactive)), out)
    except LineFailed as error:
        print(aside(f"(the line failed: {error})"), file=out)
        return 1
    finally:
        phone.hang_up()         # even when the keyboard interrupts
        complaints.show()
    return 1 if complaints.shown else 0


class Complaints:
    """What Twilio would object to, once each, from now on."""

    def __init__(self, phone: Telephone, out: TextIO):
        self.phone, self.out = phone, out
        self._before = [*phone.violations, *phone.faults]
        self.shown: set[str] = set()

    def show(self) -> None:
        for complaint in [*self.phone.violations, *self.phone.faults]:
            if complaint not in self.shown and complaint not in self._before:
                self.shown.add(complaint)
                print(aside(f"(! {complaint})"), file=self.out)


def utterance(lines: TextIO, out: TextIO, interactive: bool) -> str:
    """What the caller does next, as typed; the end of the input hangs up."""
    if interactive:
        print("CALLER".ljust(MARGIN), end="", flush=True, file=out)
    typed = next_line(lines, interactive)
    if not interactive:
        print("CALLER".ljust(MARGIN) + as_written(typed.strip() if typed else HANG_UP), file=out)
    elif not typed:
        print(HANG_UP, file=out)
    return typed.strip() if typed else HANG_UP


def next_line(lines: TextIO, interactive: bool) -> str:
    """With its line end; empty at the end of the input.  A script may have comments."""
    line = lines.readline()
    while line.startswith("# ") and not interactive:
        line = lines.readline()
    return line


def as_written(line: str) -> str:
    keys = KEYS.fullmatch(line)
    return f"[{keys[1]}]" if keys else line or SILENCE


def act(phone: Telephone, line: str) -> Heard:
    keys = KEYS.fullmatch(line)
    if keys:
        return phone.press(keys[1])
    if line == HANG_UP:
        return phone.hang_up()
    return phone.wait() if line in ("", SILENCE) else phone.say(line)


# --- what is printed -------------------------------------------------------------------------------------------------


def tell(heard: Heard, out: TextIO) -> Heard:
    for line in told(heard.happened):
        print(line, file=out)
    return heard


def told(happened: Sequence[Happening]) -> Iterator[str]:
    """What is said without a break is one paragraph."""
    for says, each in groupby(happened, key=lambda one: one.kind == "says"):
        if says:
            yield paragraph("IVR", " ".join(one.text for one in each))
        else:
            yield from (aside(SHOWN[one.kind].format(one.text)) for one in each)


def paragraph(who: str, text: str) -> str:
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    return textwrap.fill(text, width, initial_indent=who.ljust(MARGIN), subsequent_indent=" " * MARGIN,
                         break_long_words=False, break_on_hyphens=False)


def aside(text: str) -> str:
    return " " * MARGIN + text


# --- the command -----------------------------------------------------------------------------------------------------


def call_command(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("ivr call", description=__doc__, epilog=HELP)
    add = parser.add_argument
    add("url", nargs="?", default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}", help="where the line listens (%(default)s)")
    add("--from", dest="caller", default="+12175550142", help="who calls (%(default)s)")
    add("--to", dest="called", default=os.environ.get("TWILIO_NUMBER") or "+12175550199", help="the number dialled (%(default)s)")
    add("--token", default=os.environ.get("TWILIO_AUTH_TOKEN", "").partition(",")[0],
        help="what requests are signed with; TWILIO_AUTH_TOKEN unless given, and unsigned without either")
    add("--public-url", default=os.environ.get("PUBLIC_URL", ""),
        help="what is signed, when the line takes it that Twilio calls another address than URL; PUBLIC_URL unless given")
    add("--front-desk", default="completed", choices=("completed", "busy", "no-answer", "failed", "canceled"),
        help="what comes of ringing it (%(default)s)")
    options = parser.parse_args(argv)
    phone = Telephone(options.url, options.token or None, options.caller, options.called, public_url=options.public_url)
    phone.dial_outcome = options.front_desk
    return converse(phone, sys.stdin, sys.stdout, interactive=sys.stdin.isatty())
