"""`python -m ivr`: the `ivr` command where only the dependencies are installed."""

from __future__ import annotations

import sys

from ivr.cli import main

sys.exit(main())
