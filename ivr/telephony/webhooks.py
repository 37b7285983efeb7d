"""
The routes Twilio requests.  https://www.twilio.com/docs/usage/webhooks/voice-webhooks

Whatever arrives signed gets a document that lets the call go on or hands it to a person, never an error: Twilio would
read a 5xx out as "an application error has occurred" and hang up.
"""

from __future__ import annotations

import ipaddress
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from hmac import compare_digest
from typing import Any

import structlog
from flask import Blueprint, Response, abort, g, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from ivr.exchange import Incoming
from ivr.logs import where
from ivr.telephony.caller import usable_number
from ivr.telephony.spool import Spool
from ivr.telephony.twiml import Voice, connecting, document, ringing, speakable, whispering
from ivr.turns import Turns

CALL_SID = re.compile(r"[\x21-\x7e]{1,64}")
log = structlog.get_logger()


class Signatures:
    def __init__(self, tokens: Sequence[str], public_url: str, trusted_proxies: Sequence[Any]):
        self._validators = [RequestValidator(token) for token in tokens]
        self._public_url, self._proxies = public_url.rstrip("/"), tuple(trusted_proxies)

    def valid(self) -> bool:
        """
        Whether Twilio sent this request.  https://www.twilio.com/docs/usage/webhooks/webhooks-security

        Without a token only a line that listens on loopback takes requests, for trying it out.
        """
        if not self._validators:
            return is_loopback(request.environ.get("SERVER_NAME", ""))
        signature = request.headers.get("X-Twilio-Signature", "")
        query = request.query_string.decode("latin-1")
        url = self._base() + request.path + (f"?{query}" if query else "")
        # As it was sent, nearly always; `validate` tries it with and without a port.
        return any(compare_digest(validator.compute_signature(url, request.form).encode(), signature.encode())
                   or validator.validate(url, request.form, signature) for validator in self._validators)

    def _base(self) -> str:
        if self._public_url:
            return self._public_url
        scheme, host = request.scheme, request.host
        if self._from_a_proxy():
            scheme = request.headers.get("X-Forwarded-Proto", scheme).split(",")[0].strip()
            host = request.headers.get("X-Forwarded-Host", host).split(",")[0].strip()
        return f"{scheme}://{host}"

    def _from_a_proxy(self) -> bool:
        try:
            address = ipaddress.ip_address(request.remote_addr or "")
        except ValueError:
            return False
        return any(address in ipaddress.ip_network(proxy) for proxy in self._proxies)


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def voice(turns: Turns, signatures: Signatures, voices: Mapping[str, Voice], front_desk: str, spool: Spool,
          say: Callable[[str], str], ended: Callable[[str, str], None], texted: Callable[[str, str], None],
          line_number: str) -> Blueprint:
    """
    Args:
        texted: Told of a text that was received: (E.164, what it says).
        say: The text of a prompt, in the practice's first language.
        ended: Told of a call that is over: (CallSid, Twilio's final status).
        line_number: The line's own number, E.164; what Twilio says it is when empty.
    """
    routes = Blueprint("voice", __name__)
    usual = next(iter(voices.values()))

    @routes.before_request
    def signed() -> None:
        if not signatures.valid():
            log.warning("unsigned request refused", path=request.path)
            abort(403)

    def apology() -> str:
        g.then = "apology"
        threading.Thread(target=noted, args=(request.form.get("CallSid", "")[:64],), daemon=True).start()
        response = VoiceResponse()
        response.say(speakable(say("fallback.sorry")), voice=usual.name, language=usual.language)
        shown = usable_number(request.form.get("From", "")) or line_number or usable_number(request.form.get("To", ""))
        response.append(ringing(front_desk, shown, "/voice/fallback/rang"))
        return str(response)

    def noted(sid: str) -> None:
        """Beside the answer: the store may be what failed."""
        try:
            turns.put_through(sid)
        except Exception as error:
            log.error("a failed turn was not noted", call=sid, error=type(error).__name__)

    add_turns(routes, turns, voices, line_number, apology)
    add_whisper(routes, turns, usual, say)
    add_fallback(routes, usual, say, spool, apology)
    add_notices(routes, ended, texted)
    return routes


