"""
What the staff are told: of what could not be made sure of, and of how it ended when the caller has not heard that.

A caller has heard it once the turn that says so is put down (`Calls.close`).  Who has rung off, or was told that the office
would let them know, or was put through because the store or this very process failed in mid-turn, has not.
"""

from __future__ import annotations

from ivr.office.requests import Agreed, ApprovedVisit, LeaveMessage, TellLate, TextVisit
from ivr.operations import states
from ivr.operations.operation import Next, Operation, Tasked
from ivr.operations.wording import handed_over, told
from ivr.speech.render import Prompts


def nothing_to_tell(request: Agreed) -> bool:
    """The staff have it, or were asking themselves; a text tells by itself."""
    return isinstance(request, LeaveMessage | ApprovedVisit | TellLate | TextVisit)


def owed(prompts: Prompts, operation: Operation, step: Next, hears_nothing: bool) -> Tasked:
    """
    The tasks that a step leaves.

    Args:
        hears_nothing: The caller will not hear from the line how it ended.
    """
    if step.state == states.HANDED_OVER:
        return in_doubt(prompts, operation)
    decided = step.state in (states.VERIFIED, states.REFUSED) and operation.state not in states.TRUE
    return (*step.tasks, *how_it_ended(prompts, operation, step.state)) if decided and hears_nothing else step.tasks


def in_doubt(prompts: Prompts, operation: Operation) -> Tasked:
    return (("/doubt", handed_over(prompts, operation.request, operation.mark, operation.callback)),)


def how_it_ended(prompts: Prompts, operation: Operation, state: str) -> Tasked:
    return (("/told", told(prompts, operation.request, state != states.REFUSED, operation.callback)),)
