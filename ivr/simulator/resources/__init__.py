"""The resources of the interface, one module for each family; importing them enters their methods in the table."""

from . import (  # noqa: F401  (imported for what they enter)
    appointments,
    breaking,
    charts,
    commlogs,
    history,
    openings,
    patients,
    patients_new,
    planning,
    queries,
    recalls,
    reference,
    schedules,
    subscriptions,
    websched,
)
