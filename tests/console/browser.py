"""A browser without a screen: cookies, forms and their hidden fields over HTTP."""

import re
from html.parser import HTMLParser

import httpx

WEB = httpx.Client(verify=False)        # without cookies of its own: over plain HTTP it sends back none that is for TLS alone


class Page(HTMLParser):
    """A page's forms (action -> fields), links and text."""

    def __init__(self, response):
        super().__init__()
        self.status, self.headers, self.html, self.url = response.status_code, response.headers, response.text, str(response.url)
        self.forms, self.links, self._form, self._words, self._hidden = {}, [], None, [], 0
        self.feed(self.html)
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
        elif tag == "input" and self._form is not None and given.get("type") == "hidden":
            self._form[given["name"]] = given["value"]
        elif tag == "a":
            self.links.append(given["href"])
        elif tag in ("script", "style"):
            self._hidden += 1

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag in ("script", "style"):
            self._hidden -= 1

    def handle_data(self, data):
        if not self._hidden:
            self._words.append(data)

    def action(self, ending):
        """The form whose address ends so."""
        return next(action for action in self.forms if action.endswith(ending))


class Browser:
    """Keeps cookies as a browser on a loopback address does: `Secure` or not."""

    def __init__(self, url):
        self.url, self.cookies, self.page = url, {}, None
        self._client = httpx.Client(base_url=url, verify=False)

    def get(self, path, **headers):
        return self._show(self._client.get(path, headers={**self._cookie(), **headers}))

    def send(self, action, **fields):
        """Send the page's form of that action with its hidden fields."""
        target = self.page.action(action) if action else ""
        hidden = self.page.forms[target]
        return self.post(target or self.page.url.removeprefix(self.url), **{**hidden, **fields})

    def post(self, path, **fields):
        return self._show(self._client.post(path, data=fields, headers=self._cookie()))

    def sign_in(self, name, password):
        self.get("/console/sign-in")
        return self.send("", name=name, password=password)

    def _cookie(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _show(self, response):
        for header in response.headers.get_list("set-cookie"):
            name, value = re.match(r"([^=]+)=([^;]*)", header).groups()
            self.cookies[name] = value
        if response.status_code in (302, 303):
            return self.get(response.headers["location"])
        self.page = Page(response)
        return self.page
