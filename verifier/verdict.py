"""The verdict ladder: one enum, strongest first; its order, words and colours are read from here."""

from __future__ import annotations

from enum import Enum
from typing import Iterable


class Verdict(Enum):
    """What the tool says of a step or claim; the value is the sentence a reader is told."""

    PROVED = "True for everything in the stated domain; the kernel re-checked exact evidence."
    ENCLOSED = "True on the whole stated region; rigorous ball arithmetic covers it."
    PROVED_FOR = "Proved for the listed sizes or instances only."
    SIMPLIFIED = "A computer algebra system reduces it and points agree; the kernel cannot re-check it."
    SUPPORTED = "Agrees at the sampled points to the stated digits; this is not a proof."
    ASSUMED = "Taken from the cited source and not checked here."
    UNDECIDED = "No strategy was conclusive in its budget; try a smaller step or cite one more law."
    VACUOUS = "The premises contradict each other, so the statement says nothing."
    ILL_POSED = "A term is undefined somewhere in the stated domain."
    REFUTED = "The premises hold and the statement fails at the witness shown."
    CONFLICT = "Two routes disagree: the tool or the encoding is wrong, not the mathematics."
    ERROR = "The tool failed with an error; this says nothing about the mathematics."
    TIMEOUT = "The time budget ran out; this says nothing about the mathematics."

    @property
    def strength(self) -> int:
        """Position on the ladder; larger is stronger."""
        return len(_LADDER) - _LADDER.index(self)

    @property
    def is_green(self) -> bool:
        """Whether a claim that expects to be true may be shown in green with this verdict."""
        return self in (Verdict.PROVED, Verdict.ENCLOSED, Verdict.PROVED_FOR,
                        Verdict.SIMPLIFIED, Verdict.SUPPORTED)

    @property
    def is_full(self) -> bool:
        """Whether the kernel accepted evidence for all that is said."""
        return self in (Verdict.PROVED, Verdict.ENCLOSED)

    @property
    def is_failure_of_the_tool(self) -> bool:
        """Whether the verdict says that the tool failed rather than the mathematics."""
        return self in (Verdict.CONFLICT, Verdict.ERROR, Verdict.TIMEOUT)


_LADDER = tuple(Verdict)


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a whole is that of its weakest part; an empty whole is undecided."""
    return min(verdicts, key=lambda verdict: verdict.strength, default=Verdict.UNDECIDED)
