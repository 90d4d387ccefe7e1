"""Functions of numbers beside an independent evaluator, on their principal branches; functions of matrices by what defines them."""

import math

import pytest
import sympy as sp
from flint import acb, arb
from sympy import Eq, Rational, sqrt

from verifier.tools.evaluation.balls import FUNCTIONS
from verifier.tools.evaluation.evaluate import Undefined, Unsupported, evaluate, holds
from verifier.vocabulary.operators import pinv, spectral

SAMPLES = {1: (Rational(7, 10), Rational(1, 3), 2), 2: ((2, Rational(7, 10)), (1, Rational(1, 3)), (3, Rational(5, 2)))}
THIRD = Rational(1, 3)
ODD_ARITY = {sp.lerchphi: (THIRD, 2, Rational(7, 10)), sp.assoc_laguerre: (2, 1, THIRD), sp.gegenbauer: (2, 1, THIRD), sp.jacobi: (2, 1, 2, THIRD),
             sp.multigamma: (Rational(5, 2), 2), sp.erf2inv: (0, THIRD), sp.betainc: (2, THIRD, Rational(1, 5), THIRD),
             sp.betainc_regularized: (2, THIRD, Rational(1, 5), THIRD)}


@pytest.mark.parametrize("head", sorted(FUNCTIONS, key=str))
def test_functions_agree_with_an_independent_evaluator(head):
    arguments = [ODD_ARITY[head]] if head in ODD_ARITY else []
    arity = head.nargs if hasattr(head, "nargs") else ()
    if not arguments and 1 in arity:
        arguments += [(value,) for value in SAMPLES[1]]
    elif not arguments and 2 in arity:
        arguments += list(SAMPLES[2])
    assert arguments
    checked = 0
    for row in arguments:
        expression = sp.Function.__new__(head, *row, evaluate=False)
        try:
            known = expression.rewrite(sp.erf) if head is sp.erf2 else expression.doit()  # erf2 has no numbers of its own there
            reference = complex(sp.N(known, 30))
        except (TypeError, ValueError):
            continue
        if not math.isfinite(abs(reference)):
            continue
        try:
            found = evaluate(expression, {})
        except (Undefined, Unsupported):
            continue
        found = acb(found)
        assert abs(complex(float(found.real.mid()), float(found.imag.mid())) - reference) <= 1e-12 * max(1, abs(reference)), row
        checked += 1
    assert checked or head is sp.erfcinv  # which the reference cannot evaluate


@pytest.mark.parametrize("value", [-2, Rational(-1, 2), Rational(1, 2), 2, 2 * sp.I, -2 * sp.I, 1 + sp.I])
@pytest.mark.parametrize("head", [sp.log, sp.sqrt, sp.asin, sp.acos, sp.atan, sp.asinh, sp.acosh, sp.atanh, sp.LambertW])
def test_principal_branches(head, value):
    found = acb(evaluate(head(value, evaluate=False), {}))
    reference = complex(sp.N(head(value), 30))
    assert abs(complex(float(found.real.mid()), float(found.imag.mid())) - reference) < 1e-12


def test_pseudo_inverse_satisfies_penrose_for_every_rank():
    for matrix_values in ([[1, 2], [2, 4], [3, 6]], [[0, 0, 0]], [[1, 0, 2], [0, 1, 1]], [[1, 1], [1, 1]]):
        size = (len(matrix_values), len(matrix_values[0]))
        C = sp.MatrixSymbol("C", *size)
        for statement in (Eq(C * pinv(C) * C, C), Eq(pinv(C) * C * pinv(C), pinv(C)), Eq((C * pinv(C)).T, C * pinv(C)),
                          Eq((pinv(C) * C).T, pinv(C) * C)):
            outcome = holds(statement, {C: matrix_values})
            assert outcome.truth is True
            assert outcome.certified


def test_spectral_norm_of_inexact_matrices_is_enclosed():
    C = sp.MatrixSymbol("C", 2, 2)
    found = evaluate(spectral(C), {C: [[sqrt(2), 1], [0, sqrt(3)]]})
    assert found.overlaps(acb(evaluate(sqrt(3 + sqrt(3)), {})))  # A'A = [[2, sqrt 2], [sqrt 2, 4]]
    assert found.rel_accuracy_bits() > 60
    assert isinstance(found.real, arb)


def test_geometric_series_of_matrices_are_enclosed():
    k, z = sp.Symbol("k", integer=True), sp.Symbol("z")
    C, D = sp.MatrixSymbol("C", 2, 2), sp.MatrixSymbol("D", 2, 2)
    values = {C: [[1, 2], [0, 3]], D: [[1, 0], [5, -1]], z: sp.Rational(1, 4)}
    closed = sp.Trace(C * sp.Inverse(sp.Identity(2) - z * C) * D)
    assert holds(Eq(sp.Sum(z**k * sp.Trace(C**(k + 1) * D), (k, 0, sp.oo)), closed), values).truth is True
    wrong = holds(Eq(sp.Sum(z**k * sp.Trace(C**(k + 1) * D), (k, 1, sp.oo)), closed), values)
    assert wrong.truth is False
    assert wrong.certified
    assert holds(Eq(sp.Sum(sp.Trace(C**k * D), (k, 0, sp.oo)), 0), values).truth is None  # the powers grow
