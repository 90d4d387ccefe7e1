"""What a statement is at a point by rigorous means, and roughly."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from flint import ctx

from verifier.tools.evaluation.expectation import NeedsOutcome
from verifier.tools.evaluation.poles import pole
from verifier.tools.evaluation.programs import walk_of
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
from verifier.tools.evaluation.ties import settled_tie
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.relations import sides_of
from verifier.vocabulary.valuation import MissingValue, Valuation

PRECISIONS = (64, 192, 640)


def approximate(relation, values) -> float | None:
    """The larger side minus the smaller one of an order relation at the point, roughly."""
    small, large, _ = sides_of(relation)
    try:
        with ctx.workprec(64):
            walk = walk_of(relation, Valuation(values), 64)
            value = ball(walk.value(large)) - ball(walk.value(small))
    except (Undefined, Undecided, Unsupported, MissingValue, TypeError, ValueError, ArithmeticError, AttributeError):
        return None
    return float(value.real.mid()) if value.is_finite() and value.imag.contains(0) else None


def certain(statement, values: dict, precisions=PRECISIONS, notes: list | None = None, thorough: bool = True, ties: bool = True) -> Outcome | None:
    """The outcome at a point by rigorous means; None when there is no rigorous meaning; `undefined` says why.

    With `ties`, sides that agree to all digits are asked whether they are equal algebraic numbers.
    """
    best = found = None
    valuation = Valuation(values)
    for bits in precisions:
        if best is not None and best.truth is True and bits != precisions[-1] and isinstance(statement, sp.Eq):
            continue  # what agrees is looked at as closely as possible at once
        with ctx.workprec(bits):
            walk = walk_of(statement, valuation, bits, notes)
            try:
                found = walk.outcome(statement)
            except Undefined as failure:
                return Outcome(None, True, why=str(failure), undefined=str(failure) or "undefined", bits=bits)
            except Undecided as failure:
                best = best or Outcome(None, why=str(failure), bits=bits)
                continue
            except (Unsupported, MissingValue, NeedsOutcome, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as failure:
                return Outcome(None, why=f"{type(failure).__name__}: {failure}", bits=bits)
            except ZeroDivisionError as failure:
                return Outcome(None, True, why=str(failure), undefined=str(failure) or "undefined", bits=bits)
        best = found if best is None or best.truth is None or found.truth is not None else best  # more bits may be too dear
        if found.certified or (found.truth is True and not thorough and isinstance(statement, (sp.Eq, sp.Le, sp.Ge))):
            return found
    if best is not None and best.truth is True and found is not None and found.truth is None and len(precisions) > 2:
        found = certain(statement, values, precisions[1:-1], notes, thorough, ties)
        return best if found is None or found.truth is None else found
    if best is not None and (best.truth is None or best.truth is True and _is_special(values)) and (word := pole(statement, values)):
        return replace(best, certified=True, why=word, undefined=word)
    return settled_tie(statement, values, best) if best is not None and (ties or best.truth is None) else best


def _is_special(values) -> bool:
    """Whether an irrational number is among the values: a ball around what is 0 there may still be divided by."""
    return any(isinstance(value, sp.Expr) and value.has(sp.Pow, sp.Function, sp.NumberSymbol) for value in values.values())
