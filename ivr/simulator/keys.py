"""
Who may ask: the Authorization header, the keys an office knows, and what each key may do.

Sources: https://www.opendental.com/site/apisetup.html, https://www.opendental.com/site/apipermissions.html
"""

from __future__ import annotations

from dataclasses import dataclass

from .refusals import MALFORMED, Refused, forbidden
from .switches import Switches

PERMISSIONS = ("ReadAll", "Comm", "Appointments", "Patients", "ProcedureLogs", "Queries", "AllOthers", "Setup",
               "TextingASAP", "Enterprise")
# What the $30 tier of a booking agent usually has; Queries is left out, and so ShortQuery is refused.
USUAL = frozenset({"ReadAll", "Comm", "Appointments", "Patients", "ProcedureLogs", "AllOthers", "Setup"})

DEMO_DEVELOPER = "DemoDeveloperKey"
DEMO_CUSTOMER = "DemoCustomerKey"


@dataclass(frozen=True)
class Key:
    developer: str = DEMO_DEVELOPER
    customer: str = DEMO_CUSTOMER
    enabled: bool = True
    permissions: frozenset[str] = USUAL

    def allow(self, permission: str) -> None:
        """Raises Refused (401) when the key lacks *permission*."""
        if permission not in self.permissions:
            raise forbidden(permission)

    @property
    def only_reads(self) -> bool:
        return self.permissions <= {"ReadAll"}


def presented(header: str, keys: dict[str, Key], switches: Switches) -> Key:
    """The key of an Authorization header, ``ODFHIR developer/customer``; raises Refused."""
    scheme, _, pair = header.partition(" ")
    developer, slash, customer = pair.strip().partition("/")
    if scheme != "ODFHIR" or not (developer and slash and customer):
        raise Refused(switches.malformed_key_status, MALFORMED)
    key = keys.get(customer)
    if key is None or key.developer != developer:
        raise Refused(switches.unknown_key_status, "The API key is not valid.")
    if not key.enabled:
        raise Refused(401, "The API key is disabled by the dental office.")
    return key
