"""
Confirmations by text message: sent once, through Twilio; one that could not be sent is logged and no more.

Whoever has sent STOP gets none, whether Twilio says so or they told the line.
https://www.twilio.com/docs/messaging/api/message-resource
"""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import structlog

from ivr.store.opt_outs import OptOuts

TWILIO = "https://api.twilio.com"
TIMEOUT_S = 10.0
STOPPED = 21610         # https://www.twilio.com/docs/api/errors/21610
# What Twilio itself takes for a stop and a start, and the same in Spanish.  https://help.twilio.com/articles/223134027
STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "alto", "parar", "basta", "pare"})
START = frozenset({"start", "unstop", "yes", "empezar", "si", "sí"})
log = structlog.get_logger()


class Texts:
    def __init__(self, account: str, token: str, number: str, opt_outs: OptOuts, url: str = ""):
        """
        Args:
            account, token, number: Nothing is sent while one of them is empty.
            url: Another scheme, host and port than Twilio's.
        """
        self._account, self._token, self._number, self._url = account, token, number, url or TWILIO
        self._opt_outs = opt_outs

    def wanted(self, number: str) -> bool:
        """Whether a text to this number may be sent, and can be."""
        return bool(self._account and self._token and self._number) and not self._opt_outs.has(number)

    def send(self, number: str, text: str) -> bool:
        """One try, whatever comes of it: a second could be a second message."""
        content = {"To": number, "From": self._number, "Body": text}
        try:
            response = httpx.post(f"{self._url}/2010-04-01/Accounts/{self._account}/Messages.json", data=content,
                                  auth=(self._account, self._token), timeout=TIMEOUT_S)
        except httpx.HTTPError as error:
            log.warning("text not sent", error=type(error).__name__)
            return False
        if response.is_success:
            return True
        code = _code(response)
        log.warning("text refused", error_code=code, status=response.status_code)
        if code == STOPPED:
            self._opt_outs.add(number)
        return False

    def received(self, number: str, text: str) -> None:
        """Somebody has sent the line a text; those who ask for no more, or for them again, are heeded."""
        word = text.strip().strip(".!").lower().replace(" ", "")
        if word in STOP:
            self._opt_outs.add(number)
        elif word in START:
            self._opt_outs.remove(number)


def _code(response: httpx.Response) -> int:
    try:
        found = response.json()
    except ValueError:
        return 0
    code = found.get("code") if isinstance(found, Mapping) else 0
    return code if isinstance(code, int) else 0
