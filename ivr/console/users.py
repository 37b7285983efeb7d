"""Who may sign in, out of CONSOLE_USERS, and whether a password is theirs."""

from __future__ import annotations

import os
import threading
from base64 import b64encode
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DESK, MANAGER = "desk", "manager"
ROLES = {DESK: "Front desk", MANAGER: "Manager"}
SHORTEST = 12                               # characters of a password
_HASHER = PasswordHasher()
# Of no password at all, so that an unknown name takes as long as a known one; hashing one would take that long at every start.
_NOBODYS = (f"$argon2id$v=19$m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
            f"${b64encode(os.urandom(_HASHER.salt_len)).decode().rstrip('=')}${b64encode(os.urandom(_HASHER.hash_len)).decode().rstrip('=')}")
_AT_ONCE = threading.Semaphore(2)           # each takes 64 MB


@dataclass(frozen=True)
class User:
    name: str
    role: str
    hash: str

    @property
    def manages(self) -> bool:
        return self.role == MANAGER


def users(entries: str) -> dict[str, User]:
    """By name; *entries* as the settings have checked them."""
    found = [User(*entry.split(":", 2)) for entry in entries.split()]
    return {user.name: user for user in found}


def entry(name: str, role: str, password: str) -> str:
    """For CONSOLE_USERS."""
    return f"{name}:{role}:{_HASHER.hash(password)}"


def theirs(user: User | None, password: str) -> bool:
    with _AT_ONCE:
        try:
            return _HASHER.verify(user.hash if user else _NOBODYS, password) and user is not None
        except (VerificationError, InvalidHashError):
            return False
