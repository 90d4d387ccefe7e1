"""Forged evidence about means, slopes of sums and integrals, and the rules of inequalities: none of it is accepted; each kind has its true twin."""

from forging import all_accepted, all_rejected, eq, ge, gt
from sympy import (
    Abs,
    Derivative,
    Ge,
    Gt,
    I,
    Integral,
    KroneckerDelta,
    Le,
    Limit,
    Lt,
    Max,
    Min,
    Piecewise,
    Rational,
    S,
    Sum,
    Symbol,
    Tuple,
    acot,
    atan,
    atan2,
    cos,
    exp,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    tan,
)

from verifier.evidence import Constancy, Derivation, EqualCases, Fingerprint, Identity, NonNegative, Numbers, Rewritten, Sign, SignCases, Witness
from verifier.goal import Goal
from verifier.tools.chance.moments import HasLaw
from verifier.vocabulary.operators import E, Exists, FiniteMoments, ForAll, Prob
from verifier.vocabulary.symbols import integer, positive, random_variable, real

x, y = real("x y")
a, t = positive("a t")
A, T = real("a t")  # as the rules name them, which write the signs of symbols as bounds
k = integer("k")
X = random_variable("X")
z = Symbol("z", complex=True)
F, N, D = Fingerprint(), Numbers(), Derivation((), Identity())
MOMENTS, EXPONENTIAL = (FiniteMoments(X),), HasLaw(X, Tuple(Symbol("exponential"), S.One))
SIGN = ("sign", (), ())
UNIT = (Ge(x, 0), Le(x, 1))
INSIDE = (Gt(x, 0), Lt(x, 1))


def slope(body, by=x):
    return Derivative(body, by, evaluate=False)


def by(rule, data=(), goals=1):
    return NonNegative("rules", ((rule, data, (SIGN,) * goals),))


jump = Integral(Piecewise((1, y < x), (0, True)), (y, 0, 1))  # x, for x between 0 and 1
quarter_turn = Integral(1 / (1 + y**2), (y, -1, 1))

