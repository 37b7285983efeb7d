"""
What can go wrong at the telephone's end.

    LineFailed
    ├── NotListening        the caller was made to act, and no question is open
    ├── EndlessLoop         document upon document without the caller having a say
    └── Unusable            an answer Twilio could not go on with; never leaves this package
"""

from __future__ import annotations


class LineFailed(Exception):
    """The call cannot be played on."""


class NotListening(LineFailed):
    pass


class EndlessLoop(LineFailed):
    pass


class Unusable(LineFailed):
    """
    Args:
        code: Twilio's number for it: https://www.twilio.com/docs/api/errors
    """

    def __init__(self, code: int, why: str):
        super().__init__(f"{code} {why}")
        self.code = code
