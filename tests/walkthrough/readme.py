"""The README's own commands, as they stand there, and a terminal to type them in."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHAPTER = re.compile(r"^### From nothing to a live number$(.*?)^### ", re.DOTALL | re.MULTILINE)
DONE = "the command has ended with"


def chapter():
    return CHAPTER.search((ROOT / "README.md").read_text(encoding="utf-8"))[1]


def blocks():
    return re.findall(r"^```sh\n(.*?)^```$", chapter(), re.DOTALL | re.MULTILINE)


def filled_in(block, values):
    """What a newcomer puts behind each `=`."""
    for name, value in values.items():
        block, found = re.subn(rf"^{name}=.*$", f"{name}={value}", block, flags=re.MULTILINE)
        assert found == 1, f"{name} is not asked for"
    return block


class Terminal:
    """A shell in *folder*."""

    def __init__(self, folder, environment):
        self._folder = folder
        self._shell = subprocess.Popen(["bash"], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True, start_new_session=True)
        self._write("trap 'FAILED=$?' ERR\n")

    def type(self, block, said=""):
        """
        Args:
            said: What is typed while it runs.

        Returns:
            Exit code of the last command that failed or 0, what was printed, seconds.
        """
        (self._folder / "said").write_text(said)
        began, printed = time.monotonic(), []
        self._write(f"FAILED=0\n{{\n{block}}} < said\necho '{DONE}' $FAILED\n")
        for line in self._shell.stdout:
            if line.startswith(DONE):
                return int(line.split()[-1]), "".join(printed), time.monotonic() - began
            printed.append(line)
        raise AssertionError("the shell has gone: " + "".join(printed))

    def start(self, block):
        """Something that goes on until it is interrupted."""
        self._write(block)

    def interrupt(self):
        """Ctrl-C; all that was printed."""
        os.killpg(self._shell.pid, signal.SIGINT)
        return self._shell.communicate(timeout=30)[0]

    def close(self):
        if self._shell.poll() is None:
            os.killpg(self._shell.pid, signal.SIGKILL)
            self._shell.communicate()

    def _write(self, text):
        self._shell.stdin.write(text)
        self._shell.stdin.flush()
