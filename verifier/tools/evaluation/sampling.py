"""Valuations found by machine: small exact values first, then seeded random ones, kept where every premise holds.

How many were tried and which premises turned them away is part of the result; finding none is said, not hidden.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random as Generator
from typing import Iterable

import sympy as sp
from flint import fmpq
from sympy.core.function import AppliedUndef

from verifier.claim import Premise
from verifier.tools.evaluation import drawing
from verifier.tools.evaluation.evaluate import evaluate, holds
from verifier.tools.evaluation.expectation import NeedsOutcome
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.vocabulary.operators import Tends, TendsFromAbove
from verifier.vocabulary.valuation import MissingValue, Valuation, head_of, name_of, parameters_of, parts_of

PATIENCE = 60  # tries after which points that meet the premises without certainty are good enough
HORIZON = 7  # terms of a sequence that are worked out from a recurrence


@dataclass
class Samples:
    """The valuations kept (certified ones first) and the story of the search."""

    kept: list = field(default_factory=list)
    certified: int = 0  # how many of the kept meet every premise with certainty
    tried: int = 0
    turned_away: Counter = field(default_factory=Counter)  # premise in words -> times

    def __iter__(self):
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)

    def story(self) -> str:
        """One sentence for a report."""
        words = f"{len(self.kept)} of {self.tried} points tried meet the premises"
        if self.kept or not self.turned_away:
            return words
        worst, times = self.turned_away.most_common(1)[0]
        return f"{words}; most often in the way ({times} times): {worst}"


def sample_points(symbols: Iterable, premises: Iterable = (), definitions: tuple = (), seed="", count: int = 12,
                  tries: int = 400, statements: Iterable = ()) -> Samples:
    """Valuations of the symbols at which no premise fails.

    `premises` are Premise objects or statements; `statements` are only looked at for the sizes that they need.
    """
    symbols = list(symbols)
    facts = [(item.says, item.statement) if isinstance(item, Premise) else (str(item), item) for item in premises]
    sights = [statement for _, statement in facts] + [sp.sympify(item) for item in statements]
    sights += [sp.sympify(definition.meaning) for definition in definitions]
    result, doubtful = Samples(), []
    derived = derived_heads([statement for _, statement in facts], symbols)
    while result.tried < tries and result.certified < count:
        if result.tried >= PATIENCE and result.certified + len(doubtful) >= count:
            break  # premises over infinitely many indices are never certain; enough points agree
        generator = Generator(f"{seed} {result.tried}")
        valuation = _one(symbols, sights, definitions, derived, generator, result.tried)
        result.tried += 1
        certain = _meets(facts, valuation, result.turned_away)
        if certain:
            result.kept.append(valuation)
            result.certified += 1
        elif certain is None and len(doubtful) < count:
            doubtful.append(valuation)
    result.kept.extend(doubtful[: count - len(result.kept)])
    return result


def _meets(facts, valuation, turned_away) -> bool | None:
    """True when every premise certainly holds, None when none fails, False (and noted) when one does."""
    certain = True
    for words, statement in facts:
        try:
            outcome = holds(statement, valuation, bits=192)
        except MissingValue as failure:
            turned_away[f"{words}: {failure}"] += 1
            return False
        if outcome.truth is False or outcome.undefined or (outcome.truth is None and outcome.left is not None):
            turned_away[words] += 1
            return False
        certain = certain and outcome.truth is True and outcome.certified
    return True if certain else None


def _one(symbols, sights, definitions, derived, generator, attempt) -> Valuation:
    """One valuation: numbers first, then what has a size, then what the premises give by equations."""
    plan = drawing.Plan(generator, attempt, sights)
    values: dict = {}
    for key in sorted(symbols, key=lambda item: (drawing.order(item), name_of(item))):
        if key not in derived:
            drawn = plan.value_for(key, values)
            if drawn is not None:
                values[key] = drawn
    for key, (head, meaning) in derived.items():
        values[key] = _solved(key, head, meaning, Valuation(values, tuple(definitions)), plan)
    _normalise(sights, values)
    return Valuation(values, tuple(definitions))


# equations among the premises that say what a symbol is
def derived_heads(statements, symbols) -> dict:
    """Symbols that a premise gives by an equation: s = expression, x[i] = ..., f(t + 1) = ..."""
    found: dict = {}
    for statement in statements:
        if isinstance(statement, (Tends, TendsFromAbove)) and isinstance(statement.args[3], sp.Symbol) and statement.args[2].is_finite:
            body, variable, place, head = statement.args  # the limit of a continuous formula is its value; the premise is checked after
            meaning = body.xreplace({variable: place})
        elif isinstance(statement, sp.Equality):
            head, meaning = statement.args
        else:
            continue
        key = head_of(head)
        if key not in symbols or key in found or not isinstance(head, (sp.Symbol, sp.Indexed, AppliedUndef)):
            continue
        shift = shift_of(head)
        recursive = any(head_of(node) == key for node in parts_of(meaning, AppliedUndef, sp.Indexed, sp.Symbol))
        if shift is None or (recursive and shift[1] != 1) or meaning.has(sp.Derivative):
            continue
        found[key] = (head, meaning)
    return found


def shift_of(head):
    """(variable, steps) for f(t + steps), (None, 0) for a plain symbol, None for other heads."""
    parameters = parameters_of(head)
    if not parameters:
        return None, 0
    variables = parameters[0].free_symbols
    if len(parameters) != 1 or len(variables) != 1:
        return None
    variable = variables.pop()
    steps = parameters[0] - variable
    return (variable, int(steps)) if steps.is_Integer else None


def _solved(key, head, meaning, valuation, plan):
    """The value that the equation gives, worked out exactly; a free guess where it is not rational."""
    variable, steps = shift_of(head)
    guess = plan.value_for(key, dict(valuation.values))
    try:
        if variable is None:
            return exact(evaluate(meaning, valuation))
        known = plan.start_of(key, guess) if steps else {}
        lower = getattr(variable, "lower", sp.Integer(0))
        first = min([int(lower) if lower.is_Integer else 0, *known])
        for t in range(first, HORIZON + 1):
            at = valuation.with_values({variable: sp.Integer(t), **({key: known} if known else {})})
            try:
                known[t + steps] = exact(evaluate(meaning, at))
            except Undefined:
                if t + steps not in known and t > first:
                    break
        if isinstance(head, sp.Indexed):
            return tuple(known[i] for i in range(1, max(known) + 1) if i in known)
        return known
    except (ArithmeticError, Unsupported, Undecided, MissingValue, ValueError, NeedsOutcome):
        return guess


def exact(value):
    """The exact number, or tuple of them, as SymPy writes it."""
    if isinstance(value, tuple):
        return tuple(exact(item) for item in value)
    if not isinstance(value, fmpq):
        raise ValueError("not rational")
    return sp.Rational(int(value.p), int(value.q))


def _normalise(sights, values) -> None:
    """Where the premises say that the entries of a vector sum to a number, scale them (or correct the last one)."""
    for statement in sights:
        if not (isinstance(statement, sp.Equality) and isinstance(statement.lhs, sp.Sum) and statement.rhs.is_Rational):
            continue
        body = statement.lhs.function
        if not (isinstance(body, sp.Indexed) and isinstance(values.get(body.base), tuple)):
            continue
        entries = values[body.base]
        total = sum(entries)
        if all(entry >= 0 for entry in entries) and total > 0:
            values[body.base] = tuple(entry * statement.rhs / total for entry in entries)
        else:
            values[body.base] = (*entries[:-1], entries[-1] + statement.rhs - total)
