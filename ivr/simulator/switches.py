"""
Everything about an office that differs between offices or that no source has shown, each with its usual value.

A client is right when it survives both positions of every switch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_type_hints


@dataclass(frozen=True)
class Switches:
    # The office
    mode: str = "remote"                        # remote: pages of 100; service: pages of 1000
    program_version: str = "25.4.48.0"          # methods, parameters and fields newer than this are refused
    newer_parameters: str = "refuse"            # what this version does not know yet: refuse | ignore
    latency_s: tuple[float, float] = (0.0, 0.0)     # of every answer, evenly spread
    interval_s: float = 0.0                     # least time between two starts with one key; 0 = no throttle
    queue: int = 5                              # requests that may wait for their turn; one more is a 429
    time_limit_s: float = 60.0                  # after this a 504 is answered
    workstations: tuple[str, ...] = ("FRONTDESK", "OD-SERVER")  # machines that fire events
    websched: bool = True                       # the office has the web scheduler

    # Keys and errors
    malformed_key_status: int = 400             # wrong scheme or half a key; the documentation alone would say 401
    unknown_key_status: int = 401
    error_quotes: bool = False                  # the sentence of an error as a JSON string
    throttled_write_runs: bool = False          # a write answered with 429 is executed all the same

    # Parameters and fields
    unknown_body_fields: str = "ignore"         # ignore | refuse
    json_booleans: bool = False                 # true and false without quotation marks are taken in bodies
    lowercase_limit: bool = False               # limit and offset work like Limit and Offset
    multi_values: bool = False                  # Op=1,2 selects both
    unknown_patient_visits: str = "empty"       # GET appointments for an unknown PatNum: empty | 404
    simple_phone_filter: bool = False           # patients/Simple takes HmPhone, WkPhone and WirelessPhone
    newer_fields: bool = False                  # Assistant, IsMirrored, ApptModNote and MedUrgNote are shown
    zip_numbers: bool = False                   # Zip arrives as a number in GET many
    unset_arrival_is_midnight: bool = False     # DateTimeArrived and the like: the visit's date at midnight when unset
    plus_one_literal: bool = False              # Phone=+1... must find the 1 as well

    # Writing visits
    refuse_overlap: bool = False                # two visits in one chair, or a visit on a no-scheduling blockout
    refuse_double_booking: bool = False         # one provider in two visits
    refuse_any_blockout: bool = False           # a visit on a blockout of any type
    refuse_holiday: bool = False
    refuse_past: bool = False
    refuse_same_patient: bool = False           # two visits of one patient at one time
    require_procedure: bool = False             # preference ApptsRequireProc is honoured on POST
    chairless_blockouts_block: bool = True      # a blockout row without chairs means all chairs
    complete_may_change: bool = True            # the status of a Complete visit
    planned_may_be_scheduled: bool = True       # by PUT rather than SchedulePlanned
    note_may_be_scheduled: bool = True          # a PtNote
    unscheduling_clears_op: bool = True         # PUT UnschedList sets Op to 0
    move_resets_confirmed: bool = False         # a new date sets Confirmed to the first definition
    move_follows_provider: bool = False         # the provider of the new spot takes over
    move_clears_arrival: bool = False
    move_revives_broken: bool = False           # a new time turns Broken back to Scheduled

    # Breaking visits
    break_status_text: str = "Only scheduled appointments can be broken."
    break_leaves: str = "UnschedList"           # status after Break "true": UnschedList | Broken
    break_honours_no_recalls: bool = False      # preference UnscheduledListNoRecalls makes Break "true" a 400
    break_adds_adjustment: bool = False         # preference BrokenApptAdjustment is honoured

    # Patients, commlogs, events
    duplicate_patients: str = "refuse"          # refuse | allow
    duplicate_text: str = "Patient already exists."
    prospective_chairs: bool = False            # POST into a SetProspective chair makes the patient Prospective
    commlog_put_permission: str = "AllOthers"   # AllOthers | Comm
    event_success: str = "2xx"                  # what counts as delivered: 2xx | 200
    event_timeout_s: float = 10.0

    def turned(self, **changes: Any) -> Switches:
        """Raises ValueError naming an unknown switch or one whose value has the wrong type."""
        known = {one.name for one in fields(self)}
        for name in changes.keys() - known:
            raise ValueError(f"there is no switch {name!r}; there are {', '.join(sorted(known))}")
        return replace(self, **{name: _typed(name, value) for name, value in changes.items()})


CHOICES: Mapping[str, tuple[str, ...]] = {
    "mode": ("remote", "service"), "newer_parameters": ("refuse", "ignore"),
    "unknown_body_fields": ("ignore", "refuse"), "unknown_patient_visits": ("empty", "404"),
    "break_leaves": ("UnschedList", "Broken"), "duplicate_patients": ("refuse", "allow"),
    "commlog_put_permission": ("AllOthers", "Comm"), "event_success": ("2xx", "200"),
}
_TRUTHS = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}


_TYPES = get_type_hints(Switches)


def _typed(name: str, value: Any) -> Any:
    """*value*, perhaps as text from a command line, in the type of the switch."""
    try:
        read = _read(_TYPES[name], value)
    except (ValueError, TypeError, KeyError) as trouble:
        raise ValueError(f"switch {name} cannot be {value!r}") from trouble
    if name in CHOICES and read not in CHOICES[name]:
        raise ValueError(f"switch {name} is one of {', '.join(CHOICES[name])}, not {value!r}")
    return read


def _read(kind: Any, value: Any) -> Any:
    if kind is bool:
        return value if isinstance(value, bool) else _TRUTHS[str(value).lower()]
    if kind is str:
        return str(value)
    if kind in (int, float):
        return kind(value)
    parts = str(value).replace("-", ",").split(",") if kind == tuple[float, float] and isinstance(value, str) else value
    if kind == tuple[float, float]:
        low, high = (float(part) for part in parts)
        return low, high
    return tuple(value.split(",") if isinstance(value, str) else value)
