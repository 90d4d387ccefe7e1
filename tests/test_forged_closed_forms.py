"""Forged evidence for closed forms: whatever is handed over, the kernel all_accepted only what shows the goal; each forgery has its true twin."""

import sympy as sp
from forging import all_accepted, all_rejected, eq, fact, ge, gt, le, not_forged
from sympy import (
    And,
    Eq,
    Ge,
    Gt,
    I,
    Integral,
    Le,
    Limit,
    Lt,
    Ne,
    Or,
    Product,
    Rational,
    S,
    Sum,
    acos,
    asin,
    atan,
    cos,
    exp,
    factorial,
    log,
    oo,
    pi,
    sin,
    sqrt,
    tan,
    zeta,
)

from verifier.evidence import (
    AlgebraicNumber,
    AtValues,
    Combination,
    Constancy,
    Cover,
    Denied,
    Derivation,
    EqualCases,
    Exhibited,
    Exponentiated,
    Fingerprint,
    ForEvery,
    Identity,
    Instance,
    NonNegative,
    Numbers,
    Parts,
    QuotientSteps,
    Rewrite,
    Rewritten,
    SignCases,
    Steps,
    Witness,
)
from verifier.goal import Goal
from verifier.kernel import judge_step
from verifier.tools.quantifiers import CHECKERS
from verifier.tools.sums import along_recurrences, first_places
from verifier.vocabulary.notions import LocalMinimum
from verifier.vocabulary.operators import Converges, E, Exists, FiniteMoments, ForAll, frobenius
from verifier.vocabulary.symbols import function, integer, natural, positive, random_variable, real

x, y = real("x y")
z = sp.Symbol("z", complex=True)
a, b = positive("a b")
n = natural("n")
k, m = integer("k m")
X1 = random_variable("X1")
V, W = (sp.MatrixSymbol(name, n, 1) for name in "VW")
f = function("f")
X = random_variable("X")
t = sp.Symbol("t", real=True)
F, SIGN = Fingerprint(), NonNegative("rules", (("sign", (), ()),))


def by(rule, data=(), *inner):
    return NonNegative("rules", ((rule, data, inner),))


unit = (Ge(x, -1), Le(x, 1))
inverse_sum = Goal(eq(asin(x) + acos(x), pi / 2), (), unit)
arctangents = eq(atan(a) + atan(1 / a), pi / 2)
root = Derivation((), Identity((Rewrite(Instance("x is 0")),)))
at_zero, n_is_one = fact("x is 0", Eq(x, 0)), fact("n is 1", Eq(n, 1))
triangle = eq(Sum(k, (k, 1, n)), n * (n + 1) / 2)
square = Integral(t**2, (t, 0, 1))