FORGED = {
    # an outcome may be of either sign, but a mean is taken over all of them
    "a mean by the sign of the variable": (Goal(eq(E(Abs(X))**2, E(X)**2), (), MOMENTS), SignCases(X, D, D, D)),
    "a mean by the sign of a difference": (Goal(eq(E(Abs(X - x))**2, (E(X) - x)**2), (), MOMENTS), SignCases(X - x, D, D, D)),
    "a mean of signs": (Goal(eq(E(sign(X - x))**3, E(sign(X - x))), (), MOMENTS), SignCases(X - x, D, D, D)),
    "a mean of a maximum": (Goal(eq((E(Max(X, x)) - x) * (E(Max(X, x)) - E(X)), 0), (), MOMENTS), SignCases(X - x, D, D, D)),
    "a mean by whether a value is taken": (Goal(eq(E(KroneckerDelta(X, x))**2, E(KroneckerDelta(X, x))), (), MOMENTS), EqualCases(X - x, D, D)),
    "the slope of a mean of signs": (Goal(eq(slope(E(sign(x - X))), 0), (), MOMENTS), SignCases(x - X, F, F, F)),
    "cases of what an integral runs over": (Goal(eq(Integral(sign(x - 1)**2, (x, 0, 2)), 2)), SignCases(x - 1, N, N, N)),
    "whether what an integral runs over is a number": (Goal(eq(Integral(sign(x - 1)**2, (x, 0, 2)), 2)), EqualCases(x - 1, N, N)),
    # slopes that are not made of the slopes of parts
    "the slope of an integral of a step": (Goal(eq(slope(jump), 0), (), INSIDE), F),
    "the slope of an integral of a step, refuted": (Goal(eq(slope(jump), 1), (), INSIDE), Witness({x: S.Half})),
    "a slope to the end at a jump": (Goal(eq(slope(Integral(acot(y), (y, -1, x))), acot(x))), F),
    "a slope under an integral over a jump": (Goal(eq(slope(Integral(acot(x - y), (y, 0, 1))), Integral(-1 / ((x - y)**2 + 1), (y, 0, 1))), (), INSIDE), F),
    "a slope under a series": (Goal(eq(slope(Sum(x**3 * exp(-k * x**2), (k, 1, oo))), Sum(slope(x**3 * exp(-k * x**2)), (k, 1, oo)))), F),
    "a slope under an improper integral, refuted": (Goal(eq(slope(Integral(x**3 * exp(-x**2 * y), (y, 0, oo))), 1)), Witness({x: S.Zero})),
    "a slope under a limit": (Goal(eq(slope(Limit(x / (1 + k * x**2), k, oo)), Limit(slope(x / (1 + k * x**2)), k, oo))), F),
    "a slope where the arc cotangent jumps": (Goal(eq(slope(acot(x)), -1 / (1 + x**2))), F),
    "a slope where the angle jumps": (Goal(eq(slope(atan2(x, -1)), -1 / (1 + x**2))), F),
    "a slope where a logarithm jumps": (Goal(eq(slope(log(I * x - 1)), I / (I * x - 1))), F),
    "a slope where a root jumps": (Goal(eq(slope(sqrt(I * x - 1)), I / (2 * sqrt(I * x - 1)))), F),
    "a slope where the logarithm of a wave jumps": (Goal(eq(slope(log(exp(I * x))), I)), Derivation((), Sign())),
    "the slope of a distribution function at its corner": (
        Goal(eq(slope(Prob(X <= x)), exp(-x)), (), (EXPONENTIAL, Ge(x, 0))), Rewritten("moments of named laws", F)),
    "the slope of a closed form at the end of where it holds": (Goal(eq(slope(jump), 1), (), UNIT), Rewritten("integrals in parts", F)),
    "a second slope of a closed form at the end of where it holds": (
        Goal(eq(Derivative(Integral(Abs(y - x), (y, 0, 1)), x, 2, evaluate=False), 2), (), UNIT), Rewritten("integrals in parts", F)),
    "a moving jump by Leibniz": (Goal(eq(slope(Integral(sign(y - x), (y, 0, 1))), 0)), Rewritten("derivatives of integrals", F)),
    "an improper integral by Leibniz": (Goal(eq(slope(Integral(sin(x * y) / y, (y, 0, oo))), Integral(cos(x * y), (y, 0, oo)))),
                                        Rewritten("derivatives of integrals", F)),
    "an antiderivative with a jump": (Goal(eq(quarter_turn, -pi / 2)), Rewritten("antiderivatives", F, ((quarter_turn, -acot(y)),))),
    "an antiderivative with a pole": (Goal(eq(quarter_turn, -pi / 2)), Rewritten("antiderivatives", F, ((quarter_turn, -atan(1 / y)),))),
    "constant on both sides of a jump": (Goal(eq(acot(x) + atan(x), pi / 2), (), (Ge(x, -1), Le(x, 1))), Constancy(x, S.One, F, F)),
    "an odd integrand with poles for some ends": (Goal(eq(Integral(tan(y), (y, -a, a)), 0)), Rewritten("integrals in parts", F)),
    "an odd integrand on the whole line": (Goal(eq(Integral(y / (1 + y**2), (y, -oo, oo)), 0)), Rewritten("integrals in parts", N)),
    # witnesses
    "a witness outside a premise for all y": (Goal(eq(x, 0), (), (ForAll((y,), (), ge(x * y, 0)),)), Witness({x: -S.One})),
    "a witness outside a premise that something exists": (Goal(ge(x, 0), (), (Exists((y,), eq(y**2, x)),)), Witness({x: -S.One})),
    # the rules of inequalities
    "each operand of a maximum that helps": (Goal(ge(Max(x, 0), x + 1), (), (Ge(x, 5),)), by("each", (Max(x, 0),), 2)),
    "each operand but one": (Goal(ge(0, Max(x, y) - 1), (), (Le(x, 1),)), by("each", (Max(x, y),))),
    "some of a maximum that hurts": (Goal(ge(1, Max(x, 0))), by("some", (Max(x, 0), S.Zero))),
    "more than a maximum": (Goal(ge(Max(x, 0), x + 1)), by("some", (Max(x, 0), x + 1))),
    "some of a maximum of which the rest has no value": (Goal(ge(Max(log(x), 1), 1)), by("some", (Max(log(x), 1), S.One))),
    "each of a square": (Goal(ge(4, 4 * Abs(x)**2), (), (Le(x, 1),)), by("each", (Abs(x),), 2)),
    "a tangent above a power": (Goal(ge(1 + x, exp(x))), by("supports", ((x, S.Zero),))),
    "a tangent for a strict relation": (Goal(gt(exp(x), 1 + x)), by("supports", ((x, S.Zero),))),
    "a tangent of a power of a negative number": (Goal(ge((-2)**x, 1 + x)), by("supports", ((x * log(-2), S.Zero),))),
    "a tangent below a logarithm": (Goal(ge(log(a), a - 1)), by("tangents", ((A, S.One),))),
    "a tangent at a negative number": (Goal(ge(log(a), 0)), by("tangents", ((A, -A),))),
    "a common exponent that may be negative": (Goal(ge((1 + t)**x, 1), (), (Ge(x, -2),)), by("common exponent", (1 + T, S.One, x))),
    "a common exponent that may be 0": (Goal(gt((1 + t)**x, 1), (), (Ge(x, 0),)), by("common exponent", (1 + T, S.One, x))),
    "a common exponent of negative bases": (Goal(ge(1, x**2), (), (Le(x, 1),)), by("common exponent", (S.One, x, S(2)))),
    "concave, though it is convex": (Goal(ge(x**2, Rational(1, 10)), (), (Ge(x, -1), Le(x, 1))), by("concave", (x, -S.One, S.One), 3)),
    "concave between other ends": (Goal(ge(1 - x**2, 0), (), (Ge(x, -2), Le(x, 2))), by("concave", (x, -S.One, S.One), 3)),
    "concave without an end": (Goal(ge(1 - x**2, 0), (), (Ge(x, -1),)), by("concave", (x, -S.One, S.One), 3)),
    "a hill that is a valley": (Goal(ge(x**2, S.Half), (), (Ge(x, -1), Le(x, 1))), by("hill", (x, S.One, -S.One, S.One), 3)),
    "the least of two, by one": (Goal(ge(Min(x, 1), x)), by("each", (Min(x, 1),), 2)),
    "a rule for complex numbers": (Goal(ge(1, sin(z))), by("bounded", (sin(z),), 2)),
    "a range without one of its ends": (Goal(ge(x**2 - x, 0), (), (Ge(x, 0),)), by("boundary", (x, S.Zero))),
}

