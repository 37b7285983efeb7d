"""A real browser: Chromium, the system's or Playwright's own."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")      # https://github.com/dequelabs/axe-core, MPL 2.0
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def system():
    return next(filter(None, map(shutil.which, NAMES)), None)


def there_is_one():
    """Whether the flows can be tried here; `playwright install chromium` or the system's packages bring one."""
    if system():
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def sign_in(page, url, name, password):
    page.goto(f"{url}/console")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Tasks").wait_for()


def barriers(page):
    """What axe finds wrong for people with disabilities: rule and place."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]