FORGED = {
    # identities in finite fields, numbers
    "an identity that fails": (Goal(eq(sin(2*x), sin(x))), F),
    "a root without its sign": (Goal(eq(sqrt(x**2), x)), F),
    "a logarithm of a product of any signs": (Goal(eq(log(x*y), log(x) + log(y))), F),
    "finite fields for an inequality": (Goal(le(x, x)), F),
    "finite fields for a sum up to a real number": (Goal(eq(Sum(1, (k, 1, x)), x)), F),
    "an exponential that is 1 for a difference of 2 pi": (Goal(eq(atan(tan(x)), x)), Exponentiated(2 * I, {x: S.Zero})),
    "an exponential at a point that is not near": (Goal(eq(S(2) * pi + 0 * x, 0)), Exponentiated(2 * I)),
    "an exponential of a complex difference": (Goal(eq(2 * pi * I, 0)), Exponentiated(S.One)),
    "a factor that is no turn": (Goal(eq(atan(S(1) / 2) + atan(S(1) / 3), pi / 4)), Exponentiated(1 + I)),
    "a point outside the domain": (Goal(arctangents, (), (Ge(a, 1),)), Exponentiated(2 * I, {a: S.Zero})),
    "an algebraic number that is not 0": (Goal(eq(sqrt(2) + sqrt(3), sqrt(10))), AlgebraicNumber()),
    "a number that is not algebraic": (Goal(eq(pi, Rational(355, 113))), AlgebraicNumber()),
    "numbers that differ": (Goal(le(pi, 3)), Numbers()),
    "numbers that only agree for long": (Goal(eq(log(S(640320)**3 + 744) / sqrt(163), pi)), Numbers(bits=64)),
    "numbers for a statement with symbols": (Goal(ge(x**2, 0)), Numbers()),
    # derivative zero and one value
    "a slope that is not 0": (Goal(eq(x**2, 1)), Constancy(x, S.One, F, F)),
    "a value that is not 0": (Goal(eq(sin(x)**2 + cos(x)**2, 2)), Constancy(x, S.Zero, F, F)),
    "a value outside the domain": (inverse_sum, Constancy(x, S(2), F, F)),
    "a function with a jump inside": (Goal(eq(atan(x) + atan(1 / x), pi / 2)), Constancy(x, S.One, F, F)),
    "a domain in two parts": (Goal(eq(atan(x) + atan(1 / x), pi / 2), (), (Ne(x, 0),)), Constancy(x, S.One, F, F)),
    "a slope by a fact at one point": (Goal(eq(x**2, 1), (), unit, frozenset(), (at_zero,)), Constancy(x, S.One, root, F)),
    # sign cases
    "a case without evidence": (Goal(eq(sp.Abs(x), x)), SignCases(x, F, F, None)),
    "a case that fails": (Goal(eq(sp.Abs(x), x)), SignCases(x, F, F, F)),
    "cases of a complex number": (Goal(eq(sqrt(sp.Symbol("z")**2), sp.Symbol("z"))), SignCases(sp.Symbol("z"), F, F, F)),
    "a case that a witness elsewhere refutes": (Goal(eq(sp.Abs(x), x), (), (Ge(x, 0),)), SignCases(x, Witness({x: S(-1)}), F, None)),
    "cases by a number that has no value at 0": (Goal(gt(x**2, 0)), SignCases(1 / x, SIGN, None, SIGN)),
    "a slope at the zero of what decides": (Goal(eq(sp.Derivative(sp.Abs(cos(x) - x), x), (-sin(x) - 1) * sp.sign(cos(x) - x))),
                                            SignCases(cos(x) - x, F, F, F)),
    "a slope where a number is zero": (Goal(eq(sp.Derivative(sp.Piecewise((0, Eq(cos(x), x)), (1, True)), x), 0)), EqualCases(cos(x) - x, F, F)),
    "the sign of a bound variable": (Goal(eq(Sum(sp.sign(k**2 - 2), (k, 0, n))**3, (n + 1)**2 * Sum(sp.sign(k**2 - 2), (k, 0, n)))), SignCases(k**2 - 2, F, None, F)),
    "intermediate values across a hole": (Goal(Exists((x,), eq(sp.Mul(x**2, 1 / x, evaluate=False), 0))), Rewritten("intermediate value", Numbers(), (S(-1), S(1)))),
    "a minimum where there is no value": (Goal(LocalMinimum(sp.Mul(x**3, 1 / x, evaluate=False), sp.Tuple(x, S.Zero))), Rewritten("second order conditions", Numbers())),
    "zero or not, by a number that has no value at 0": (Goal(gt(x**2, 0)), EqualCases(1 / x, SIGN, SIGN)),
    "zero or not, where one case fails": (Goal(gt(x**2, 0)), EqualCases(x, SIGN, SIGN)),
    "zero or not, refuted in one case": (Goal(eq(x * y, x), (), (Ne(y, 1),)), EqualCases(x, F, Witness({x: S.One, y: S.One}))),
    "a side that is not always larger": (Goal(Ne(x**2, 1, evaluate=False)), Rewritten("one side is larger", SIGN, ("left",))),
    "a side that does not exist": (Goal(Ne(x**2 + 1, 0, evaluate=False)), Rewritten("one side is larger", SIGN, ("both",))),
    "a turn that may be whole": (Goal(Ne(exp(2 * pi * I * m / n), 1, evaluate=False), (), (Ge(m, 1), Le(m, n))), Rewritten("visibly apart", Numbers())),
    "numbers apart where one has no value": (Goal(Ne(exp(1 / x), 0, evaluate=False)), Rewritten("visibly apart", Numbers())),
    "a wave whose rate may be a whole turn": (
        Goal(eq(Sum(exp(2 * pi * I * m * k / n), (k, 0, n - 1)), 0), (), (Ge(m, 1), Le(m, n))), Rewritten(
            "telescoping sums", F, ((Sum(exp(2 * pi * I * m * k / n), (k, 0, n - 1)), exp(2 * pi * I * m * k / n) / (exp(2 * pi * I * m / n) - 1)),))),
    "an alternating binomial sum over too few": (Goal(eq(Sum((-1)**k * k * sp.binomial(n, k), (k, 0, n)), 0)), Rewritten("factorial moments", F)),
    "an odd integrand with a pole inside": (Goal(eq(Integral(1 / x, (x, -1, 1)), 0)), Rewritten("integrals in parts", Numbers())),
    "an odd integrand over halves that differ": (Goal(eq(Integral(sin(x), (x, -1, 2)), 0)), Rewritten("integrals in parts", Numbers())),
    "an integrand that need not be odd": (Goal(eq(Integral(x**n, (x, -1, 1)), 0)), Rewritten("integrals in parts", Numbers())),
    "a leg that makes no right angle": (Goal(Le(frobenius(V), frobenius(W), evaluate=False)), Rewritten("right angle", Derivation((), Identity()))),
    "a right angle that is not there, refuted": (Goal(Le(frobenius(V), frobenius(W), evaluate=False), (), (eq(n, 1),)),
                                                 Rewritten("right angle", Witness({n: S.One, V: ((S.One,),), W: ((S(3),),)}))),
    "the least of several numbers, by one of them": (Goal(Le(x, sp.Min(x, y), evaluate=False)), Rewritten("least of several", SIGN)),
    # sums of differences
    "a function with other differences": (Goal(eq(sp.Sum(k, (k, 1, n)), n * (n + 1) / 2)),
                                          Rewritten("telescoping sums", F, ((sp.Sum(k, (k, 1, n)), k**2 / 2),))),
    "differences of a function with a pole inside": (
        Goal(eq(sp.Sum(1 / ((k - 3) * (k - 2)), (k, 1, n)), -1 / (n - 2) - S.Half)),
        Rewritten("telescoping sums", F, ((sp.Sum(1 / ((k - 3) * (k - 2)), (k, 1, n)), -1 / (k - 3)),))),
    "differences over a range that may be reversed": (
        Goal(eq(sp.Sum(k, (k, m, n)), (n * (n + 1) - m * (m - 1)) / 2)),
        Rewritten("telescoping sums", F, ((sp.Sum(k, (k, m, n)), k * (k - 1) / 2),))),
    # parts
    "one part of a conjunction": (Goal(And(eq(x, x), eq(x, y), evaluate=False)), Parts((F,), 0)),
    "a part of a disjunction that fails": (Goal(Or(eq(x, y), ge(x**2, 0), evaluate=False)), Parts((F,), 0)),
    "an alternative to a part that has no truth below 0": (Goal(Or(gt(sp.log(x), 0), ge(1, x), evaluate=False)), Parts((SIGN,), 0)),
    "a part that does not stand there": (Goal(Or(eq(x, y), ge(x**2, 0), evaluate=False)), Parts((SIGN,), 2)),
    "a disjunction refuted by one part": (Goal(Or(eq(x, y), ge(x**2, 0), evaluate=False)), Parts((Witness({x: S.Zero, y: S.One}),), 0)),
    # induction
    "an induction without its base": (Goal(eq(Sum(k, (k, 1, n)), n * (n + 1) / 2 + 1)), Steps(n, S.One, F, F)),
    "an induction with a shifted base": (Goal(triangle), Steps(n, S(2), F, F)),
    "an induction over all integers": (Goal(eq(Sum(k, (k, 1, m)), m * (m + 1) / 2)), Steps(m, S.One, F, F)),
    "an induction over real numbers": (Goal(eq(x, x)), Steps(x, S.One, F, F)),
    "an induction with a wrong step": (Goal(eq(Sum(k**2, (k, 1, n)), n**2)), Steps(n, S.One, F, F)),
    "an induction by a fact about n": (
        Goal(eq(Sum(k**2, (k, 1, n)), n), (), (), frozenset(), (n_is_one,)),
        Steps(n, S.One, F, Derivation((Instance("n is 1"),), Combination(((0, n + 2),))))),
    "a product that grows by two factors": (Goal(eq(Product(k, (k, 1, 2 * n)), factorial(n))), Steps(n, S.One, F, F)),
    # induction on a quotient
    "a quotient without its base": (Goal(ge(factorial(n), 2**n)), QuotientSteps(n, S.One, Numbers(), SIGN)),
    "a quotient from a start that is too large": (Goal(ge(factorial(n), 2**n)), QuotientSteps(n, S(4), Numbers(), SIGN)),
    "a quotient that falls": (Goal(le(2**n, 2)), QuotientSteps(n, S.One, Numbers(), SIGN)),
    "a quotient of sides that may be negative": (Goal(ge((-2)**n, (-3)**n)), QuotientSteps(n, S.One, Numbers(), SIGN)),
    "a quotient that falls to a limit below 1": (Goal(ge(1 + 1 / n, S(11) / 10)), QuotientSteps(n, S.One, Numbers(), SIGN, True)),
    "a quotient over real numbers": (Goal(ge(2**a, a)), QuotientSteps(a, S.One, Numbers(), SIGN)),
    # rewritings
    "a sum of terms of both signs below its series": (
        Goal(le(Sum((-1)**k / k**2, (k, 1, n)), Rational(-3, 4))), Rewritten("whole series", Numbers())),
    "a sum refuted by its series": (Goal(le(Sum(1 / k**2, (k, 1, n)), Rational(1, 2))), Rewritten("whole series", Witness({}))),
    "a root denied though there is one": (
        Goal(Exists((m,), eq(m**2, 4))), Denied(Rewritten("no root of a polynomial", Numbers()))),
    "a polynomial with a real root": (Goal(sp.Ne(x**3, 2, evaluate=False)), Rewritten("no root of a polynomial", Numbers())),
    "a complex number that is no root": (Goal(sp.Ne(sp.Symbol("z")**2, -2, evaluate=False)), Rewritten("no root of a polynomial", Numbers())),
    "whole parts that do not repeat": (
        Goal(eq(sp.floor(2 * x), sp.floor(x) + sp.floor(x + Rational(1, 3)))), Rewritten("one period of whole parts", Numbers())),
    "whole parts that drift": (Goal(ge(sp.floor(2 * x), sp.floor(x))), Rewritten("one period of whole parts", Numbers())),
    "whole parts that touch": (Goal(gt(sp.floor(x) + 1, sp.ceiling(x))), Rewritten("one period of whole parts", Numbers())),
    "squares of sides of any sign": (Goal(eq(sqrt(x**2), x)), Rewritten("squares of sides that are not negative", F)),
    "a principal value outside its range": (Goal(eq(acos(cos(x)), x)), Rewritten("principal values", Parts((F, SIGN, SIGN)), (acos(cos(x)),))),
    "a principal value with no word of its range": (Goal(eq(acos(cos(x)), x)), Rewritten("principal values", F, (acos(cos(x)),))),
    "the principal value of another function": (Goal(eq(acos(cos(x)), x)), Rewritten("principal values", Parts((F, SIGN, SIGN)), (asin(cos(x)),))),
    "a principal value of a complex number": (
        Goal(eq(sp.LambertW(z * exp(z)), z)), Rewritten("principal values", Parts((F, SIGN)), (sp.LambertW(z * exp(z)),))),
    "an argument outside (-pi, pi]": (Goal(eq(sp.arg(exp(sp.I * x)), x)), Rewritten("principal arguments", Parts((F, SIGN, SIGN)), (sp.arg(exp(sp.I * x)),))),
    "an argument at the end that is not its own": (Goal(eq(sp.arg(exp(sp.I * x)), x), (), (Ge(x, -pi), Le(x, pi))), Rewritten(
        "principal arguments", Parts((F, SIGN, SIGN)), (sp.arg(exp(sp.I * x)),))),
    "an argument with no word of its range": (Goal(eq(sp.arg(exp(sp.I * x)), x)), Rewritten("principal arguments", F, (sp.arg(exp(sp.I * x)),))),
    "the argument of what may be negative": (Goal(eq(sp.arg(y * exp(sp.I * x)), x), (), (Gt(x, -1), Lt(x, 1))), Rewritten(
        "principal arguments", Parts((F, SIGN, SIGN, SIGN)), (sp.arg(y * exp(sp.I * x)),))),
    "an argument off by a turn": (Goal(eq(sp.arg(exp(sp.I * x)), x + 2 * pi), (), (Gt(x, -1), Lt(x, 1))), Rewritten(
        "principal arguments", Parts((F, SIGN, SIGN)), (sp.arg(exp(sp.I * x)),))),
    "a logarithm off its principal branch": (Goal(eq(log(exp(sp.I * x)), sp.I * x), (), (Gt(x, -1), Le(x, 4))), Rewritten(
        "principal arguments", Parts((SIGN, SIGN, F)), (log(exp(sp.I * x)),))),
    "an integral that no table has": (Goal(eq(Integral(t**x * exp(-t), (t, 0, oo)), sp.gamma(x + 1))), Rewritten("table of integrals", F)),
    "an integral with another value": (Goal(eq(Integral(exp(-t) / sqrt(t), (t, 0, oo)), pi)), Rewritten("table of integrals", F)),
    "a jump between two signs": (Goal(Exists((x,), eq(sp.sign(x), Rational(1, 2)))), Rewritten("intermediate value", Numbers(), (-S.One, S.One))),
    "a pole between two signs": (Goal(Exists((x,), eq(1 / x, 0))), Rewritten("intermediate value", Numbers(), (-S.One, S.One))),
    "two points of one sign": (Goal(Exists((x,), eq(x**2, 2))), Rewritten("intermediate value", Numbers(), (S(2), S(3)))),
    "a zero between integers": (Goal(Exists((m,), eq(m**2, 2))), Rewritten("intermediate value", Numbers(), (S(1), S(2)))),
    "a zero beside the declared values": (Goal(Exists((a,), eq(a + exp(a), 0))), Rewritten("intermediate value", Numbers(), (-S.One, S.One))),
    "an infinite product that tends to 0": (Goal(eq(Product(1 - 1 / (k + 1), (k, 1, oo)), 1)), Rewritten("closed sums", F)),
    "an infinite product with a zero": (Goal(eq(Product(1 - 4 / k**2, (k, 1, oo)), 1)), Rewritten("closed sums", F)),
    "a geometric series that may diverge": (Goal(eq(Sum(k * x**k, (k, 0, oo)), x / (1 - x)**2)), Rewritten("factorial moments", F)),
    "a binomial sum that is cut": (Goal(eq(Sum(sp.binomial(n, k), (k, 0, n - 1)), 2**n)), Rewritten("factorial moments", F)),
    "a binomial sum with another value": (Goal(eq(Sum(k * sp.binomial(n, k), (k, 0, n)), 2**n)), Rewritten("factorial moments", F)),
    "a binomial sum of changing signs": (Goal(eq(Sum((-1)**k * k * sp.binomial(n, k), (k, 0, n)), 0)), Rewritten("factorial moments", F)),
    "an unknown rewriting": (Goal(eq(square, Rational(1, 3))), Rewritten("wishful thinking", F)),
    "an antiderivative whose slope is another": (Goal(eq(square, Rational(1, 2))), Rewritten("antiderivatives", F, ((square, t**2 / 2),))),
    "an antiderivative with a jump inside": (
        Goal(eq(Integral(1 / (1 + t**2), (t, -1, 1)), -pi / 2)),
        Rewritten("antiderivatives", F, ((Integral(1 / (1 + t**2), (t, -1, 1)), -atan(1 / t)),))),
    "a limit that differs": (Goal(eq(Limit(sin(x) / x, x, 0), 0)), Rewritten("limits by growth", F)),
    "a limit from a side where the variable never is": (Goal(eq(Limit(sp.Abs(a) / a, a, 0, "-"), 1)), Rewritten("limits by growth", Numbers())),
    "a rewriting that does not apply": (Goal(eq(x, x)), Rewritten("closed sums", F)),
    # existence
    "an example that fails": (Goal(Exists((x,), Lt(x**2, 0, evaluate=False))), Exhibited((S.One,), Numbers())),
    "an example of another kind": (Goal(Exists((a,), Lt(a, 0, evaluate=False))), Exhibited((S(-1),), Numbers())),
    "an example with too few values": (Goal(Exists((x, y), Lt(x, y))), Exhibited((S.One,), Numbers())),
    "an example that fails, as a refutation": (Goal(Exists((x,), gt(x, 0))), Exhibited((S.Zero,), Witness({}))),
    "an existence denied for premises about the same letter": (Goal(Exists((x,), Lt(x, 0)), (), (Ge(x, 5),)), Denied(SIGN)),
    "an example that is undefined somewhere": (Goal(Exists((y,), eq(x * y, 1))), Exhibited((1 / x,), F)),
    "an example of another kind, as a term": (Goal(Exists((a,), gt(a, x))), Exhibited((x + 1,), SIGN)),
    "an example that speaks of itself": (Goal(Exists((y,), eq(x, y))), Exhibited((y + x,), F)),
    "for all where the premises speak of the letter": (Goal(ForAll((x,), (), ge(x, 0)), (), (Ge(x, 0),)), ForEvery(SIGN)),
    "for all without its condition": (Goal(ForAll((x,), (Ge(x, -1),), ge(x, 0))), ForEvery(SIGN)),
    "a nest denied that holds": (Goal(ForAll((x,), (), Exists((y,), gt(y, x)))), Denied(Exhibited((S.Zero,), ForEvery(SIGN)))),
    "a refutation at values outside the premises": (
        Goal(Exists((y,), eq(y**2, x)), (), (Ge(x, 0),)), AtValues({x: S(-1)}, Denied(Rewritten("no root of a polynomial", Numbers())))),
    "a refutation at values where it holds": (
        Goal(Exists((y,), eq(y**2, x))), AtValues({x: S.One}, Denied(Rewritten("no root of a polynomial", Numbers())))),
    "a refutation at values of another kind": (Goal(ge(a, 1)), AtValues({a: S(-1)}, Witness({}))),
    "vectors by numbers where the form is indefinite": (
        Goal(ge(frobenius(V)**2, frobenius(W)**2)), Rewritten("coordinate by coordinate", NonNegative("sign"))),
    "a mean of what may be negative": (Goal(ge(E(X1), 0), (), (FiniteMoments(X1),)), Rewritten("outcome by outcome", SIGN)),
    "means without moments": (Goal(ge(E(X1**2), E(X1)**2)), Rewritten("outcome by outcome", NonNegative("sign"))),
    "a tangent that moves with the outcome": (
        Goal(ge(E(X1), 0), (), (FiniteMoments(X1),)),
        Rewritten("outcome by outcome", NonNegative("sign"), (sp.Symbol("X1'1", real=True),))),
    "LambertW where its argument may be below -1/e": (
        Goal(ge(sp.LambertW(x), -1)), Rewritten("LambertW as the variable", ForEvery(by("sign")), (sp.LambertW(x),))),
    "LambertW of another branch": (
        Goal(ge(sp.LambertW(x, -1), -1), (), (Ge(x, 0),)), Rewritten("LambertW as the variable", ForEvery(by("sign")), (sp.LambertW(x, -1),))),
    "LambertW of a variable that is not real": (
        Goal(ge(sp.LambertW(z), z)), Rewritten("LambertW as the variable", ForEvery(by("sign")), (sp.LambertW(z),))),
    "residues of a real number": (Goal(eq(sp.Mod(x**2 - x, 2, evaluate=False), 0)), Rewritten("residues", Numbers())),
    "a telescoping series without a limit": (
        Goal(eq(Sum(sp.log(1 + 1 / k), (k, n, oo)), -sp.log(n))), Rewritten("telescoping sums", F, ((Sum(sp.log(1 + 1 / k), (k, n, oo)), sp.log(k)),))),
    "a whole part that does not fade": (Goal(eq(Limit(sp.floor(n * x), n, oo), x)), Rewritten("limits by growth", F)),
    "a power of a number of any size": (Goal(eq(Limit(x**n, n, oo), 0)), Rewritten("limits by growth", F)),
    "a product that tends to 0": (Goal(eq(Product(1 - 1 / k, (k, 2, oo)), Rational(1, 2))), Rewritten("closed sums", F)),
    "harmonic numbers of a number that may be negative": (Goal(le(sp.harmonic(m), m)), Rewritten("harmonic numbers as sums", SIGN)),
    "the size of a whole part from above": (Goal(le(sp.Abs(sp.floor(x)), x)), Rewritten("bounds of whole parts", Numbers())),
    "classes that differ": (Goal(eq(sp.floor(m**2 / 3), sp.floor(m / 3) * m)), Rewritten("classes of whole numbers", Numbers(), (S(3),))),
    "classes of too few": (Goal(eq(sp.floor(m / 4), sp.floor(sp.floor(m / 2) / 2) + 1)), Rewritten("classes of whole numbers", Numbers(), (S(2),))),
    "classes of a real number": (Goal(eq(sp.floor(x / 2) + sp.ceiling(x / 2), x)), Rewritten("classes of whole numbers", Numbers(), (S(2),))),
    "classes under a sum": (
        Goal(eq(Sum(sp.floor(k / 2), (k, 0, 4)), 0)), Rewritten("classes of whole numbers", Numbers(), (S(2),))),
    "a sign of a half": (Goal(eq((-1) ** (m / 2), 1)), Rewritten("classes of whole numbers", Numbers(), (S(2),))),
    "a bracket that is too wide": (Goal(eq(sp.floor(x), n)), Rewritten("bracket of a whole part", Parts((SIGN, SIGN)))),
    "a bracket of a value that is not whole": (Goal(eq(sp.floor(x), x)), Rewritten("bracket of a whole part", Parts((SIGN, SIGN)))),
    "nested parts with a fraction": (
        Goal(eq(sp.floor((sp.floor(x) + S.Half) / n), sp.floor((x + S.Half) / n))), Rewritten("nested whole parts", F)),
    "nested parts of another kind": (Goal(eq(sp.ceiling(sp.floor(x) / n), sp.ceiling(x / n))), Rewritten("nested whole parts", F)),
    "bounds that leave two numbers": (Goal(eq(sp.floor(x + y), sp.floor(x) + sp.floor(y))), Rewritten("bounds of whole parts", Numbers())),
    "a bound that is reached": (Goal(gt(sp.Mod(m, n), 0)), Rewritten("bounds of whole parts", Numbers())),
    "a remainder by a number of any sign": (Goal(ge(sp.Mod(m, k), 0)), Rewritten("bounds of whole parts", Numbers())),
    "residues that differ": (Goal(eq(sp.Mod(m**2, 3, evaluate=False), 1)), Rewritten("residues", Numbers())),
    "powers that are no whole numbers": (Goal(eq(sp.Mod(4**m - 1, 3, evaluate=False), 0)), Rewritten("residues", Numbers())),
    "an existence denied though there is one": (Goal(Exists((x,), Lt(x, 0))), Denied(SIGN)),
    # witnesses and covers
    "a witness outside the assumptions": (Goal(Ge(x, 0), (), (Gt(x, 1),)), Witness({x: S(-1)})),
    "a witness of another kind": (Goal(Ge(a, 1), (), ()), Witness({a: S(-1)})),
    "a witness at which nothing is defined": (Goal(eq(1 / x, 1)), Witness({x: S.Zero})),
    "a cover with a gap": (Goal(ge(x**2 + 1, 0), (), unit), Cover(((x, -1, 1),), (((-1, 0),), ((Rational(1, 2), 1),)))),
    "a cover of a pole": (Goal(ge(1 / x**2, 0), (), unit), Cover(((x, -1, 1),), (((-1, 1),),))),
    # inequality rules
    "a sign that is not there": (Goal(ge(x, 0)), SIGN),
    "a strict sign of a square": (Goal(gt(x**2, 0)), SIGN),
    "an unknown rule": (Goal(ge(x**2, 0)), by("magic")),
    "a rule that leaves goals": (Goal(ge(exp(x), 1 + x)), by("ladder", (x, S.Zero))),
    "a slope that leads down": (Goal(ge(1 + x, exp(x)), (), (Ge(x, 0),)), by("ladder", (x, S.Zero), ("sign", (), ()), ("sign", (), ()))),
    "a start outside the range": (Goal(ge(-x, -1), (), (Ge(x, 2),)), by("ladder", (x, S.One), *[("sign", (), ())] * 3)),
    "a start at a pole": (Goal(ge(-1 / x, 0), (), (Gt(x, 0),)), by("ladder", (x, S.Zero), ("sign", (), ()), ("sign", (), ()))),
    "a negative factor": (Goal(ge(-x**2, 0)), by("core", (S(-1), x**2), ("sign", (), ()))),
    "another gap": (Goal(ge(x, 0)), by("core", (S.One, x**2), ("sign", (), ()))),
    "squares of imaginary numbers": (Goal(ge(-x**2, 0)), by("squares", (S.One, ((S.One, I * x, None),)))),
    "squares that do not add up": (Goal(ge(x**2 - 1, 0)), by("squares", (S.One, ((S.One, x, None),)))),
    "squares with a negative factor": (Goal(ge(-x**2, 0)), by("squares", (S.One, ((S(-1), x, None),)))),
    "a parabola that opens downwards": (Goal(ge(1 - x**2, 0)), by("quadratic", (x,), ("sign", (), ()), ("sign", (), ()))),
    "a parabola with two roots": (Goal(ge(x**2 - 1, 0)), by("quadratic", (x,), ("sign", (), ()), ("sign", (), ()))),
    "a cosine that is larger than its bound": (Goal(ge(cos(x), 0)), by("bounded", (cos(x),), ("sign", (), ()), ("sign", (), ()))),
    "one order of two symbols": (Goal(ge(x - y, 0)), by("orders", (y, x), ("sign", (), ()))),
    "a tangent below a concave curve": (Goal(ge(log(x), x - 1), (), (Gt(x, 0),)), by("tangents", ((x, S.One),), ("sign", (), ()))),
    "a tangent at a negative number": (Goal(ge(x - log(x), 1), (), (Gt(x, 0),)), by("tangents", ((x, S(-1)),), ("sign", (), ()))),
    "one side of zero": (Goal(ge(x**3, 0)), by("split", (x,), ("sign", (), ()), ("sign", (), ()))),
    "a convex gap at its ends": (Goal(ge(x**2 - 1, 0), (), unit), by("concave", (x, S(-1), S.One), *[("sign", (), ())] * 3)),
    "a limit below zero": (Goal(ge(1 / x - 1, 0), (), (Gt(x, 0),)), by("from an end", (x, oo), ("sign", (), ()), ("sign", (), ()))),
    "boxes with a gap": (Goal(ge(x**2 + 1, 0), (), unit), by("cover", (((x, S(-1), S.One),), (((S(-1), S.Zero),),)))),
    "boxes over a part of the range": (Goal(ge(x + 2, 0)), by("cover", (((x, S(-1), S.One),), (((S(-1), S.One),),)))),
    "logarithms of negative sides": (Goal(ge(x, y), (), (Le(x, -1), Le(y, -1))), by("logarithms", (x, y), ("sign", (), ()))),
    "even powers of sides of any sign": (Goal(ge(x, 1)), by("powers", (x, S.One, S(2)), ("sign", (), ()))),
    "the mirror image of an odd gap": (Goal(ge(x**3, 0)), by("mirror", (x,), ("sign", (), ()))),
    "one over a number of any sign": (Goal(ge(x, 0)), by("inverse", (x,), ("sign", (), ()))),
    "a contact of odd order inside": (Goal(ge(x**3, 0), (), unit), by("contact", (x, S.Zero, 3, S(-1), S.One, (((S(-1), S.One),),)))),
    "a contact where the gap does not vanish": (Goal(ge(x**2 - 1, 0)), by("contact", (x, S.Zero, 2, S(-1), S.One, (((S(-1), S.One),),)),
                                                                         ("sign", (), ()), ("sign", (), ()))),
    "a strict contact": (Goal(gt(x**2, 0)), by("contact", (x, S.Zero, 2, S(-1), S.One, (((S(-1), S.One),),)), ("sign", (), ()), ("sign", (), ()))),
    "a hill that is a valley": (Goal(ge(x**2 - x, 0), (), (Ge(x, 0), Le(x, 1))), by("hill", (x, S.One, S.Zero, S.One), *[("sign", (), ())] * 3)),
    "an undefined gap": (Goal(ge(1 / x**2, 0)), SIGN),
    "a gap that is not real": (Goal(ge(sqrt(x) + x**2, 0)), SIGN),
}

