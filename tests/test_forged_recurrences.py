"""Evidence along recurrences that does not show its statement must be rejected, and sound evidence accepted."""

from forging import all_accepted, all_rejected, eq, ge, gt, le, lt, not_forged
from sympy import Function, Integer, Rational, S, Sum, Symbol

from verifier.evidence import AlongRecurrence, AtPlaces, Fingerprint, NonNegative, Numbers, Parts, Unrolled
from verifier.goal import Goal
from verifier.tools.sums.along_recurrences import CHECKERS

n, l, m = Symbol("n", integer=True, nonnegative=True), Symbol("l", integer=True, nonnegative=True), Symbol("m", integer=True)
k = Symbol("k", integer=True)
p = Symbol("p", integer=True, positive=True)
r = Symbol("r", real=True)
a, b = Function("a", real=True), Function("b", real=True)
F, N, SIGN = Fingerprint(), Numbers(), NonNegative()

DOUBLED = (eq(a(n + 1), 2*a(n) + 1), eq(a(0), S.Zero))
PAIRS = (eq(a(n + 2), a(n + 1) + a(n)), eq(a(0), S.Zero), eq(a(1), S.One))
ARITHMETIC = (eq(a(n + 1), a(n) + r),)
FALLING = (eq(a(n + 1), a(n) / (1 + a(n))),)


def along(*bases, step=F, **more):
    return AlongRecurrence(n, S.Zero, bases, step, **more)


FORGED = {
    "a closed form that fails at the step": (Goal(eq(a(n), n), (), DOUBLED), along(N)),
    "a closed form that fails at the base": (Goal(eq(a(n), 2**(n + 1) - 1), (), DOUBLED), along(N)),
    "no base": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), along()),
    "one base for two places": (Goal(eq(a(n), n), (), PAIRS), along(N)),
    "a base that nothing gives": (Goal(eq(a(n), 2**n - 1), (), DOUBLED[:1]), along(F)),
    "a start above the least value": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), AlongRecurrence(n, S.One, (N,), F)),
    "negative places": (Goal(eq(a(m), 2**m - 1), (), (eq(a(m + 1), 2*a(m) + 1), DOUBLED[1])), AlongRecurrence(m, S.Zero, (N,), F)),
    "a recurrence that begins above the first value": (
        Goal(eq(a(p), 2**p - 1), (), (eq(a(p + 1), 2*a(p) + 1), DOUBLED[1])), AlongRecurrence(p, S.One, (N,), F)),
    "a recurrence for even places": (Goal(eq(a(n), 2**n - 1), (), (*DOUBLED, eq(n % 2, 0))), along(N)),
    "a bounded place": (Goal(eq(a(n), 2**n - 1), (), (*DOUBLED, le(n, 5))), along(N)),
    "premises that contradict each other": (Goal(eq(a(n), 2**n - 1), (), (*DOUBLED, eq(a(1), Integer(5)))), along(N)),
    "a recurrence divided by what may be 0": (
        Goal(eq(a(n), S.Zero), (), (eq(n*a(n + 1), n*a(n)), eq(a(0), S.Zero))), along(N)),
    "a difference that is multiplied by another factor": (Goal(eq(a(n) + 1, 2**n), (), DOUBLED), along(N, form="factor", factor=S(3))),
    "an invariant without its base": (Goal(eq(a(n + 1) - 2*a(n), S(2)), (), DOUBLED), along(N, form="factor")),
    "a bound that the recurrence does not keep": (Goal(le(a(n), n), (), DOUBLED), along(N, step=SIGN, form="monotone")),
    "a recurrence that falls with what stands before": (
        Goal(le(a(n), S.One), (), (eq(a(n + 1), 1 - 2*a(n)), eq(a(0), S.One))), along(N, step=N, form="monotone")),
    "a bound from the other side": (
        Goal(le(a(n), 2**n), (), (ge(a(n + 1), 2*a(n)), eq(a(0), S.One))), along(N, step=SIGN, form="monotone")),
    "an equation from an inequality": (
        Goal(eq(a(n), 2**n), (), (le(a(n + 1), 2*a(n)), eq(a(0), S.One))), along(N)),
    "a form that nobody knows": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), along(N, form="trust")),
    "a closed form beside that fails": (
        Goal(eq(a(n), n), (), (eq(a(n + 1), a(n) + b(n)), eq(b(n + 1), 2*b(n)), eq(a(0), S.Zero), eq(b(0), S.One))),
        along(N, N, step=Parts((F, F)), beside=(eq(b(n), S.One),))),
    "a sum beside a closed form that fails": (
        Goal(eq(Sum(a(k), (k, 0, n)), (n + 1)*a(0)), (), ARITHMETIC), along(F, F, step=Parts((F, F)), form="factor", beside=(eq(a(n), a(0)),))),
    "a sum that fails beside a closed form": (
        Goal(eq(Sum(a(k), (k, 0, n)), (n + 1)*a(0) + r*n), (), ARITHMETIC),
        along(F, F, step=Parts((F, F)), form="factor", beside=(eq(a(n), a(0) + r*n),))),
    "a sum without the base of what stands beside": (
        Goal(eq(Sum(a(k), (k, 0, n)), (n + 1)*a(0)), (), ARITHMETIC), along(F, step=Parts((F, F)), form="factor", beside=(eq(a(n), a(0)),))),
    "a step by 1 from two places with closed forms beside": (
        Goal(eq(Sum(a(k), (k, 0, n)), a(n + 2) - 1), (), PAIRS), along(N, N, N, N, step=Parts((F, F)), form="factor", beside=(eq(a(n), n),))),
    "a goal at n + 1 for its function at n": (
        Goal(eq(a(n + 1), 2*3**n*a(0)), (), (eq(a(n + 1), 2*a(n)),)), along(F, F, step=Parts((F, F)), form="factor", beside=(eq(a(n), 2**n*a(0)),))),
    "a bound of another letter": (
        Goal(eq(a(n), a(3)), (), (eq(a(l + 1), a(l)), ge(l, 3))), AlongRecurrence(n, S(3), (F,), F, form="factor")),
    "a place with another value": (Goal(eq(a(3), Integer(8)), (), DOUBLED), AtPlaces(N)),
    "a place that nothing gives": (Goal(eq(a(-1), -Rational(1, 2)), (), DOUBLED), AtPlaces(F)),
    # refutation
    "a true closed form unrolled": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), Unrolled({n: S(4)}, {a(0): S.Zero})),
    "a first value that is not the given one": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), Unrolled({n: S.Zero}, {a(0): S.One})),
    "a later value that does not come out": (
        Goal(eq(a(n), 2**n - 1), (), (DOUBLED[0], eq(a(2), S(3)))), Unrolled({n: S.Zero}, {a(0): S.One})),
    "first values that are missing": (Goal(eq(a(n), n), (), PAIRS), Unrolled({n: S(3)}, {a(0): S.Zero})),
    "a value before the first that is not the given one": (
        Goal(eq(a(p), a(0)), (), (eq(a(p + 1), a(p)), eq(a(0), S.One))), Unrolled({p: S.One}, {a(1): S.One, a(0): S.Zero})),
    "a value before the first that a premise forbids": (
        Goal(eq(a(p), a(0)), (), (eq(a(p + 1), a(p)), gt(a(0), 5))), Unrolled({p: S.One}, {a(1): S.One, a(0): S.Zero})),
    "a value chosen where the recurrence gives one": (
        Goal(eq(a(p), a(1)), (), (eq(a(p + 1), a(p)),)), Unrolled({p: S(2)}, {a(1): S.One, a(2): S.Zero})),
    "a place before the first": (Goal(eq(a(p), S.Zero), (), (eq(a(p + 1), a(p)), eq(a(1), S.Zero), eq(a(0), S.One))), Unrolled({p: S.Zero}, {a(1): S.Zero})),
    "a function that ends": (Goal(eq(a(n), S.Zero), (), (*FALLING, eq(a(0), -Rational(1, 3)))), Unrolled({n: S.Zero}, {a(0): -Rational(1, 3)})),
    "a function that a premise bounds": (
        Goal(lt(a(n), 3), (), (eq(a(n + 1), a(n) - 1), ge(a(n), 0))), Unrolled({n: S.Zero}, {a(0): S(5)})),
    "a first value that a premise forbids": (
        Goal(ge(a(n), 0), (), (eq(a(n + 1), a(n)), gt(a(0), 0))), Unrolled({n: S.Zero}, {a(0): -S.One})),
    "a parameter outside the premises": (
        Goal(eq(a(n), S.Zero), (), (eq(a(n + 1), r*a(n)), lt(r, 1))), Unrolled({n: S.Zero, r: S(2)}, {a(0): S.One})),
    "a parameter without a value": (Goal(eq(a(n), S.Zero), (), (eq(a(n + 1), r*a(n)),)), Unrolled({n: S.Zero}, {a(0): S.One})),
}

