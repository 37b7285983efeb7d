"""
What may be configured, and the refusal to start on less than it takes.

Settings come from the environment only.  A field is named for what it is, its alias is the variable, and its
description is the remedy an operator reads.  Secrets are opened by properties, where something that needs them asks.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

from ivr import practice as practices
from ivr.practice import Practice, PracticeFileError
from ivr.practice.faults import near
from ivr.practice.file import e164

SAMPLE_PRACTICE = Path(__file__).with_name("sample_practice.toml")
SECRET_FILE = "secret.key"
SHORTEST_SECRET = 12                    # characters
CONSOLE_USER = re.compile(r"[\w.@-]{1,64}:(desk|manager):\$argon2id\$[^\s:]+")       # name, role, hash of the password
DATABASES = re.compile(r"(sqlite:///(?!:memory:).|postgresql(\+psycopg)?://.)")
Network = IPv4Network | IPv6Network
Found = TypeVar("Found")


@dataclass(frozen=True)
class Problem:
    variable: str
    remedy: str                         # never a value: it may be a secret


class SettingsError(Exception):
    """Settings the line cannot start with; its message names each variable and the remedy."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = tuple(problems)
        count = "one setting" if len(problems) == 1 else f"{len(problems)} settings"
        lines = "".join(f"\n  {problem.variable}: {problem.remedy}" for problem in problems)
        super().__init__(f"{count} to put right:{lines}")


# --- the kinds of value ----------------------------------------------------------------------------------------------


def _commas(written: Any) -> Any:
    return tuple(part.strip() for part in written.split(",") if part.strip()) if isinstance(written, str) else written


def _url(url: str, path: str) -> str:
    """*url* without a closing slash; ValueError unless it is http(s) to a host, ends in *path* and asks for nothing."""
    parts = urlsplit(url)
    plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and parts.port != 0
    if not plain or parts.query or parts.fragment or re.search(r"\s", url) or not parts.path.rstrip("/").endswith(path):
        raise ValueError(url)
    return url.rstrip("/")


def _address(url: str) -> str:
    if urlsplit(url).path not in ("", "/"):
        raise ValueError(url)
    return _url(url, "")


def _office(url: str) -> str:
    return _url(url, "/api/v1")


def _number(number: str) -> str:
    if not e164(number):
        raise ValueError(number)
    return number


def _database(url: str) -> str:
    url = re.sub(r"^postgres://", "postgresql://", url)     # the older spelling, which hosting companies still hand out
    if not DATABASES.match(url):
        raise ValueError(url)
    return url


def _account(sid: str) -> str:
    if not sid.startswith("AC"):
        raise ValueError(sid)
    return sid


def _tokens(written: SecretStr) -> SecretStr:
    if len(_commas(written.get_secret_value())) not in (1, 2):
        raise ValueError
    return written


def _users(written: SecretStr) -> SecretStr:
    entries = written.get_secret_value().split()
    if not all(map(CONSOLE_USER.fullmatch, entries)) or len({entry.partition(":")[0] for entry in entries}) < len(entries):
        raise ValueError
    return written


