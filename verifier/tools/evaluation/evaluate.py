"""Values of expressions, and whether statements hold, at a concrete valuation.

The precision is raised until exact arithmetic or disjoint balls decide; no expression is simplified.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product

import sympy as sp
from flint import ctx

from verifier.tools.evaluation.calculus import written_out
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.expectation import outcomes
from verifier.tools.evaluation.scalars import NotGiven, Undecided, Undefined, Unsupported
from verifier.tools.evaluation.truth import NEVER_DIGITS, Outcome, conclude
from verifier.vocabulary.distributions import AllEntriesEqual, Continuous, Distribution, Jointly, SameAs
from verifier.vocabulary.symbols import Index
from verifier.vocabulary.valuation import MissingValue, Valuation, parts_of, symbols_of

__all__ = ["MissingValue", "Outcome", "Undecided", "Undefined", "Unsupported", "evaluate", "holds"]

PRECISIONS = (64, 256, 1024)
PRECISIONS_OF_INTEGRALS = (40, 64, 160)
HORIZON = 8  # entries tried of an index without an upper end


def evaluate(expression, valuation, bits: int = 128, notes: list | None = None):
    """The value: an exact rational (fmpq), a ball (acb), a point (tuple of those) or a matrix (Rows).

    Raises Undefined where there is no value, Undecided where more bits may help, Unsupported for unknown heads.
    `notes` collects the names of the means that are not rigorous; without it such means are refused.
    """
    valuation = valuation if isinstance(valuation, Valuation) else Valuation(valuation)
    with ctx.workprec(bits):
        return Evaluator(valuation, bits, notes).value(sp.sympify(expression))


def holds(statement, valuation, bits: int | None = None) -> Outcome:
    """The outcome at the valuation: True, False or None; certified or not; never raises but for missing values.

    `bits` is the highest precision that is tried.  A free index without a value means "for each in its range"; a
    random symbol outside E means "almost surely".
    """
    valuation = valuation if isinstance(valuation, Valuation) else Valuation(valuation)
    statement = sp.sympify(statement)
    precisions = PRECISIONS_OF_INTEGRALS if parts_of(statement, sp.Integral, sp.Derivative) else PRECISIONS
    if bits is not None:
        precisions = tuple(sorted({*(item for item in precisions if item < bits), bits}))
    indices, ranges, complete = _ranges(statement, valuation)
    found = []
    for case in product(*ranges):
        part = _holds_at(statement, valuation.with_values(dict(zip(indices, case))) if case else valuation, precisions)
        if case and part.truth is not True:
            shown = ", ".join(f"{index} = {value}" for index, value in zip(indices, case))
            part = replace(part, why=f"at {shown}: {part.why}".rstrip(": "), case=tuple(zip(indices, case)))
        if part.truth is False or part.undefined:
            return part
        found.append(part)
    whole = conclude([part for part in found if part.truth is None], found, True)
    if complete or not whole.certified:
        return whole
    return replace(whole, certified=False, why=f"it holds for the first {len(found)} values of the index")


def _ranges(statement, valuation):
    """The free indices without a value, their ranges here, and whether the ranges are complete."""
    indices = [key for key in symbols_of(statement, definitions=valuation.definitions)
               if isinstance(key, Index) and key not in valuation]
    ranges, complete = [], True
    walk = Evaluator(valuation, 64)
    for index in indices:
        if index.upper is not None:
            ranges.append([sp.Integer(i) for i in walk.integers(index.lower, index.upper)])
            continue
        first = walk.integers(index.lower, index.lower)[0]
        if len(indices) == 1 and _alike_for_all(statement, index, valuation):
            ranges.append([sp.Integer(first)])
            continue
        last = _shortest_vector(statement, index, valuation, walk)
        complete = complete and last is not None
        ranges.append([sp.Integer(i) for i in range(first, (last or first + HORIZON - 1) + 1)])
    return indices, ranges, complete


def _alike_for_all(statement, index, valuation) -> bool:
    """Whether the index only picks entries of random vectors whose entries all have one law."""
    nodes = {node for node in parts_of(statement, sp.Indexed) if index in node.free_symbols}
    if any(node.indices != (index,) or node.base not in valuation for node in nodes):
        return False
    for node in nodes:
        given = valuation[node.base]
        while isinstance(given, SameAs):
            given = valuation[given.other]
        if not isinstance(given, (Distribution, Continuous, AllEntriesEqual)):
            return False
    return bool(nodes) and index not in symbols_of(statement.xreplace({node: sp.Dummy() for node in nodes}))


def _shortest_vector(statement, index, valuation, walk):
    """The last index at which every vector that it indexes has an entry, or None."""
    lengths = []
    try:
        statement = written_out(walk, statement)
    except (ArithmeticError, Unsupported, TypeError, ValueError, AttributeError):
        pass  # then only the vectors in sight count
    for node in parts_of(statement, sp.Indexed):
        if node.indices == (index,) and node.base in valuation:
            given = valuation[node.base]
            if node.base.shape:
                lengths.append(walk.integers(sp.S.One, node.base.shape[0])[-1])
            elif isinstance(given, (tuple, Jointly)):
                lengths.append(len(given if isinstance(given, tuple) else given.atoms[0][0]))
    return min(lengths, default=None)


def _without_estimates(statement, valuation, bits, truth: bool) -> Outcome | None:
    """The outcome of that truth by rigorous means alone, which may be much coarser than estimates; None where they do not tell."""
    try:
        with ctx.workprec(bits):
            walk = Evaluator(valuation, bits)
            found = [part for weight, part in outcomes(walk, partial(walk.outcome, statement)) if weight != 0]
    except (Undefined, Undecided, Unsupported):
        return None
    told = [part for part in found if part.truth is truth and part.certified]
    return told[0] if told and (truth is False or len(told) == len(found)) else None


def _holds_at(statement, valuation, precisions) -> Outcome:
    """One valuation: raise the precision until the outcome is certified."""
    last = best = Outcome(None, why="not tried")
    residuals: list[tuple[int, float]] = []
    for bits in precisions:
        notes: list = []
        with ctx.workprec(bits):
            walk = Evaluator(valuation, bits, notes)
            try:
                found = [part for weight, part in outcomes(walk, partial(walk.outcome, statement)) if weight != 0]
            except Undefined as failure:
                return Outcome(None, not isinstance(failure, NotGiven), why=str(failure), undefined=str(failure), bits=bits)
            except Undecided as failure:
                best = best if best.truth is not None else Outcome(None, why=str(failure), bits=bits)
                continue
            except Unsupported as failure:
                return Outcome(None, why=f"not supported: {failure}")
        against = [part for part in found if part.truth is False]
        last = against[0] if against else conclude([part for part in found if part.truth is None], found, True)
        if notes:
            last = replace(last, certified=False, notes=tuple(dict.fromkeys(notes)))
            if last.truth is False or last.truth and last.relation != "=":  # of an equation no ball makes certain that it holds
                last = _without_estimates(statement, valuation, bits, last.truth) or last
        if last.relation == "=" and last.truth and 0 < last.digits < NEVER_DIGITS:
            residuals.append((bits, 10.0 ** -last.digits))
        if last.certified or last.truth is False:
            best = last
        elif (last.truth is not None, last.digits) >= (best.truth is not None, best.digits):
            best = last
        if last.certified or last.bits == 0 or (notes and last.truth is not None):
            break
    return replace(best, series=(("residual, at most", "bits", tuple(residuals)),)) if len(residuals) > 1 else best