SOUND = {
    "a closed form": (Goal(eq(a(n), 2**n - 1), (), DOUBLED), along(N), "PROVED"),
    "a factor": (Goal(eq(a(n) + 1, 2**n), (), DOUBLED), along(N, form="factor", factor=S(2)), "PROVED"),
    "a sum": (Goal(eq(Sum(a(k), (k, 0, n)), a(n + 2) - 1), (), PAIRS), along(N, form="factor"), "PROVED"),
    "a bound": (Goal(le(a(n), 2**n), (), PAIRS), along(N, N, step=SIGN, form="monotone"), "ENCLOSED"),
    "two closed forms": (
        Goal(eq(a(n), 2**n - 1), (), (eq(a(n + 1), a(n) + b(n)), eq(b(n + 1), 2*b(n)), eq(a(0), S.Zero), eq(b(0), S.One))),
        along(N, N, step=Parts((F, F)), beside=(eq(b(n), 2**n),)), "PROVED"),
    "a place": (Goal(eq(a(3), Integer(7)), (), DOUBLED), AtPlaces(N), "PROVED"),
    "a place where it fails": (Goal(eq(a(n), 2**n), (), DOUBLED), Unrolled({n: S.Zero}, {a(0): S.Zero}), "REFUTED"),
    "a free first value": (Goal(eq(a(n), 2**n - 1), (), DOUBLED[:1]), Unrolled({n: S.Zero}, {a(0): S.One}), "REFUTED"),
    "a sum beside a closed form": (
        Goal(eq(Sum(a(k), (k, 0, n)), (n + 1)*a(0) + r*n*(n + 1)/2), (), ARITHMETIC),
        along(F, F, step=Parts((F, F)), form="factor", beside=(eq(a(n), a(0) + r*n),)), "PROVED"),
    "a place before the recurrence begins": (Goal(eq(a(p), a(0)), (), (eq(a(p + 1), a(p)),)), Unrolled({p: S.One}, {a(1): S.One, a(0): S.Zero}), "REFUTED"),
    "values that stay positive": (Goal(eq(a(n), 1 / (n + 2)), (), (*FALLING, eq(a(0), S.One))), Unrolled({n: S.Zero}, {a(0): S.One}), "REFUTED"),
}


test_forged_evidence_is_rejected = all_rejected(FORGED)
test_sound_evidence_is_accepted = all_accepted(SOUND)


def test_every_kind_is_forged_and_has_its_twin():
    assert not not_forged(CHECKERS, FORGED, SOUND)
