"""Forged evidence about all whole numbers from a start on: the first places, two places at a time, gaps that fall; each has its true twin."""

import sympy as sp
from forging import all_accepted, all_rejected, eq, ge, gt, le, not_forged
from sympy import Rational, S, Sum, log, oo, pi

from verifier.evidence import Falling, Fingerprint, FirstPlaces, NonNegative, Numbers, Rewritten, Steps, TwoSteps
from verifier.goal import Goal
from verifier.tools.sums.first_places import CHECKERS
from verifier.vocabulary.symbols import integer, natural, positive

a, k, n = positive("a"), integer("k"), natural("n")
F, N, SIGN = Fingerprint(), Numbers(), NonNegative("rules", (("sign", (), ()),))

FORGED = {
    # the first places apart
    "first places without the first": (Goal(ge(n**2 + 4, 4 * n + 1)), FirstPlaces(n, S(2), (N,), SIGN)),
    "first places of which one fails": (Goal(ge(n**2 + 4, 4 * n + 1)), FirstPlaces(n, S.One, (N, N), SIGN)),
    "first places with a gap before the rest": (Goal(ge(n**2 + 4, 4 * n + 1)), FirstPlaces(n, S.One, (N,), SIGN)),
    "first places of real numbers": (Goal(ge(a, 1)), FirstPlaces(a, S.One, (N,), SIGN)),
    "first places of a variable that is bound": (Goal(ge(Sum(n, (n, 1, 2)), 3)), FirstPlaces(n, S.One, (N,), SIGN)),
    "first places of which one has no value": (Goal(ge(log(n - 1)**2, 0)), FirstPlaces(n, S.One, (N,), SIGN)),
    "a sum whose terms begin at a pole": (
        Goal(ge(Sum(1 / (k - 2), (k, 1, n)), -9)), Rewritten("sums and sequences as gamma functions", SIGN)),
    "a sum that may be reversed": (
        Goal(ge(Sum(1 / k, (k, 5, n)), 0)), Rewritten("sums and sequences as gamma functions", SIGN)),
    # a gap that goes on
    "two places of which the second fails": (Goal(le(sp.fibonacci(n), 2 - n)), TwoSteps(n, S.One, (N, N), SIGN)),
    "a gap below the sum of those before": (Goal(ge(3 * n, sp.fibonacci(n))), TwoSteps(n, S.One, (N, N), SIGN)),
    "a gap that is not the sum of those before": (Goal(ge(2**n, sp.fibonacci(n))), TwoSteps(n, S.One, (N, N), F, True)),
    "two places over real numbers": (Goal(ge(2**a, 1)), TwoSteps(a, S.One, (N, N), SIGN)),
    "two places from a later start": (Goal(ge(sp.fibonacci(n), n)), TwoSteps(n, S(5), (N, N), SIGN)),
    "a fall to a limit below 0": (Goal(ge(1 / n, Rational(1, 9))), Falling(n, S.One, N, SIGN)),
    "a rise to a limit": (Goal(ge(1, 2 / n)), Falling(n, S.One, N, SIGN)),
    "a fall that may stand still": (Goal(gt(1, 1 - 0**n)), Falling(n, S.One, N, SIGN)),
    "a fall with a sum that diverges": (Goal(ge(9, Sum(1 / k, (k, 1, n)))), Falling(n, S.One, N, SIGN)),
    "the tail of a series that diverges": (Goal(ge(Sum(1 / k, (k, n, oo)), 0)), Rewritten("tails of series", SIGN)),
}

TWINS = {
    "first places": (Goal(ge(n**2 + 2, 3 * n)), FirstPlaces(n, S.One, (N, N), SIGN), "ENCLOSED"),
    "two places": (Goal(ge(2**n, sp.fibonacci(n))), TwoSteps(n, S.One, (N, N), SIGN), "ENCLOSED"),
    "the sum of two before": (Goal(ge(sp.GoldenRatio**(n - 1), sp.fibonacci(n))), TwoSteps(n, S.One, (N, N), F, True), "ENCLOSED"),
    "a fall to a limit": (Goal(ge(1 + 1 / n, 1)), Falling(n, S.One, N, SIGN), "ENCLOSED"),
    "the tail of a series": (
        Goal(eq(Sum(2**-k, (k, n, oo)), 2**(1 - n))), Rewritten("tails of series", Steps(n, S.One, Rewritten("short sums", F), F)), "PROVED"),
    "a sum by polygamma functions": (
        Goal(eq(Sum(1 / (2 * k - 1)**2, (k, 1, n)), pi**2 / 8 - sp.polygamma(1, n + Rational(1, 2)) / 4)),
        Rewritten("sums and sequences as gamma functions", F), "PROVED"),
}


test_forged_evidence_is_rejected = all_rejected(FORGED)
test_its_twin_is_accepted = all_accepted(TWINS)


def test_every_kind_is_forged_and_has_its_twin():
    assert not not_forged(CHECKERS, FORGED, TWINS)
