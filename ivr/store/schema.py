"""
The tables as the newest migration leaves them; `tests/store` compares the two.

Times are seconds since 1970, UTC.  Columns named `sealed_` hold what identifies people, encrypted; see `Database.seal`.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text, false

schema = MetaData()

calls = Table(
    "calls", schema,
    Column("sid", String(64), primary_key=True),                # Twilio's CallSid
    Column("turn", Integer, nullable=False),                    # the turn to be taken next
    Column("sealed_state", Text, nullable=False),               # the Call, as JSON
    Column("sealed_caller", Text, nullable=False),
    Column("outcomes", Text, nullable=False, default=""),       # space separated, oldest first
    Column("sealed_patient", Text),                             # PatNum, once proven
    Column("patient_key", String(64)),                          # its keyed hash
    Column("started_at", Float, nullable=False),
    Column("ended_at", Float),
    Column("ended", String(32), nullable=False, default=""),    # Twilio's final CallStatus
    Index("calls_started_at", "started_at"),
    Index("calls_patient", "patient_key"),
)

forgotten_calls = Table(
    "forgotten_calls", schema,                                  # gone, and not to be begun again by a webhook that is replayed
    Column("call", String(64), primary_key=True),               # keyed hash of its CallSid
    Column("at", Float, nullable=False),
)

words = Table(
    "words", schema,                                            # of practices that keep what is said
    Column("sid", String(64), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("sealed_heard", Text, nullable=False),
    Column("sealed_said", Text, nullable=False),
)

replies = Table(
    "replies", schema,
    Column("sid", String(64), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("sealed_reply", Text, nullable=False),               # empty once the call has ended
    # What the turn was, without its words; see `steps`.
    Column("at", Float, nullable=False, server_default="0"),
    Column("question", String(64), nullable=False, server_default=""),
    Column("heard", String(16), nullable=False, server_default=""),
    Column("understood", String(160), nullable=False, server_default=""),
    Column("missed", Boolean, nullable=False, server_default=false()),
    Column("asked", String(160), nullable=False, server_default=""),
    Column("office_ms", Integer, nullable=False, server_default="0"),
    Column("took_ms", Integer, nullable=False, server_default="0"),
    Column("led_to", String(8), nullable=False, server_default=""),
    Index("replies_at", "at", "question", "missed", "took_ms", "office_ms"),
)

lookups = Table(
    "lookups", schema,
    Column("sid", String(64), primary_key=True),
    Column("request", String(64), primary_key=True),            # keyed hash of the request
    Column("sealed_answer", Text),                              # empty while it is being fetched
    Column("started_at", Float, nullable=False),
)

operations = Table(
    "operations", schema,
    Column("key", String(96), primary_key=True),                # call and agreement
    Column("sid", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("sealed_request", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("mark", String(32), nullable=False),                 # what our own note on the appointment says
    Column("appointment", Integer),                             # AptNum, once known
    Column("refusal", String(32), nullable=False, default=""),  # why not, as the dialogue knows it
    Column("sealed_visit", Text),                               # the visit as it was read back
    Column("told_later", Boolean, nullable=False, default=False),   # the caller was told they will hear from the office
    Column("told", Integer, nullable=False, default=0),         # how it ended: see `calls.UNSAID`
    Column("sent_at", Float),                                   # when the write was last sent
    Column("due_at", Float, nullable=False),                    # not before this may it be taken up again
    Column("holder", String(64), nullable=False, default=""),   # the process carrying it out
    Column("tries", Integer, nullable=False, default=0),        # steps that failed since the last that did not
    Column("created_at", Float, nullable=False),
    Index("operations_due", "state", "due_at"),
    Index("operations_sid", "sid"),
    Index("operations_told", "told", "created_at"),
)

tasks = Table(
    "tasks", schema,
    Column("id", Integer, primary_key=True),
    Column("key", String(96), nullable=False, unique=True),     # what makes it one task, however often it is reported
    Column("sid", String(64), nullable=False),
    Column("kind", String(48), nullable=False),
    Column("urgent", Boolean, nullable=False, default=False),
    Column("sealed_callback", Text, nullable=False),
    Column("sealed_text", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("done_at", Float),
    Column("sealed_patient", Text),                             # PatNum, once proven
    Column("patient_key", String(64)),                          # its keyed hash
    Index("tasks_done_at", "done_at"),
    Index("tasks_patient", "patient_key"),
    Index("tasks_sid", "sid"),
)

allowances = Table(
    "allowances", schema,
    Column("key", String(64), primary_key=True),                # keyed hash of the customer key
    Column("opens_at", Float, nullable=False),                  # the next request may start
)

tickets = Table(
    "tickets", schema,                                          # requests that wait for their turn
    Column("id", String(32), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("priority", Integer, nullable=False),                # lowest first
    Column("about", String(64), nullable=False),                # under this name they are promoted
    Column("came_at", Float, nullable=False),                   # equals go in this order
    Column("seen_at", Float, nullable=False),                   # when the waiting process last said so
    Index("tickets_waiting", "key", "seen_at"),
    Index("tickets_about", "about"),
)

claims = Table(
    "claims", schema,                                           # time that is spoken for
    Column("resource", String(32), primary_key=True),           # "chair 3", "provider 2", "patient 771"
    Column("unit", Integer, primary_key=True, autoincrement=False),     # five minutes, counted from 2000, office-local
    Column("holder", String(96), nullable=False),               # a call, or an operation
    Column("lapses_at", Float, nullable=False),
    Index("claims_holder", "holder"),
    Index("claims_unit", "unit"),
)

copied_rows = Table(
    "copied_rows", schema,                                      # what the line keeps of the office's book
    Column("part", String(16), primary_key=True),               # "visits", "schedules", "patients"
    Column("number", BigInteger, primary_key=True, autoincrement=False),    # AptNum, ScheduleNum, PatNum
    Column("day", String(10), nullable=False),                  # ISO, of visits and schedules
    Column("stamp", String(19), nullable=False),                # DateTStamp, when there is one
    Column("sealed_row", Text),                                 # the columns needed, as JSON; empty when the row is gone
    Column("version", Integer, nullable=False),                 # of the copy, when the row was last changed in it
    Index("copied_rows_version", "part", "version"),
    Index("copied_rows_day", "part", "day"),
)

copied_keys = Table(
    "copied_keys", schema,                                      # by what patients are looked up
    Column("hash", String(64), primary_key=True),               # keyed hash of a phone number or a date of birth
    Column("number", BigInteger, primary_key=True, autoincrement=False),    # PatNum
    Index("copied_keys_number", "number"),
)

copied_parts = Table(
    "copied_parts", schema,
    Column("name", String(32), primary_key=True),
    Column("read_at", Float, nullable=False),                   # when what it holds was last known to be complete
    Column("cursor", String(32), nullable=False),               # the office's clock then, or how far a list was read
    Column("version", Integer, nullable=False),
    Column("sealed", Text),                                     # a small table whole
)

console_sessions = Table(
    "console_sessions", schema,
    Column("id", String(64), primary_key=True),                 # keyed hash of what the browser holds
    Column("who", String(64), nullable=False),
    Column("began_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),                   # when the person, not the page by itself, last asked
)

console_tries = Table(
    "console_tries", schema,                                    # sign-ins that have not succeeded
    Column("id", Integer, primary_key=True),
    Column("who", String(64), nullable=False),                  # keyed hash of the name, which may be a password typed amiss
    Column("at", Float, nullable=False),
    Index("console_tries_at", "at"),
)

audit = Table(
    "audit", schema,                                            # never changed, never removed: triggers refuse both
    Column("number", Integer, primary_key=True, autoincrement=False),   # without gaps
    Column("at", Float, nullable=False),
    Column("who", String(64), nullable=False),
    Column("did", String(32), nullable=False),
    Column("about", String(128), nullable=False),               # a call, a task, a day; empty
    Column("chain", String(64), nullable=False),                # keyed hash of this row and of the chain before it
)

opt_outs = Table(
    "opt_outs", schema,                                         # who is to be sent no texts
    Column("number", String(64), primary_key=True),             # keyed hash
    Column("at", Float, nullable=False),
)

day_counts = Table(
    "day_counts", schema,                                       # how many calls and turns of which kind a day that is over had
    Column("day", String(10), primary_key=True),                # ISO, the office's
    Column("counts", Text, nullable=False),                     # JSON; names nobody
)

identity_tries = Table(
    "identity_tries", schema,                                   # dates of birth and names that were not the chart's own
    Column("subject", String(64), primary_key=True),            # keyed hash of a calling number or a PatNum
    Column("attempt", String(64), primary_key=True),            # keyed hash of the call and the try
    Column("at", Float, nullable=False),
    Index("identity_tries_at", "at"),
)

keys = Table(
    "keys", schema,                                             # of this database, sealed with the secret that is not in it
    Column("name", String(32), primary_key=True),
    Column("sealed", Text, nullable=False),
)