TWINS = {
    "finite fields": (Goal(eq(sin(2*x), 2*sin(x)*cos(x))), F, "PROVED"),
    "an exponential": (Goal(eq(atan(S(1) / 2) + atan(S(1) / 3), pi / 4)), Exponentiated(2 * I), "PROVED"),
    "an exponential with a point": (Goal(arctangents), Exponentiated(2 * I, {a: S.One}), "PROVED"),
    "an algebraic number": (Goal(eq(sqrt(2) * sqrt(3), sqrt(6))), AlgebraicNumber(), "PROVED"),
    "numbers": (Goal(ge(pi, 3)), Numbers(), "ENCLOSED"),
    "constancy": (inverse_sum, Constancy(x, S.Zero, F, F), "PROVED"),
    "sign cases": (Goal(eq(sp.Abs(x)**2, x**2)), SignCases(x, F, F, F), "PROVED"),
    "an impossible case": (Goal(eq(sp.Abs(x), x), (), (Ge(x, 0),)), SignCases(x, F, F, None), "PROVED"),
    "zero or not": (Goal(eq(x * y, y * x)), EqualCases(x, F, F), "PROVED"),
    "parts": (Goal(And(ge(x**2, 0), ge(y**2, 0), evaluate=False)), Parts((SIGN, SIGN)), "PROVED"),
    "an odd integrand": (Goal(eq(Integral(sin(y * x) / (1 + x**2), (x, -2, 2)), 0)), Rewritten("integrals in parts", Numbers()), "PROVED"),
    "part of a turn": (Goal(Ne(exp(2 * pi * I * m / n), 1, evaluate=False), (), (Ge(m, 1), Lt(m, n))), Rewritten("visibly apart", Numbers()), "PROVED"),
    "an alternating binomial sum": (Goal(eq(Sum((-1)**k * k * sp.binomial(n, k), (k, 0, n)), 0), (), (Ge(n, 2),)), Rewritten("factorial moments", F), "PROVED"),
    "the larger side": (Goal(Ne(x**2 + 1, 0, evaluate=False)), Rewritten("one side is larger", SIGN, ("left",)), "PROVED"),
    "sums of differences": (Goal(eq(sp.Sum(k, (k, 1, n)), n * (n + 1) / 2)),
                            Rewritten("telescoping sums", F, ((sp.Sum(k, (k, 1, n)), k * (k - 1) / 2),)), "PROVED"),
    "one part where the other fails": (Goal(Or(gt(x, 1), ge(2, x), evaluate=False)), Parts((SIGN,), 1), "PROVED"),
    "one part": (Goal(Or(eq(x, y), ge(x**2, 0), evaluate=False)), Parts((SIGN,), 1), "PROVED"),
    "induction": (Goal(triangle), Steps(n, S.One, Rewritten("short sums", F), F), "PROVED"),
    "induction on a quotient": (Goal(ge(3**n, 2**n)), QuotientSteps(n, S.One, Numbers(), SIGN), "ENCLOSED"),
    "a tangent": (Goal(ge(x - log(x), 1), (), (Gt(x, 0),)), by("tangents", ((x, S.One),), ("sign", (), ())), "PROVED"),
    "a root denied": (Goal(Exists((m,), eq(m**2, 5))), Denied(Rewritten("no root of a polynomial", Numbers())), "REFUTED"),
    "a principal value": (Goal(eq(sp.atan(tan(x)), x), (), (Gt(x, -1), Lt(x, 1))), Rewritten(
        "principal values", Parts((F, SIGN, SIGN)), (sp.atan(tan(x)),)), "PROVED"),
    "a principal argument": (Goal(eq(sp.arg(exp(sp.I * x)), x), (), (Gt(x, -pi), Le(x, pi))), Rewritten(
        "principal arguments", Parts((F, SIGN, SIGN)), (sp.arg(exp(sp.I * x)),)), "PROVED"),
    "a logarithm on its principal branch": (Goal(eq(log(exp(sp.I * x)), sp.I * x), (), (Gt(x, -1), Le(x, pi))), Rewritten(
        "principal arguments", Parts((SIGN, SIGN, F)), (log(exp(sp.I * x)),)), "PROVED"),
    "an integral of the table": (Goal(eq(Integral(exp(-t) / sqrt(t), (t, 0, oo)), sqrt(pi))), Rewritten("table of integrals", F), "PROVED"),
    "a zero between two signs": (Goal(Exists((x,), eq(x**2, 2))), Rewritten("intermediate value", Numbers(), (S(1), S(2))), "PROVED"),
    "an infinite product": (Goal(eq(Product(1 - 4 / k**2, (k, 3, oo)), Rational(1, 6))), Rewritten("closed sums", F), "PROVED"),
    "a binomial sum": (Goal(eq(Sum(k * sp.binomial(n, k), (k, 1, n)), n * 2**(n - 1))), Rewritten("factorial moments", F), "PROVED"),
    "whole parts": (Goal(gt(sp.floor(x) + 1, x)), Rewritten("one period of whole parts", Numbers()), "PROVED"),
    "a whole series": (Goal(le(Sum(1 / k**2, (k, 1, n)), 2)), Rewritten("whole series", Rewritten("closed sums", Numbers())), "ENCLOSED"),
    "an antiderivative": (Goal(eq(square, Rational(1, 3))), Rewritten("antiderivatives", F, ((square, t**3 / 3),)), "PROVED"),
    "a limit": (Goal(eq(Limit(sin(x) / x, x, 0), 1)), Rewritten("limits by growth", F), "PROVED"),
    "convergence": (Goal(Converges(Sum(1 / k**2, (k, 1, oo)))), Rewritten("tests of convergence", F), "PROVED"),
    "an antiderivative over a pole": (Goal(eq(Integral(1 / t**2, (t, -1, 1)), -2)),
                                      Rewritten("antiderivatives", F, ((Integral(1 / t**2, (t, -1, 1)), -1 / t),)), "REFUTED"),
    "divergence": (Goal(Converges(Sum(1 / k, (k, 1, oo)))), Rewritten("tests of convergence", F), "REFUTED"),
    "an example": (Goal(Exists((x,), Lt(x, 0))), Exhibited((S(-1),), Numbers()), "ENCLOSED"),
    "an example as a term": (Goal(Exists((y,), gt(y, x))), Exhibited((x + 1,), SIGN), "PROVED"),
    "for all": (Goal(ForAll((x,), (Ge(x, 1),), ge(x, 0))), ForEvery(SIGN), "PROVED"),
    "a nest denied": (Goal(Exists((y,), ForAll((x,), (), gt(y, x)))), Denied(Exhibited((y + 1,), SIGN)), "REFUTED"),
    "a refutation at values": (
        Goal(Exists((y,), eq(y**2, x))), AtValues({x: S(-1)}, Denied(Rewritten("no root of a polynomial", Numbers()))), "REFUTED"),
    "vectors by numbers": (Goal(ge(frobenius(V - W)**2, 0)), Rewritten("coordinate by coordinate", NonNegative("sign")), "PROVED"),
    "a mean of squares": (Goal(ge(E(X1**2), 0), (), (FiniteMoments(X1),)), Rewritten("outcome by outcome", NonNegative("sign")), "PROVED"),
    "a telescoping series": (Goal(eq(Sum(1 / (k * (k + 1)), (k, n, oo)), 1 / n)), Rewritten(
        "telescoping sums", F, ((Sum(1 / (k * (k + 1)), (k, n, oo)), -1 / k),)), "PROVED"),
    "a whole part that fades": (Goal(eq(Limit(sp.floor(n * x) / n, n, oo), x)), Rewritten("limits by growth", F), "PROVED"),
    "a power that fades": (Goal(eq(Limit(x**n, n, oo), 0), (), (Lt(sp.Abs(x), 1),)), Rewritten("limits by growth", F), "PROVED"),
    "a sign that does not fade": (Goal(eq(Limit((-1)**n / 2, n, oo), 0)), Rewritten("limits by growth", F), "REFUTED"),
    "a product that grows": (Goal(eq(Product(1 + 1 / k, (k, 1, oo)), 2)), Rewritten("closed sums", F), "REFUTED"),
    "classes": (Goal(eq(sp.floor(m**2 / 4), sp.floor(m / 2) * sp.ceiling(m / 2))), Rewritten("classes of whole numbers", Numbers(), (S(2),)), "PROVED"),
    "a bracket": (Goal(eq(sp.floor(sqrt(n**2 + n)), n)), Rewritten("bracket of a whole part", Parts((SIGN, SIGN))), "PROVED"),
    "nested parts": (Goal(eq(sp.floor(sp.floor(x) / n), sp.floor(x / n))), Rewritten("nested whole parts", F), "PROVED"),
    "bounds": (Goal(le(sp.floor(x) + sp.floor(y), sp.floor(x + y))), Rewritten("bounds of whole parts", Numbers()), "PROVED"),
    "residues": (Goal(eq(sp.Mod(m**2 - m, 2, evaluate=False), 0)), Rewritten("residues", Numbers()), "PROVED"),
    "a denial": (Goal(Exists((x,), Lt(x**2, 0, evaluate=False))), Denied(SIGN), "REFUTED"),
    "a witness": (Goal(Ge(x, 2), (), (Gt(x, 0),)), Witness({x: S.One}), "REFUTED"),
    "a cover": (Goal(ge(x**2 + 1, 0), (), unit), Cover(((x, -1, 1),), (((-1, 0),), ((0, 1),))), "ENCLOSED"),
    "a sign": (Goal(ge(x**2 + a, 0)), SIGN, "PROVED"),
    "a ladder": (Goal(ge(exp(x), 1 + x), (), (Ge(x, 0),)),
                 by("ladder", (x, S.Zero), ("sign", (), ()), ("ladder", (x, S.Zero), (("sign", (), ()), ("sign", (), ())))), "PROVED"),
    "a factor": (Goal(ge(a * x**2, 0)), by("core", (sp.Symbol("a", real=True), x**2), ("sign", (), ())), "PROVED"),
    "squares": (Goal(ge(x**2 - 2*x*y + y**2, 0)), by("squares", (S.One, ((S.One, x - y, None),))), "PROVED"),
    "a parabola": (Goal(ge(x**2 + x + 1, 0)), by("quadratic", (x,), ("sign", (), ()), ("sign", (), ())), "PROVED"),
    "a bounded cosine": (Goal(ge(2 + cos(x), 0)), by("bounded", (cos(x),), ("sign", (), ()), ("sign", (), ())), "PROVED"),
    "a concave gap": (Goal(ge(1 - x**2, 0), (), unit), by("concave", (x, S(-1), S.One), *[("sign", (), ())] * 3), "PROVED"),
    "boxes": (Goal(ge(x**2 + 1, 0), (), unit), by("cover", (((x, S(-1), S.One),), (((S(-1), S.Zero),), ((S.Zero, S.One),)))), "PROVED"),
    "powers": (Goal(ge(sqrt(1 + x**2), 1)), by("powers", (sqrt(1 + x**2), S.One, S(2)), ("sign", (), ())), "PROVED"),
    "a mirror": (Goal(ge(x**4, 0)), by("mirror", (x,), ("sign", (), ())), "PROVED"),
    "a contact": (Goal(ge(x**2, 0)), by("contact", (x, S.Zero, 2, S(-1), S.One, (((S(-1), S.One),),)), ("sign", (), ()), ("sign", (), ())), "PROVED"),
    "a hill": (Goal(ge(x - x**2, 0), (), (Ge(x, 0), Le(x, 1))), by("hill", (x, S.One, S.Zero, S.One), *[("sign", (), ())] * 3), "PROVED"),
    "from an end": (Goal(ge(1 / x, 0), (), (Gt(x, 0),)), by("from an end", (x, oo), ("sign", (), ()), ("sign", (), ())), "PROVED"),
}


