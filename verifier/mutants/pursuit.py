"""Points made for one mutant: moved onto its equations and the zeros of its denominators, then downhill to where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice, zip_longest

from sympy import Add, Eq, Expr, Integer, MatMul, MatrixSymbol, Mul, Ne, Pow, Rational, Symbol, log
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.mutants.variations import NO_VALUE, Neighbourhood, changes
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.evaluation.evaluate import evaluate
from verifier.tools.evaluation.predicates import admissible
from verifier.tools.evaluation.sampling import exact
from verifier.tools.evaluation.scalars import ball, is_exact, is_zero
from verifier.tools.evaluation.truth import Outcome
from verifier.vocabulary.operators import Both, Iff, Implies
from verifier.vocabulary.valuation import Valuation, is_function_key

BREADTH, DEPTH = 30, 4  # changes of a point that are tried at once, and how often


def numbers_of(valuation: Valuation) -> dict:
    """The values that are numbers, and those of defined symbols that are rational."""
    found = {key: value for key, value in valuation.values.items() if isinstance(key, Symbol) and isinstance(value, Expr)}
    for definition in valuation.definitions:
        if isinstance(definition.head, Symbol):
            with suppress(*NO_VALUE):
                found[definition.head] = exact(evaluate(definition.head, valuation))
    return {key: value for key, value in found.items() if isinstance(value, Expr)}  # a defined point has coordinates


def equations(statement) -> tuple:
    """The equations `symbol = expression` (or their denials, as equations) that stand in a statement."""
    if isinstance(statement, (Implies, Iff, Both)):
        return tuple(found for part in statement.args for found in equations(part))
    if isinstance(statement, (Eq, Ne)) and any(isinstance(side, Symbol) for side in statement.args):
        return (Eq(*statement.args, evaluate=False),)
    return ()


def granted(statement, equation: Eq):
    """What is left of a statement where the equation holds by construction."""
    if isinstance(statement, Implies) and statement.args[0] == equation:
        return statement.args[1]
    if isinstance(statement, Iff) and equation in statement.args:
        return statement.args[1 - statement.args.index(equation)]
    return statement


def denominators(statement) -> list:
    """What the statement divides by, where no bound variable and no function of the author is involved."""
    found = {}
    for node in statement.atoms(Pow):
        base = node.base
        if node.exp.is_negative and isinstance(base, (Add, Symbol)) and not base.atoms(AppliedUndef) and free_symbols(base):
            found[base] = True
    return sorted(found, key=str)


def divisors(statement) -> dict:
    """The parts, with sums and products of author's terms among them, that have no value to offer at 0: what is divided by, and arguments of logarithms."""
    found = {node.base: True for node in statement.atoms(Pow) if node.exp.is_negative and free_symbols(node.base)}
    return found | {node.args[0]: True for node in statement.atoms(log) if free_symbols(node.args[0])}


def zeros(statement, known) -> Iterator[tuple[Expr, Eq]]:
    """(denominator, symbol = value) for the symbols in which a denominator that the statement alone has is linear."""
    for base in denominators(statement):
        if base in known or -base in known:
            continue
        for symbol in sorted(free_symbols(base), key=str):
            if isinstance(symbol, Symbol) and base.is_polynomial(symbol):
                slope = base.diff(symbol)
                if slope.is_nonzero and not slope.has(symbol):
                    yield base, Eq(symbol, (-base.xreplace({symbol: Integer(0)}) / slope), evaluate=False)


def vanishes(base, valuation: Valuation) -> bool:
    """Whether the expression is exactly 0 at the point."""
    try:
        value = evaluate(base, valuation)
    except NO_VALUE:
        return False
    return is_exact(value) and is_zero(value)


def moved(equation: Eq, valuation: Valuation, near: Neighbourhood) -> Valuation | None:
    """The point moved onto `symbol = value`, if all premises still hold there."""
    there = _set(equation, valuation, near)
    return there if there is not None and near.admits(there) else None


