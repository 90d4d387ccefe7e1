"""Imported by the fork server alone: it ends with the run that started it, and its workers with it."""

from verifier.workers import end_with_parent

end_with_parent()