test_forged_evidence_is_rejected = all_rejected(FORGED)
test_its_twin_is_accepted = all_accepted(TWINS)


STEPS = {  # what decide may answer "where both sides are defined" is no step of a derivation
    "a pole on both sides": (Goal(eq(1 / x - 1 / x + zeta(x), zeta(x) + 2 / x - 2 / x)), F),
    "a tangent at its poles": (Goal(eq(tan(x) * cos(x), sin(x))), F),
    "a root of any number": (Goal(eq(sqrt(x), sqrt(x))), F),
    "the slope of any function": (Goal(eq(sp.Derivative(f(x) + x, x), sp.Derivative(f(x), x) + 1)), F),
    "an expectation": (Goal(eq(E(X) + E(X), 2 * E(X))), F),
    "a random number": (Goal(eq(X + X, 2 * X)), F),
}


test_a_step_must_have_a_value_everywhere = all_rejected(STEPS, by=judge_step)


def test_a_closed_form_may_be_a_step():
    assert judge_step(Goal(eq(tan(x) * cos(x), sin(x)), (), (Ne(cos(x), 0),)), F).name == "PROVED"


def test_every_kind_is_forged_and_has_its_twin():
    elsewhere = {*along_recurrences.CHECKERS, *first_places.CHECKERS}  # test_forged_recurrences.py, test_forged_places.py
    assert not_forged(CHECKERS, FORGED, TWINS) <= elsewhere
