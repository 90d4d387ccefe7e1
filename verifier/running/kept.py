"""A claim's row as the cache keeps it: where its steps stood, what every run reads, and the rest."""

from __future__ import annotations

import hashlib
import json

from verifier.record import LONG, ClaimRecord, UnreadClaim, to_data
from verifier.running.places import attach, complete


def to_text(row: ClaimRecord, places: list) -> str:
    """The row as four lines."""
    data = to_data(row)
    long = {name: data.pop(name) for name in LONG}
    return "\n".join((_digest(places), *(json.dumps(part, ensure_ascii=False) for part in (row.outcomes, data, long))))


def from_text(text: str, written: ClaimRecord, places: list) -> ClaimRecord:
    """The row; a claim that moved in its file gets the lines where it is now."""
    stood, outcomes, short, long = text.split("\n")
    row = UnreadClaim(json.loads(short), long, json.loads(outcomes))
    complete(row, written)
    if stood != _digest(places):
        attach(row, places)
    return row


def _digest(places: list) -> str:
    return hashlib.sha256(json.dumps(places).encode()).hexdigest()
