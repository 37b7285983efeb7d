"""
What identifies people is encrypted in the store, with a key that is not in it; what is looked up is found by keyed hashes.

The hashes' own key is made once for a database and kept in it, sealed, because what it has hashed (who wants no texts, the
audit trail) must be found again when the secret is replaced.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Connection, insert, select

from ivr.store.schema import keys

HASHES = "hashes"


class Sealing:
    def __init__(self, secret: bytes, before: bytes = b""):
        """
        Args:
            before: The secret this one replaces, while anything may still be sealed with it.
        """
        self._oldest = before or secret
        self._fernet = MultiFernet([Fernet(_key(each)) for each in (secret, before) if each])

    def seal(self, plain: str) -> str:
        return self._fernet.encrypt(plain.encode()).decode()

    def unseal(self, sealed: str) -> str:
        return self._fernet.decrypt(sealed.encode()).decode()

    def reseal(self, sealed: str) -> str:
        """With the newest secret."""
        return self._fernet.rotate(sealed.encode()).decode()

    def old_hash_key(self) -> bytes:
        """Of databases older than the table of keys."""
        return hashlib.sha256(b"hash" + self._oldest).digest()

    def ensure_hash_key(self, connection: Connection, as_before: bool) -> None:
        """
        Make the key unless there is one.

        Args:
            as_before: What older versions hashed is there, and has to be found again.
        """
        if connection.execute(select(keys.c.name).where(keys.c.name == HASHES)).first() is None:
            key = self.old_hash_key() if as_before else secrets.token_bytes(32)
            connection.execute(insert(keys).values(name=HASHES, sealed=self.seal(key.hex())))

    def hash_key(self, connection: Connection) -> bytes:
        """
        Raises:
            InvalidToken: The database was sealed with another secret.
        """
        return bytes.fromhex(self.unseal(connection.execute(select(keys.c.sealed).where(keys.c.name == HASHES)).scalar_one()))


def _key(secret: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"seal" + secret).digest())


__all__ = ["InvalidToken", "Sealing"]
