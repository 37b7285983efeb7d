"""
A small Twilio REST API on a real port: one account, its numbers, and what was asked of it.

Whatever it is asked and answers is held against Twilio's own description of its API.
"""

import json
import threading
from base64 import b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.setup.twilio_description import objections

ACCOUNT, TOKEN = "AC00000000000000000000000000000001", "the-token-of-the-account"
NUMBER, SID = "+12175550199", "PN00000000000000000000000000000001"
FIELDS = {"VoiceUrl": "voice_url", "VoiceMethod": "voice_method", "VoiceFallbackUrl": "voice_fallback_url",
          "VoiceFallbackMethod": "voice_fallback_method", "StatusCallback": "status_callback",
          "StatusCallbackMethod": "status_callback_method", "VoiceApplicationSid": "voice_application_sid",
          "SmsUrl": "sms_url", "SmsMethod": "sms_method", "SmsApplicationSid": "sms_application_sid"}


class TwilioApi:
    def __init__(self):
        self.token = TOKEN
        self.account = {"sid": ACCOUNT, "status": "active", "type": "Full"}
        self.number = {
            "sid": SID, "phone_number": NUMBER, "capabilities": {"voice": True, "sms": True}, "trunk_sid": None,
            "voice_url": "https://demo.twilio.com/welcome/voice/", "voice_method": "POST", "voice_fallback_url": "",
            "voice_fallback_method": "POST", "status_callback": "", "status_callback_method": "POST", "voice_application_sid": "",
            "sms_url": "https://demo.twilio.com/welcome/sms/reply/", "sms_method": "POST", "sms_application_sid": ""}
        self.asked = []         # (method, path, parameters)
        self.objections = []    # what Twilio's description of its API has against what was asked or answered
        self.answer = None      # (status, body) instead of what would have been answered
        self.texts = []         # (to, what) that were taken
        self.stopped = set()    # who has opted out
        self.deaf = False       # changes are answered with 200, and not made

    def writes(self):
        return [parameters for method, _, parameters in self.asked if method == "POST"]

    def respond(self, method, path, parameters, authorization):
        """Status and content: an object, or a text that is no JSON."""
        self.asked.append((method, path, parameters))
        if self.answer:
            return self.answer
        status, content = self._answer(method, path, parameters, authorization)
        self.objections += objections(method, path, parameters, authorization, status, json.dumps(content).encode())
        return status, content

    def _answer(self, method, path, parameters, authorization):
        if authorization != "Basic " + b64encode(f"{ACCOUNT}:{self.token}".encode()).decode():
            return 401, {"code": 20003, "message": "Authenticate", "status": 401}
        base = f"/2010-04-01/Accounts/{ACCOUNT}"
        if (method, path) == ("GET", f"{base}.json"):
            return 200, self.account
        if (method, path) == ("GET", f"{base}/IncomingPhoneNumbers.json"):
            return 200, {"incoming_phone_numbers": [self.number] if parameters["PhoneNumber"] == self.number["phone_number"] else []}
        if (method, path) == ("POST", f"{base}/IncomingPhoneNumbers/{self.number['sid']}.json"):
            if not self.deaf:
                self.number |= {FIELDS[name]: value for name, value in parameters.items()}
            return 200, self.number
        if (method, path) == ("POST", f"{base}/Messages.json"):
            return self.texted(parameters)
        return 404, {"code": 20404, "message": "not found", "status": 404}

    def texted(self, parameters):
        """https://www.twilio.com/docs/messaging/api/message-resource"""
        if parameters["To"] in self.stopped:
            return 400, {"code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400}
        if parameters["From"] != self.number["phone_number"]:
            return 400, {"code": 21606, "message": "not a number of this account", "status": 400}
        self.texts.append((parameters["To"], parameters["Body"]))
        return 201, {"sid": f"SM{len(self.texts):032}", "status": "queued"}


@contextmanager
def serving(api):
    class Conversation(BaseHTTPRequestHandler):
        def do_GET(self):
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parameters = dict(parse_qsl(url.query + "&" + body, keep_blank_values=True))
            status, content = api.respond(self.command, url.path, parameters, self.headers.get("Authorization"))
            answer = content.encode() if isinstance(content, str) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Conversation)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
