"""
What can go wrong with the office, named by what it means for us.

    OfficeError
    ├── Unreachable     no answer, or none that says what happened; `maybe_done`: a write may have been carried out
    ├── Throttled       too many requests for this customer key; the request was not carried out
    ├── Forbidden       the keys are wrong, switched off, or lack a permission
    ├── Missing         no such row
    ├── Rejected        the office will not do this; `reason` is a short word of ours, never the office's text
    └── Garbled         an answer that is not what the contract says; `maybe_done` as above

No message carries the office's own words or a query: both may hold personal data.
"""


class OfficeError(Exception):
    maybe_done = False


class Unreachable(OfficeError):
    def __init__(self, message: str, maybe_done: bool):
        super().__init__(message)
        self.maybe_done = maybe_done


class Throttled(OfficeError):
    pass


class Forbidden(OfficeError):
    pass


class Missing(OfficeError):
    pass


class Rejected(OfficeError):
    def __init__(self, message: str, reason: str):
        super().__init__(message)
        self.reason = reason


class Garbled(OfficeError):
    def __init__(self, message: str, maybe_done: bool = False):
        super().__init__(message)
        self.maybe_done = maybe_done
