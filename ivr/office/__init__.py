"""
What the line knows about a dental office: its records, its openings, what can be asked of it.

Pure: no clock, no network, no Flask, no logging.

Every time in here is office-local and naive, as Open Dental's are; only a duration from *now* needs the practice's
zone, and the one function that computes it takes the zone as an argument.
"""
