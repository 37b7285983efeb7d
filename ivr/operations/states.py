"""
Everything that may happen to an operation, in one table.

    agreed      nothing has been sent.  The office's book is read again; what was agreed still fits, or it is refused.
    sending     the write is being sent, or its sender died: whether it was carried out is not known.
    in_doubt    the answer was lost.  The book is looked at until the settle window has passed; only then may the write be
                sent again.  Open Dental gives up on a request after 60 s, so by then it has landed or never will.
    written     the office said so, or the book shows it.  It is read back and compared with what was agreed.
    yielding    somebody else was given the same time in the same second: ours is taken back.
    verified    the book has exactly what was agreed.  The caller may be told.
    logging     the commlog is being sent, or its sender died.
    texting     the confirmation is being sent to the patient's telephone.  If its sender died, it is not sent again.
    done, refused, handed_over (to the staff, as a task)    the end.

When a state is added, add what may follow it here: `Operations` refuses any other step.
"""

AGREED, SENDING, IN_DOUBT, WRITTEN, YIELDING, VERIFIED, LOGGING, TEXTING = (
    "agreed", "sending", "in_doubt", "written", "yielding", "verified", "logging", "texting")
DONE, REFUSED, HANDED_OVER = "done", "refused", "handed_over"

TRANSITIONS: dict[str, frozenset[str]] = {
    AGREED: frozenset({AGREED, SENDING, VERIFIED, REFUSED, DONE}),
    SENDING: frozenset({WRITTEN, IN_DOUBT, AGREED, REFUSED, HANDED_OVER}),
    IN_DOUBT: frozenset({IN_DOUBT, WRITTEN, AGREED, HANDED_OVER}),
    WRITTEN: frozenset({WRITTEN, VERIFIED, YIELDING, HANDED_OVER}),
    YIELDING: frozenset({YIELDING, REFUSED, HANDED_OVER}),
    VERIFIED: frozenset({LOGGING, DONE}),
    LOGGING: frozenset({LOGGING, VERIFIED, TEXTING, DONE}),
    TEXTING: frozenset({DONE}),
    DONE: frozenset(),
    REFUSED: frozenset(),
    HANDED_OVER: frozenset(),
}

ENDED = frozenset(state for state, after in TRANSITIONS.items() if not after)
TRUE = frozenset({VERIFIED, LOGGING, TEXTING, DONE})      # the book has what was agreed
DECIDED = TRUE | {REFUSED}                                # the caller may be told how it ended
