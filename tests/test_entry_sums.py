"""Sums over the entries of vectors for every size: what is refused, and that a certificate says the same again."""

import json

import sympy as sp
from forging import all_rejected

from verifier.deciding.decide import decide
from verifier.evidence import ForEvery, NonNegative, Rewritten
from verifier.goal import Goal
from verifier.judgement.certificate import Book
from verifier.kernel import judge
from verifier.verdict import Verdict
from verifier.vocabulary.operators import ForAll, entry
from verifier.vocabulary.symbols import Index

t = sp.Symbol("t", positive=True)
n, w = sp.Symbol("n", integer=True, positive=True), sp.Symbol("w", integer=True, nonnegative=True)
i, j = sp.Symbol("i", integer=True), Index("j")
X = sp.MatrixSymbol("x", n, 1)
u = sp.Symbol("x[.]", real=True)
S_x, S_xx = sp.Symbol("Sum(x[.])", real=True), sp.Symbol("Sum(x[.]**2)", nonnegative=True)
SIGN = ("sign", (), ())
ALL_POSITIVE = ForAll((j,), (), sp.Gt(entry(X, j, 1), 0, evaluate=False))


def total(body, upper=n):
    return sp.Sum(body, (i, 1, upper))


def goal(left, right, *premises, head=sp.Ge):
    return Goal(head(left, right, evaluate=False), (), premises)


def by(*lemmas, tree=SIGN):
    return Rewritten("sums over entries as numbers", ForEvery(NonNegative("rules", (tree,))), lemmas)


def each(gap, strict=False, below=(), values=(), tree=SIGN):
    return "each", gap, strict, below, values, tree


