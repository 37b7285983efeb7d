"""One office, one store, and the processes that carry agreements out between them."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

from sqlalchemy import select

from ivr.dialogues.remembered import RECORDS
from ivr.operations.states import ENDED
from ivr.simulator.sample import sample_office
from ivr.simulator.serving import running
from ivr.store.database import Database
from ivr.store.schema import operations
from tests.durability.agreements import Agreements, wrong
from tests.durability.processes import NOW, QUICK, SECRET, Carrier, Pauses, Single, Standing, child, ended

KINDS = ("booking", "move", "cancel")
AT_ONCE = 4


class Scene:
    def __init__(self, store_url):
        self._stack = ExitStack()
        self.store_url, self.on_sqlite = store_url, store_url.startswith("sqlite")
        self.database = Database(store_url, SECRET)
        self._stack.callback(self.database.engine.dispose)
        self.database.prepare()
        self.office = sample_office(NOW.date(), clock=lambda: NOW)
        self.office_url = self._stack.enter_context(running(self.office))
        carrier = self.another(made=Single)
        carrier.book.confirmed()                # so that no agreement's steps are more than another's
        self.agreements = Agreements(carrier, self.office)
        self.begun = []                         # (agreement, the step at which its process was ended)

    def another(self, times=QUICK, **options):
        carrier = Carrier(self.store_url, self.office_url, times, **options)
        self._stack.callback(carrier.close)
        return carrier

    def begin(self, agreement, nth=0, times=QUICK):
        self.begun.append((agreement, nth))
        return child(self.store_url, self.office_url, agreement.key, RECORDS.plain(agreement.request), nth, times)

    def carry_out(self, agreement, times=QUICK):
        """In this process, whatever happens to it."""
        self.begun.append((agreement, 0))
        self.another(times, made=Single).operations.start(agreement.key, agreement.key.partition("/")[0], agreement.request)

    def stand_still(self, agreement, nth, awake):
        """In this process: begin it, and stand still at its *nth* step until *awake* is set."""
        self.begun.append((agreement, nth))
        carrier = self.another(made=Standing)

        def stand():
            carrier.operations.still = True
            awake.wait()

        steps = Pauses(carrier, nth, stand)
        threading.Thread(target=carrier.operations.start, args=(agreement.key, agreement.key.partition("/")[0], agreement.request)).start()
        while steps.passed < nth or (nth == 0 and not ended(self.database, agreement.key)):
            time.sleep(0.01)
        return steps

    def steps(self, kind):
        """How many an agreement of that kind takes when nothing happens to its process."""
        process, steps = self.begin(self.agreements.next(kind))
        taken = steps.recv()
        process.join()
        return taken

    def kill(self, kinds=KINDS, every=1, first=1):
        """One process at every step of every kind of agreement."""
        doomed = [(kind, nth) for kind in kinds for nth in range(first, self.steps(kind) + 1, every)]
        for some in (doomed[n:n + AT_ONCE] for n in range(0, len(doomed), AT_ONCE)):
            for process, _ in [self.begin(self.agreements.next(kind), nth) for kind, nth in some]:
                process.join()

    def finish(self, within_s=20.0, times=QUICK):
        """Seconds until one more process has ended everything."""
        began = time.monotonic()
        self.another(times)
        while self.unfinished():
            assert time.monotonic() - began < within_s, self.unfinished()
            time.sleep(0.02)
        return time.monotonic() - began

    def unfinished(self):
        with self.database.read() as connection:
            return connection.execute(select(operations.c.key, operations.c.state).where(operations.c.state.not_in(ENDED))).all()

    def faults(self, judged=wrong):
        found = {f"{type(each.request).__name__} ended at step {nth}": judged(self.office, self.database, each) for each, nth in self.begun}
        return {what: fault for what, fault in found.items() if fault}

    def sent(self, agreement):
        """When the office was sent the booking, in seconds of a monotonic clock."""
        return [request.started_s for request in self.office.requests
                if (request.method, request.path) == ("POST", "/appointments") and agreement.mark in str(request.body)]

    def close(self):
        self._stack.close()
