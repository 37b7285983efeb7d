"""A line that answers with the documents it is given, in their order, and remembers what it was asked."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from flask import Flask, Response, request
from twilio.request_validator import RequestValidator
from werkzeug.serving import make_server

from ivr.telephone.phone import Telephone

TOKEN = "12345"
PUBLIC = "https://line.example"
BYE = "<Say>Bye.</Say><Hangup/>"


@dataclass
class Asked:
    path: str           # with its query
    fields: dict
    headers: dict
    signed: bool        # with the right token, over the public address and every field


class Line:
    """
    An answer is the inside of a <Response>, a whole flask Response, or a function that makes either.
    """

    def __init__(self, *answers, fallback="<Say>Sorry.</Say><Hangup/>"):
        self.answers, self.fallback = list(answers), fallback
        self.asked = []
        self.app = Flask(__name__)
        self.app.add_url_rule("/<path:path>", "answer", self.answer, methods=["GET", "POST"])

    def answer(self, path):
        url = PUBLIC + request.full_path.rstrip("?")
        posted = request.method == "POST"
        signature = request.headers.get("X-Twilio-Signature", "")
        signed = RequestValidator(TOKEN).validate(url, request.form if posted else {}, signature)
        fields = (request.form if posted else request.args).to_dict()
        self.asked.append(Asked(url.removeprefix(PUBLIC), fields, dict(request.headers), signed))
        if path in ("voice/status", "events"):
            return Response(status=204)
        answer = self.fallback if path == "voice/fallback" else self.answers.pop(0)
        return document(answer if isinstance(answer, (str, Response)) else answer())

    def phone(self, **options):
        client = httpx.Client(transport=httpx.WSGITransport(self.app))
        return Telephone("http://127.0.0.1:8000", TOKEN, client=client, **{"public_url": PUBLIC, **options})

    def calling(self, **options):
        phone = self.phone(**options)
        phone.dial()
        return phone

    @property
    def paths(self):
        return [asked.path for asked in self.asked]

    @property
    def last(self):
        """The last request but the end's."""
        return [asked for asked in self.asked if asked.path != "/voice/status"][-1]


def document(inside):
    return inside if isinstance(inside, Response) else Response(f"<Response>{inside}</Response>", content_type="text/xml")


@contextmanager
def listening(app):
    """The application's address on loopback."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def ask(text="How?", **attributes):
    """A question; silence is asked on at /voice/silent."""
    given = {"input": "dtmf speech", "action": "/voice/turn?n=1", **attributes}
    settings = " ".join(f'{name}="{value}"' for name, value in given.items())
    return f"<Gather {settings}><Say>{text}</Say></Gather><Redirect>/voice/silent</Redirect>"
