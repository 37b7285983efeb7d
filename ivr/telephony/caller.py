"""
Whose number is calling, when it is anybody's.

Withheld numbers arrive as words, or as numbers that spell words on a keypad and look like foreign ones; libphonenumber
calls some of them possible, so they are listed.  https://www.twilio.com/docs/voice/twiml#request-parameters
"""

import phonenumbers

# ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED
WITHHELD = frozenset({"+266696687", "+7378742833", "+86282452253", "+8656696", "+2562533"})


def usable_number(sent: str) -> str:
    """E.164 of a number that can be looked up and called back; empty for everything else Twilio may send."""
    sent = sent.strip()
    if sent in WITHHELD or not sent or len(sent) > 20:
        return ""
    try:
        parsed = phonenumbers.parse(sent, "US")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed) or not sent.lstrip("+").isdigit():
        return ""
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return "" if written in WITHHELD else written
