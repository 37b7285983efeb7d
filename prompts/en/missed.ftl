parked-none = I don't see a missed visit for { $patient-first }. Let's find a new time.
