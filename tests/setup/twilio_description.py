"""Whether requests to Twilio and the answers a stand-in gives are what Twilio's own description of its API allows."""

from pathlib import Path
from urllib.parse import urlencode

import yaml
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

EXCERPT = yaml.safe_load(Path(__file__).with_name("twilio_excerpt.yaml").read_text(encoding="utf-8"))
FORM = "application/x-www-form-urlencoded"
_described = OpenAPI.from_dict(EXCERPT)


def objections(method, path, parameters, authorization, status, answer):
    """What Twilio's description has against a request, and against the answer; none when both are as described."""
    query, form = (parameters, None) if method == "GET" else ({}, urlencode(parameters).encode())
    request = MockRequest(EXCERPT["servers"][0]["url"], method.lower(), path, args=query, data=form, content_type=FORM,
                          headers={"Authorization": authorization} if authorization else {})
    asked = _described.unmarshal_request(request)
    found = [f"{method} {path}: {error}: {error.__cause__}" for error in asked.errors]
    if not found:       # what is not described is left out rather than objected to
        found = [f"{method} {path}: {name} is not described" for name in set(parameters) - {*asked.parameters.query, *(asked.body or {})}]
    try:
        _described.validate_response(request, MockResponse(answer, status, content_type="application/json"))
    except OpenAPIError as error:
        found.append(f"the answer to {method} {path}: {error}")
    return found