def add_turns(routes: Blueprint, turns: Turns, voices: Mapping[str, Voice], line_number: str, apology: Callable[[], str]) -> None:
    @routes.post("/voice")
    @routes.post("/voice/turn")
    def turn() -> Response:
        sid = request.form.get("CallSid", "")
        if not CALL_SID.fullmatch(sid):
            return twiml(apology())
        try:
            begun: list[Callable[[], None]] = []
            reply = turns.take(sid, _turn(), _incoming(), begun.append)
            g.then = reply.then
            response = twiml(document(reply, voices, line_number or usable_number(request.form.get("To", ""))))
        except Exception as error:      # the caller reaches a person, and nothing of what was said reaches the log
            log.error("turn broke", call=sid, error=type(error).__name__, place=where(error))
            return twiml(apology())
        for begin in begun:
            response.call_on_close(begin)
        return response


def add_whisper(routes: Blueprint, turns: Turns, usual: Voice, say: Callable[[str], str]) -> None:
    def told(about: Callable[[str], str], otherwise: str) -> str:
        try:
            return about(request.form.get("ParentCallSid", "")[:64]) or say(otherwise)
        except Exception as error:          # without the store they are connected all the same
            log.error("whisper broke", error=type(error).__name__, place=where(error))
            return say(otherwise)

    @routes.post("/voice/whisper")
    def whisper() -> Response:
        """For whoever was rung; the caller hears nothing of it."""
        return twiml(whispering(told(turns.whisper, "whisper.anyone"), usual))

    @routes.post("/voice/whisper/taken")
    def taken() -> Response:
        if request.form.get("Digits") != "1":
            response = VoiceResponse()
            response.hangup()
            return twiml(str(response))
        return twiml(connecting(told(turns.caller_told, "whisper.connected"), usual))


def add_fallback(routes: Blueprint, usual: Voice, say: Callable[[str], str], spool: Spool, apology: Callable[[], str]) -> None:
    """What touches neither the store nor the office, which may be what failed."""

    @routes.post("/voice/fallback")
    def fallback() -> Response:
        log.error("fallback", call=request.form.get("CallSid", "")[:64], error_code=request.form.get("ErrorCode", "")[:8])
        return twiml(apology())

    @routes.post("/voice/fallback/rang")
    def rang() -> Response:
        response = VoiceResponse()
        if request.form.get("DialCallStatus") not in ("completed", "answered"):
            caller = usable_number(request.form.get("From", ""))
            promised = bool(caller) and kept(request.form.get("CallSid", ""), caller)
            response.say(speakable(say("fallback.nobody" if promised else "fallback.nobody_no_number")), voice=usual.name,
                         language=usual.language)
        response.hangup()
        return twiml(str(response))

    def kept(sid: str, caller: str) -> bool:
        try:
            spool.keep(sid, caller)
        except OSError as error:        # the disk is full, say: then nothing is promised
            log.error("a caller could not be promised a call", call=sid[:64], error=type(error).__name__)
            return False
        return True


def add_notices(routes: Blueprint, ended: Callable[[str, str], None], texted: Callable[[str, str], None]) -> None:
    @routes.post("/voice/status")
    def status() -> Response:
        final = request.form.get("CallStatus", "")
        if final in ("completed", "busy", "failed", "no-answer", "canceled"):
            try:
                ended(request.form.get("CallSid", "")[:64], final)
            except Exception as error:
                log.error("the end of a call was not recorded", error=type(error).__name__)
        return Response(status=204)

    @routes.post("/texts")
    def texts() -> Response:
        """Somebody has sent the line's number a text; nothing is answered, Twilio itself does where it has to."""
        sender = usable_number(request.form.get("From", ""))
        try:
            if sender:
                texted(sender, request.form.get("Body", "")[:200])
        except Exception as error:
            log.error("a text was not heeded", error=type(error).__name__)
            return Response(status=503)
        return twiml(str(VoiceResponse()))


def twiml(text: str) -> Response:
    return Response(text, content_type="text/xml; charset=utf-8")


def _turn() -> int:
    number = request.args.get("n", "0")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0


def _incoming() -> Incoming:
    form = request.form
    return Incoming(text=form.get("SpeechResult", ""), digits=form.get("Digits", ""),
                    dialled=_dialled(), caller=usable_number(form.get("From", "")))


def _dialled() -> str:
    """How ringing a person ended; somebody who answered, and did not press the 1, has not taken the call."""
    status = request.form.get("DialCallStatus", "")[:32]
    return "no-answer" if status and request.form.get("DialBridged") == "false" and status == "completed" else status