x = entry(X, i, 1)
above, S_log, S_xlog = sp.Symbol("x[.]", positive=True), sp.Symbol("Sum(log(x[.]))", real=True), sp.Symbol("Sum(x[.]*log(x[.]))", real=True)
TANGENT = ("tangents", ((u, sp.S.One),), (SIGN,))
FORGED = {
    "a sign that entries do not have": (goal(total(x), 0), by(each(u))),
    "another inequality for each entry": (goal(total(x**2), 1), by(each(u**2))),
    "more than the entries give": (goal(total(x**2), n), by(each(u**2))),
    "strict, though there may be no entry": (goal(sp.Sum(sp.exp(entry(sp.MatrixSymbol("x", w, 1), i, 1)), (i, 1, w)), 0, head=sp.Gt), by(each(sp.exp(u), True))),
    "strict where each may be equal": (goal(total(x**2), 0, head=sp.Gt), by(each(u**2, True))),
    "the sign of some entries": (
        goal(total(x), 0, ForAll((j,), (sp.Ge(j, 2, evaluate=False),), sp.Gt(entry(X, j, 1), 0, evaluate=False))), by(each(sp.Symbol("x[.]", positive=True)))),
    "the sign of entries of even places": (
        goal(total(x), 0, ForAll((sp.Symbol("k", even=True),), (), sp.Gt(entry(X, sp.Symbol("k", even=True), 1), 0, evaluate=False))),
        by(each(sp.Symbol("x[.]", positive=True)))),
    "an entry below a sum of any signs": (goal(total(x), entry(X, 1, 1)), by(("one entry", u, sp.S.One))),
    "an entry outside the range": (goal(total(x**2), entry(X, n + 1, 1)**2), by(("one entry", u**2, n + 1))),
    "a place that may be outside": (goal(total(x**2), entry(X, sp.Symbol("k", integer=True), 1)**2), by(("one entry", u**2, sp.Symbol("k", integer=True)))),
    "bodies of any sign below their sums": (goal(total(x)**2, total(x**2)), by(each(S_x * u - u**2, below=(u,)))),
    "Cauchy-Schwarz of what is no product": (goal(total(x**2) * n, 2 * total(x)**2), by(("Cauchy-Schwarz", sp.S.One, u**2, 2 * u, 0))),
    "Cauchy-Schwarz of negative parts": (goal(total(x) * total(x**3), total(x**2)**2), by(("Cauchy-Schwarz", u, u**3, u**2, 0))),
    "the room of two facts as one number": (
        goal(total(x * sp.log(x)) + total(sp.log(x)), 2 * total(x) - 2 * n, ALL_POSITIVE),
        by(each(above - 1 - sp.log(above), tree=TANGENT), ("slack", 0, S_log),
           each(above * sp.log(above) - above + 1, tree=TANGENT), ("slack", 0, S_xlog))),
    "a power of the sum below 1": (goal(total(x)**w, total(x**w), ALL_POSITIVE), by(("power of the sum", above, above**w, w))),
    "another power of the sum": (goal(total(x)**2, total(x**3), ALL_POSITIVE), by(("power of the sum", above, above**3, sp.Integer(2)))),
    "a power of the sum of any signs": (goal(total(x)**2, total(x**2)), by(("power of the sum", u, u**2, sp.Integer(2)))),
    "Hoelder as a factor of any signs": (goal(n * total(x**2), 2 * total(x)**2), by(("Hoelder", sp.S.One, u**2, u, sp.S.Half, 2))),
    "Hoelder with itself": (
        goal(total(x ** (t / (t - 1))), total(x), ALL_POSITIVE, sp.Lt(t, 1)), by(("Hoelder", above, above ** (t / (t - 1)), above, t, 2))),
    "Minkowski below 1": (goal(total(sp.Abs(x)), 0, head=sp.Gt), by(("Minkowski", u, u, sp.S.Half))),
    "Minkowski for more": (goal(total(sp.Abs(x) ** 3) ** sp.Rational(1, 3), total(2 * sp.Abs(x) ** 3) ** sp.Rational(1, 3)), by(("Minkowski", u, u, sp.Integer(3)))),
    "Hoelder of what is no product": (goal(n**2 * total(sp.Abs(x) ** 3), total(sp.Abs(x)) ** 3), by(("Hoelder", sp.S.One, sp.Abs(u) ** 3, sp.Abs(u), sp.S.Half, 0))),
    "Hoelder beyond both": (goal(total(x**2)**2, n * total(x**4)), by(("Hoelder", sp.S.One, u**2, u**4, sp.Integer(-1), 0))),
    "Hoelder with an odd power of any sign": (goal(n * total(x**6)**2, total(x**4)**3), by(("Hoelder", sp.S.One, u**6, -u**4, sp.Rational(1, 3), 0))),
    "Hoelder of negative parts": (goal(total(x)**2 * total(x**4), total(x**2)**3), by(("Hoelder", u, u**4, u**2, sp.Rational(2, 3), 0))),
    "Cauchy-Schwarz with a sign of 2": (goal(n * total(x**2), 4 * total(x)**2), by(("Cauchy-Schwarz", sp.S.One, u**2, u, 2))),
    "a mean with a sign that it has not": (
        goal(total(sp.exp(x)), 0), by(each(u**2 + sp.Symbol("~c", nonnegative=True), values=((sp.Symbol("~c", nonnegative=True), S_x),)))),
    "a value that speaks of the entry": (goal(total(x), 0), by(each(sp.Symbol("~c", nonnegative=True), values=((sp.Symbol("~c", nonnegative=True), u**2),)))),
    "the room of a fact that is not there": (goal(total(x**2), 0), by(("slack", 3, S_xx))),
    "room that is not linear": (goal(total(x**2), 0), by(each(u**2), ("slack", 0, n))),
    "the root of a sum of any sign": (goal(total(x), 0), by(("root", S_x))),
    "pairs of which no premise speaks": (goal(n * total(x**2), total(x)**2), by(("pairs", sp.S.Zero))),
    "pairs of places in one order only": (
        goal(total(x), 0, ForAll((j, Index("k")), (sp.Le(j, Index("k"), evaluate=False),), sp.Ge(entry(X, j, 1) * entry(X, Index("k"), 1), 0, evaluate=False))),
        by(("pairs", sp.S.Zero))),
    "an unknown lemma": (goal(total(x**2), 0), by(("wishful thinking",))),
    "sums over two ranges": (goal(total(x**2), total(x**2, n - 1)), by()),
    "a sum over two places at once": (
        Goal(sp.Ge(total(x**2), 0, evaluate=False), (), (sp.Ge(sp.Sum(x * entry(X, j, 1), (i, 1, n), (j, 1, n)), 1, evaluate=False),)), by(each(u**2 - 1))),
    "a range that may be reversed": (goal(sp.Sum(x**2, (i, 1, n - 3)), 0), by(each(u**2))),
    "a quotient that may be undefined": (goal(total(x * sp.Pow(x, -1, evaluate=False)), n), by()),
    "a logarithm of entries of any sign": (goal(total(sp.Add(sp.log(x), -sp.log(x), x, evaluate=False)), total(x)), by()),
}


test_forged_bounds_of_sums_are_refused = all_rejected(FORGED)


def test_the_same_with_what_it_needs_is_proved():
    assert judge(goal(total(x**2), 0), by()) is Verdict.PROVED
    assert judge(goal(total(x), 0, ALL_POSITIVE, head=sp.Gt), by()) is Verdict.PROVED
    assert judge(goal(total(x**2), entry(X, 1, 1)**2), by(("one entry", u**2, sp.S.One))) is Verdict.PROVED


def test_a_certificate_reads_back():
    made = decide("n*exp(Sum(x[i], (i, 1, n))/n) <= Sum(exp(x[i]), (i, 1, n))", {"n": "natural", "x": "vector(n)"})
    assert made.verdict is Verdict.PROVED
    book = Book()
    written = json.loads(json.dumps(book.certificate(*made.accepted)))
    assert judge(*book.read(written)) is Verdict.PROVED
