"""One line for each failure, in the form that a pull request on GitHub shows beside the line."""

from __future__ import annotations

from verifier.running.summary import findings


def annotations(record, differences) -> list[str]:
    """One workflow command for each failure of the record and each difference from the lock that fails."""
    return [f"::error file={_property(found.path)},line={found.line},title={_property(found.name)}::{_data(found.text)}"
            for found in findings(record, differences)]


def _data(text) -> str:
    return str(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