def _set(equation: Eq, valuation: Valuation, near: Neighbourhood) -> Valuation | None:
    symbol, meaning = equation.args if isinstance(equation.lhs, (Symbol, MatrixSymbol)) else equation.args[::-1]
    if symbol not in valuation.values:
        return None
    of_matrices = isinstance(symbol, MatrixSymbol)
    try:  # `substitute`, since a bound variable may have the name of a given one
        value = exact(evaluate(meaning, valuation)) if of_matrices else substitute(meaning, numbers_of(valuation))
    except NO_VALUE:
        return None
    if not of_matrices and not (isinstance(valuation.values[symbol], Expr) and isinstance(value, Expr) and value.is_number
                                and value.is_finite and admissible(symbol, value)):
        return None
    there = near.rederived({**valuation.values, symbol: value})
    return there if there.values[symbol] == value else None


def onto_conditions(statement, valuation: Valuation, near: Neighbourhood) -> Iterator[Valuation]:
    """Points at which matrices of an implication are what an equation of it says, or a simple multiple of that."""
    if not isinstance(statement, (Implies, Iff)):
        return
    for part in statement.args:
        found = [item for item in (part.args if isinstance(part, Both) else (part,)) if isinstance(item, Eq)
                 and any(isinstance(side, MatrixSymbol) for side in item.args)]
        for factor in (1, -1, 2, 0, Rational(1, 2)) if found else ():
            there = valuation
            for equation in found:
                symbol, meaning = equation.args if isinstance(equation.lhs, MatrixSymbol) else equation.args[::-1]
                there = there and _set(Eq(symbol, MatMul(factor, meaning), evaluate=False), there, near)
            if there is not None and near.admits(there):
                yield there


# -- downhill ------------------------------------------------------------------------------------------------------

def margin(outcome: Outcome) -> float | None:
    """By how much an inequality holds, against the size of its sides; negative where it fails."""
    if outcome.relation not in ("<", "<=", ">", ">=") or isinstance(outcome.left, tuple) or isinstance(outcome.right, tuple):
        return None
    if outcome.left is None or outcome.right is None:
        return None
    left, right = (float(ball(side).real.mid()) for side in (outcome.left, outcome.right))
    size = abs(left) + abs(right)
    if not 0 < size < float("inf"):
        return None
    return ((right - left) if outcome.relation in ("<", "<=") else (left - right)) / size


def neighbours(valuation: Valuation, turn: int) -> Iterator[dict]:
    """Changes of one value, the first of every symbol before the second of any; all numbers and entries scaled together."""
    scaled = [{key: _scaled(value, factor) for key, value in valuation.values.items() if _is_real_valued(key)}
              for factor in (Integer(10), Integer(1) / 10, Integer(2), Integer(1) / 2)]
    for values in scaled:
        if all(admissible(key, value) for key, value in values.items() if isinstance(key, Symbol) and isinstance(value, Expr)):
            yield {**valuation.values, **values}
    rows = []
    for key in sorted(valuation.values, key=str):
        listed = [{**valuation.values, key: value} for value in islice(changes(key, valuation.values[key]), 60)]
        rows.append(listed[turn % 2::2] + listed[(turn + 1) % 2::2])
    yield from (values for values in chain.from_iterable(zip_longest(*rows)) if values is not None)


def _is_real_valued(key) -> bool:
    return not getattr(key, "is_integer", False) and not is_function_key(key)


def _scaled(value, factor):
    if isinstance(value, tuple):
        return tuple(_scaled(item, factor) for item in value)
    return Mul(value, factor) if isinstance(value, Expr) else value


def downhill(start: Valuation, near: Neighbourhood, look) -> Iterator[tuple[Valuation, Outcome]]:
    """Ever smaller margins: the best of the admissible neighbours, again and again; `look` gives the outcome at a point."""
    best, lowest = start, margin(look(start))
    for turn in range(DEPTH):
        if lowest is None:
            return
        found = None
        for values in islice(neighbours(best, turn), BREADTH):
            there = near.rederived(values)
            if not near.admits(there):
                continue
            outcome = look(there)
            here = margin(outcome)
            if outcome.truth is False:
                yield there, outcome
            if here is not None and here < lowest - 1e-9:
                found, lowest = there, here
        if found is None:
            return
        best = found


def is_ordered(statement) -> bool:
    """Whether the statement, perhaps under a condition, is an inequality of numbers."""
    inner = statement.args[1] if isinstance(statement, Implies) else statement
    return isinstance(inner, Relational) and not isinstance(inner, (Eq, Ne))
