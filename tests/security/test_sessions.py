"""Sessions that are put under somebody, and pages that lead elsewhere."""

import pytest

from tests.console.browser import Browser
from tests.console.conftest import PASSWORD


@pytest.fixture
def victim(door):
    return Browser(door.stage.url)


def test_a_cookie_put_under_somebody_before_they_sign_in_opens_nothing_afterwards(victim):
    victim.get("/console/sign-in")
    planted = dict(victim.cookies)
    assert "Tasks" in victim.sign_in("dana", PASSWORD).text
    attacker = Browser(victim.url)
    attacker.cookies = planted
    assert attacker.get("/console").text.startswith("Sign in")
    assert victim.cookies != planted


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_the_console_whatever_the_address_asks_for(victim, where):
    victim.get(f"/console/sign-in?next={where}")
    page = victim.send("", name="dana", password=PASSWORD, next=where)
    assert page.url.startswith(f"{victim.url}/console")
