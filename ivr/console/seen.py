"""
Parts of pages that renew themselves: sent again when they have changed, and a look of their own unless they follow one.

What a page is given to ask again with says what it shows and that it was shown, to this session.  Whoever asks for a part
without it, or with somebody else's, looks, and that stands on the trail.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from flask import Response, g, render_template, request, session

from ivr.console.parts import Parts

HALF = 16               # characters: of what is shown, and of the proof that it was


def mark(parts: Parts, part: str, shown: Iterable[object]) -> str:
    """
    Args:
        shown: What differs when anything that is seen does.
    """
    found = hashlib.sha256("|".join(map(str, shown)).encode()).hexdigest()[:HALF]
    return found + _proof(parts, part, found)


def renewed(parts: Parts, part: str, page: str, look: tuple[str, str], found: dict[str, Any]) -> str | Response:
    """
    Nothing, when what is shown is what there is.

    Args:
        look: What the trail says of one who has not been shown the part before: did, about.
        found: What the page is made of, with its mark as "seen".
    """
    seen = request.args.get("seen", "")
    if seen == found["seen"]:
        return Response(status=204)
    if not hmac.compare_digest(_proof(parts, part, seen[:HALF]).encode(), seen[HALF:].encode()):
        parts.audit.write(g.who.name, *look)
    return render_template(page, **found)


def _proof(parts: Parts, part: str, found: str) -> str:
    return parts.database.hash(f"seen {session['token']} {part} {found}")[:HALF]
