"""What users reach for today: each peer says True (holds), False (fails) or None (cannot tell) of a parsed statement."""

from __future__ import annotations

import random
from importlib.util import find_spec

import mpmath
import sympy as sp

from verifier.deciding.decide import decide
from verifier.tools.settled import settled

POINTS = 5
PROOFS = ("PROVED", "ENCLOSED", "SIMPLIFIED")


class Refuses(Exception):
    """The peer has no meaning for such a statement."""


def sides(problem):
    """Both sides of an equation between numbers, as SymPy makes them."""
    statement = problem.statement
    if not isinstance(statement, sp.Eq) or any(isinstance(side, sp.MatrixExpr) for side in statement.args):
        raise Refuses
    return settled(statement.lhs), settled(statement.rhs)


def this_tool(row, problem):
    verdict = decide(row["statement"], row["symbols"], tuple(row["given"]), 10.0).verdict.name
    return {"REFUTED": False}.get(verdict, True if verdict in PROOFS else None)


def simplify(row, problem):
    left, right = sides(problem)
    return True if sp.simplify(left - right) == 0 else None


def equals(row, problem):
    left, right = sides(problem)
    return left.equals(right)


def verify_numerically(row, problem):
    from sympy.core.random import verify_numerically
    left, right = sides(problem)
    return bool(verify_numerically(left, right))


def math_verify(row, problem):
    from math_verify import verify
    left, right = sides(problem)
    return bool(verify(left, right, timeout_seconds=None))


def random_points(digits):
    """A peer that compares both sides at random points of the declared kinds with mpmath, to most of the digits."""
    def compare(row, problem):
        statement = problem.statement
        if not isinstance(statement, (sp.Eq, sp.Le, sp.Lt, sp.Ge, sp.Gt)):
            raise Refuses
        if any(isinstance(side, sp.MatrixExpr) for side in statement.args):
            raise Refuses
        left, right = (settled(side) for side in statement.args)
        symbols = sorted(left.free_symbols | right.free_symbols, key=str)
        f, g = (sp.lambdify(symbols, side, "mpmath") for side in (left, right))
        seeded = random.Random(row["id"])
        with mpmath.workdps(digits):
            for _ in range(POINTS if symbols else 1):
                point = [_number(seeded, symbol) for symbol in symbols]
                one, other = f(*point), g(*point)
                gap = mpmath.mpmathify(one - other)
                near = abs(gap) <= mpmath.mpf(10) ** (-digits * 4 // 5) * (1 + abs(one))
                if isinstance(statement, sp.Eq):
                    if not near:
                        return False
                elif not near and (gap.real > 0) == isinstance(statement, (sp.Le, sp.Lt)):
                    return False
        return True
    return compare


def _number(seeded, symbol):
    if symbol.is_integer:
        return mpmath.mpf(seeded.randint(1, 9) if symbol.is_positive or symbol.is_nonnegative else seeded.randint(-9, 9))
    value = mpmath.mpf(seeded.uniform(0.1, 3) if symbol.is_positive or symbol.is_nonnegative else seeded.uniform(-3, 3))
    return value if symbol.is_real else value + 1j * mpmath.mpf(seeded.uniform(-3, 3))


# name, function, whether its yes is meant as a proof, the module that it needs
PEERS = (
    ("verifier decide", this_tool, True, "verifier"),
    ("simplify(l - r) == 0", simplify, True, "sympy"),
    ("Expr.equals", equals, True, "sympy"),
    ("verify_numerically", verify_numerically, False, "sympy"),
    ("math-verify", math_verify, True, "math_verify"),
    ("mpmath, 15 digits", random_points(15), False, "mpmath"),
    ("mpmath, 50 digits", random_points(50), False, "mpmath"),
)
MISSING = tuple(name for name, _, _, module in PEERS if find_spec(module) is None)
