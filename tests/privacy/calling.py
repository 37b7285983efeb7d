"""Callers who try to be somebody."""

from __future__ import annotations


def tries(phone, *dates):
    """Ring, ask for a cleaning and say one date after the other; what was heard last."""
    phone.dial()
    heard = phone.say("book a cleaning")
    for date in dates:
        heard = phone.say(date)
    return heard


def tries_as(phone, name, *dates):
    """The same from a number that is on no chart: the name is given as well, and spelled when that is asked for."""
    heard = tries(phone, *dates)
    first, last = name.split()
    for asked, said in (("first and last name", name), ("spell the patient's last name", " ".join(last.upper())),
                        ("spell the patient's first name", " ".join(first.upper()))):
        if asked in heard.text:
            heard = phone.say(said)
    return heard
