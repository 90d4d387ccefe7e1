"""Imported by the fork server alone: it ends with the run that started it, and its workers with it."""

import sys
import traceback

from verifier.running.workers import end_with_parent


def _report(kind, error, trace) -> None:
    """What keeps a worker from starting is said, unless the run has ended meanwhile and taken its semaphores along."""
    if not (kind is FileNotFoundError and traceback.extract_tb(trace)[-1].name == "__setstate__"):
        sys.__excepthook__(kind, error, trace)


end_with_parent()
sys.excepthook = _report
