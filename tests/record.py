"""
Make a screenplay of a call: `python -m tests.record NAME < lines`, where lines are settings and what the caller does.

What is heard and what the call leaves behind is written down beside it, for somebody to read before it is kept.
"""

import sys
import tempfile
from pathlib import Path

from tests.screenplay import answer, read, set_desk
from tests.stage import Stage


def record(path):
    play = read(path)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "stage", now=play.settings["now"], caller=play.settings["from"])
        set_desk(stage.phone, play)
        lines = [line for line in path.read_text().splitlines() if line.partition(" ")[0].islower() or line.startswith("#")] + [""]
        heard = stage.phone.dial()
        lines += [f"IVR     {heard.text}"]
        for said in play.said("CALLER"):
            heard = answer(stage.phone, said)
            lines += [f"CALLER  {said}", *([f"IVR     {heard.text}"] if heard.text else [])]
            if not heard.listening:
                break
        else:
            stage.phone.hang_up()
        stage.settle()
        lines += [f"OFFICE  {change}" for change in stage.changes()] + [f"MARKED  {mark}" for mark in stage.marked()]
        logs = stage.commlogs() - stage.logs_before
        lines += [f"CHART   {logs}"] if logs else []
        lines += [f"TASK    {task.kind}" for task in stage.line.tasks.open()] + [f"RINGS   {number}" for number in stage.phone.dialled]
        lines += [f"STAFF   {text}" for text in stage.phone.whispers]
        stage.close()
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record(Path(name))