TWINS = {
    "a number by its sign": (Goal(eq(Abs(x)**3, x**2 * Abs(x))), SignCases(x, F, F, F)),
    "the slope of an integral of a step where it stands still": (Goal(eq(slope(jump), 1), (), INSIDE), Rewritten("integrals in parts", F)),
    "the slope of a distribution function": (
        Goal(eq(slope(Prob(X <= x)), exp(-x)), (), (EXPONENTIAL, Gt(x, 0))), Rewritten("moments of named laws", F)),
    "a slope to the end of an entire function": (Goal(eq(slope(Integral(exp(-y**2), (y, 0, x))), exp(-x**2))), F),
    "a slope by Leibniz": (Goal(eq(slope(Integral(log(1 + a * y), (y, 0, 1)), a), Integral(y / (1 + a * y), (y, 0, 1)))),
                           Rewritten("derivatives of integrals", F)),
    "the slope of an arc cotangent of positive numbers": (Goal(eq(slope(acot(a), a), -1 / (1 + a**2))), F),
    "the slope of a logarithm beside its cut": (Goal(eq(slope(log(1 + I * x)), I / (1 + I * x))), F),
    "some of a maximum": (Goal(ge(Max(Abs(x), y), -x)), by("some", (Max(Abs(x), y), -x))),
    "each operand of a maximum": (Goal(ge(1, Max(x, 0)), (), UNIT), by("each", (Max(x, 0),), 2)),
    "a tangent below a power": (Goal(ge(exp(x), 1 + x)), by("supports", ((x, S.Zero),))),
    "a tangent above a logarithm": (Goal(ge(a - 1, log(a))), by("tangents", ((A, S.One),))),
    "a common exponent": (Goal(ge((1 + t)**x, 1), (), (Ge(x, 0),)), by("common exponent", (1 + T, S.One, x))),
    "concave": (Goal(ge(1 - x**2, 0), (), (Ge(x, -1), Le(x, 1))), by("concave", (x, -S.One, S.One), 3)),
}


test_forged_evidence_is_rejected = all_rejected(FORGED)
test_its_twin_is_accepted = all_accepted(TWINS, "PROVED")