def _long(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError
    return secret


def _network(address: Any) -> Network:
    return ip_network(address, strict=False)


Address = Annotated[str, AfterValidator(_address)]
Offices = Annotated[tuple[Annotated[str, AfterValidator(_office)], ...], NoDecode, BeforeValidator(_commas)]
Networks = Annotated[tuple[Annotated[Network, BeforeValidator(_network)], ...], NoDecode, BeforeValidator(_commas)]


# --- the settings ----------------------------------------------------------------------------------------------------


class Settings(BaseSettings):
    """Made by `from_environment`.  Texts are empty where nothing is set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", case_sensitive=True, validate_default=False,
                                      hide_input_in_errors=True)

    port: int = Field(default=8000, alias="PORT", ge=1, le=65535,
                      description="expected a port number from 1 to 65535, such as 8000")
    public_url: Address = Field(
        default="", alias="PUBLIC_URL",
        description="expected the address Twilio calls, with https:// and without a path, such as https://line.example.com")
    trusted_proxies: Networks = Field(
        default=(), alias="TRUSTED_PROXIES",
        description="expected IP addresses or networks, separated by commas, such as 127.0.0.1,10.0.0.0/8")
    data_dir: Path = Field(default=Path("var"), alias="DATA_DIR", description="expected a folder")
    database: Annotated[SecretStr, BeforeValidator(_database)] | None = Field(
        default=None, alias="DATABASE_URL",
        description="expected sqlite:////absolute/path.db or postgresql://user:password@host/name; "
                    "leave it out for a SQLite file in DATA_DIR")
    practice_path: Path = Field(default=SAMPLE_PRACTICE, alias="PRACTICE_FILE", description="expected a practice file")
    twilio_account_sid: Annotated[str, AfterValidator(_account)] = Field(
        default="", alias="TWILIO_ACCOUNT_SID",
        description='expected the account\'s SID, which begins with "AC"; Twilio\'s console shows it on its first page')
    twilio_token: Annotated[SecretStr, AfterValidator(_tokens)] | None = Field(
        default=None, alias="TWILIO_AUTH_TOKEN",
        description="expected the account's auth token, or two separated by a comma while one replaces the other")
    twilio_api_url: Address = Field(
        default="", alias="TWILIO_API_URL",
        description="expected a scheme, a host and perhaps a port, without a path, such as http://127.0.0.1:9000; "
                    "leave it out for Twilio's own")
    twilio_number: Annotated[str, AfterValidator(_number)] = Field(
        default="", alias="TWILIO_NUMBER",
        description='expected the line\'s number in E.164, "+" and the country code first, such as +12175550199')
    opendental_urls: Offices = Field(
        default=(), alias="OPENDENTAL_URLS",
        description="expected base URLs with http:// or https:// that end in /api/v1, separated by commas, "
                    "such as https://api.opendental.com/api/v1")
    developer_key: SecretStr | None = Field(
        default=None, alias="OPENDENTAL_DEVELOPER_KEY", description="expected the developer's API key")
    customer_key: SecretStr | None = Field(
        default=None, alias="OPENDENTAL_CUSTOMER_KEY", description="expected the office's API key")
    min_interval_s: float | None = Field(      # None: what the host of OPENDENTAL_URLS asks for
        default=None, alias="OPENDENTAL_MIN_INTERVAL_S", ge=0, le=60, allow_inf_nan=False,
        description="expected a number of seconds from 0 to 60, such as 1.0")
    console_users: Annotated[SecretStr, AfterValidator(_users)] | None = Field(
        default=None, alias="CONSOLE_USERS",
        description="expected what `ivr user NAME ROLE` prints, one entry a person, separated by spaces; "
                    "leave it out and there is no console")
    dry_run: bool = Field(default=False, alias="DRY_RUN", description="expected true or false")
    given_secret: Annotated[SecretStr, AfterValidator(_long)] | None = Field(
        default=None, alias="SECRET_KEY",
        description=f"expected {SHORTEST_SECRET} or more characters; leave it out and one is made and kept in DATA_DIR")

    replaced_secret: Annotated[SecretStr, AfterValidator(_long)] | None = Field(
        default=None, alias="SECRET_KEY_BEFORE",
        description=f"expected the secret that SECRET_KEY replaces, {SHORTEST_SECRET} or more characters; leave it out once "
                    "`ivr reseal` has been run")

    _practice: Practice = PrivateAttr()
    _secret_key: bytes = PrivateAttr()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """
        The settings in *environ*, the process's own unless given; the data folder is made if it is not there.

        Raises:
            SettingsError: With everything that is missing or wrong.
        """
        environ = os.environ if environ is None else environ
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        problems = [*misspelt(given), *incomplete(given)]
        settings = attempt(problems, cls._validated, given)
        folder = attempt(problems, made, given.get("DATA_DIR", "var"))
        practice = attempt(problems, read_practice, given.get("PRACTICE_FILE", str(SAMPLE_PRACTICE)))
        secret = attempt(problems, secret_key, given, folder) if folder else None
        if problems or not (settings and folder and practice and secret):
            raise SettingsError(list(dict.fromkeys(problems)))
        settings = settings.model_copy(update={"data_dir": folder})
        settings._practice, settings._secret_key = practice, secret
        return settings

    @classmethod
    def settings_customise_sources(cls, settings_cls: type[BaseSettings], init_settings: Any, *others: Any,
                                   **more: Any) -> tuple[Any, ...]:
        return (init_settings,)         # from_environment reads the variables, so that others than our own can be given

    @classmethod
    def _validated(cls, given: Mapping[str, str]) -> Settings:
        variables = EnvSettingsSource(cls)
        variables.env_vars = given
        try:
            return cls(**variables())
        except ValidationError as error:
            raise SettingsError([_problem(str(one["loc"][0])) for one in error.errors()]) from None

    @property
    def practice(self) -> Practice:
        return self._practice

    @property
    def secret_key(self) -> bytes:
        return self._secret_key

    @property
    def secret_before(self) -> bytes:
        """Empty unless the secret is being replaced."""
        return _opened(self.replaced_secret).encode()

    @property
    def database_url(self) -> str:
        return _opened(self.database) or f"sqlite:///{self.data_dir / 'line.db'}"

    @property
    def twilio_auth_tokens(self) -> tuple[str, ...]:
        """Every token a signature may have been made with: none, one, or two while one replaces the other."""
        return _commas(_opened(self.twilio_token))

    @property
    def twilio_auth_token(self) -> str:
        """The token our own requests to Twilio are made with: the first."""
        return next(iter(self.twilio_auth_tokens), "")

    @property
    def opendental_developer_key(self) -> str:
        return _opened(self.developer_key)

    @property
    def opendental_customer_key(self) -> str:
        return _opened(self.customer_key)


VARIABLES = {str(field.alias): field for field in Settings.model_fields.values()}


def _opened(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _problem(variable: str) -> Problem:
    return Problem(variable, VARIABLES[variable].description or "")


# --- what must hold between them -------------------------------------------------------------------------------------


def misspelt(given: Mapping[str, str]) -> Iterator[Problem]:
    """Variables nobody reads but that were meant for us: unnoticed, the simulated office would take the calls."""
    for name in given:
        meant = near(name, VARIABLES, cutoff=0.85) if name.startswith("OPENDENTAL_") and name not in VARIABLES else ""
        if meant:
            yield Problem(name, f"unknown variable{meant}")


def incomplete(given: Mapping[str, str]) -> Iterator[Problem]:
    keys = ("OPENDENTAL_DEVELOPER_KEY", "OPENDENTAL_CUSTOMER_KEY")
    for key in keys:
        if key not in given and "OPENDENTAL_URLS" in given:
            yield Problem(key, "missing while OPENDENTAL_URLS is set; " + _problem(key).remedy)
    if "OPENDENTAL_URLS" not in given and any(key in given for key in keys):
        yield Problem("OPENDENTAL_URLS", "missing while there is a key; " + _problem("OPENDENTAL_URLS").remedy)
    if "TWILIO_ACCOUNT_SID" in given and "TWILIO_AUTH_TOKEN" not in given:
        token = _problem("TWILIO_AUTH_TOKEN")
        yield Problem(token.variable, "missing while TWILIO_ACCOUNT_SID is set; " + token.remedy)


# --- what they point to ----------------------------------------------------------------------------------------------


def attempt(problems: list[Problem], read: Callable[..., Found], *arguments: Any) -> Found | None:
    try:
        return read(*arguments)
    except SettingsError as error:
        problems += error.problems
        return None


def made(folder: str) -> Path:
    """The data folder, absolute; one that is there keeps its mode, for it may be shared with others."""
    path = Path(folder).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        raise SettingsError([Problem("DATA_DIR", f"{path} cannot be written to ({error.strerror}); expected a folder "
                                                 "that may be, or one that can be made")]) from None


def read_practice(path: str) -> Practice:
    try:
        return practices.read(path)
    except PracticeFileError as error:
        raise SettingsError([Problem("PRACTICE_FILE", str(error).replace("\n", "\n  "))]) from None


def secret_key(given: Mapping[str, str], folder: Path) -> bytes:
    return given["SECRET_KEY"].encode() if "SECRET_KEY" in given else kept_secret(folder / SECRET_FILE)


def kept_secret(path: Path) -> bytes:
    """The secret in *path*, made by whichever process comes first."""
    try:
        with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)        # until the file is closed
            secret = file.read().strip() or _written(file)
    except OSError as error:
        raise SettingsError([Problem("SECRET_KEY", f"{path} cannot be used ({error.strerror}); expected to read and "
                                                   "write it, or a secret in SECRET_KEY")]) from None
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError([Problem("SECRET_KEY", f"{path} is damaged; put its copy back, or remove it and begin "
                                                   "anew with another database: without it nothing that was kept of calls can be read")])
    return secret


def _written(file: Any) -> bytes:
    # Letters and digits, so that what one machine has made can be another's SECRET_KEY.
    secret = secrets.token_hex(32).encode()
    file.write(secret)
    file.flush()
    os.fsync(file.fileno())
    return secret
