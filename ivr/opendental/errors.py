"""
What can go wrong with the office, named by what it means for us.

    OfficeError         `maybe_done`: a write may have been carried out all the same
    ├── Unreachable     no answer, or none that says what happened; asking again later may help
    │   ├── Throttled   too many requests for this customer key
    │   └── Garbled     an answer that is not what the contract says
    ├── Forbidden       the keys are wrong, switched off, or lack a permission
    ├── Missing         no such row
    └── Rejected        the office will not do this; `reason` is a short word of ours, never the office's text

No message carries the office's own words or a query: both may hold personal data.
"""


class OfficeError(Exception):
    def __init__(self, message: str, maybe_done: bool = False):
        super().__init__(message)
        self.maybe_done = maybe_done


class Unreachable(OfficeError):
    pass


class Throttled(Unreachable):
    pass


class Garbled(Unreachable):
    pass


class Forbidden(OfficeError):
    pass


class Missing(OfficeError):
    pass


class Rejected(OfficeError):
    def __init__(self, message: str, reason: str):
        super().__init__(message)
        self.reason = reason
