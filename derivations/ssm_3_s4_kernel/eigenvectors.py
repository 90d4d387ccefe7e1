"""The eigenvalues and eigenvectors of the LegS matrix."""

from sympy import Eq, Lambda, Piecewise, Sum, factorial, sqrt

from verifier.language import *

from .experiments import measure_eigenvectors
from .memory import entry_of_A
from .notation import d

eigenvalue = natural("lambda")           # minus the eigenvalue
v = complex_function("v")                # v(n): the entries of an eigenvector
n = index("n", 0, d - 1)
k = index("k", 0, d - 1)
whole_n = integer("n")
S = Lambda(whole_n, Sum(sqrt(2*k + 1)*v(k), (k, 0, whole_n)))
image = Sum(entry_of_A(n, k)*v(k), (k, 0, d - 1))

legs_matvec = Claim(
    name="LegS matrix times vector in linear time",
    says=Eq(image, n*v(n) - sqrt(2*n + 1)*S(n)),
    proof=chain(
        image,
        equals(-sqrt(2*n + 1)*Sum(sqrt(2*k + 1)*v(k), (k, 0, n - 1)) - (n + 1)*v(n),
               because=using(sum_by_three_cases, F_=Lambda(k, -sqrt(2*n + 1)*sqrt(2*k + 1)*v(k)), G_=Lambda(k, -(n + 1)*v(k)), H_=Lambda(k, 0),
                             l_=0, r_=n, m_=d - 1)),
        equals(n*v(n) - sqrt(2*n + 1)*S(n), because=arithmetic)),
    holds_for=(example(d=3, n=1, v=Lambda(n, n**2 + 2)), example(d=1, n=0, v=Lambda(n, 5)), example(d=4, n=3, v=Lambda(n, 2*n - 1))),
    equation="(21), (28)", latex=r"(Av)_n=n\,v_n-\sqrt{2n+1}\sum_{k=0}^n\sqrt{2k+1}\,v_k", cites="Gu2022")

eigenvector = given("-A v = lambda v", Eq(-image, eigenvalue*v(n)))
row = chain(
    (eigenvalue + n)*v(n),
    equals(-image + n*v(n), because=eigenvector),
    equals(sqrt(2*n + 1)*S(n), because=legs_matvec))
one_entry = chain(v(n), equals(sqrt(2*n + 1)*S(n)/(eigenvalue + n), because=row))

legs_eigvec_recursion = Claim(
    name="Recursion for the eigenvectors",
    says=Eq(S(n - 1), (eigenvalue - n - 1)/(eigenvalue + n)*S(n)),
    given=(eigenvector,),
    proof=(row, one_entry, chain(
        S(n - 1),
        equals(S(n) - sqrt(2*n + 1)*v(n), because=arithmetic),
        equals(S(n) - sqrt(2*n + 1)*(sqrt(2*n + 1)*S(n)/(eigenvalue + n)), because=one_entry),
        equals((eigenvalue - n - 1)/(eigenvalue + n)*S(n), because=arithmetic))),
    holds_for=(example(d=3, n=2, v=Lambda(n, (-1)**n*sqrt(2*n + 1)), **{"lambda": 1}), example(d=1, n=0, v=Lambda(n, 5), **{"lambda": 1}),
               example(d=2, n=1, v=Lambda(n, n), **{"lambda": 2})),
    fails_for=(example(d=2, n=1, v=Lambda(n, 1), note="no eigenvector", **{"lambda": 1}),),
    measured_by=measure_eigenvectors,
    equation="(22), (23)", latex=r"-Av=\lambda v,\ S_n=\sum_{k\le n}\sqrt{2k+1}v_k\Rightarrow S_{n-1}=\frac{\lambda-n-1}{\lambda+n}S_n")

# -- the closed form ----------------------------------------------------------------------------------------------------------
possible = given("lambda is at most d", eigenvalue <= d)
scaled = given("S_(d-1) = 1", Eq(S(d - 1), 1))
m, q = index("m q", 0)                   # how far below d - 1, and below lambda - 2
below_last = Lambda(m, (-1)**m*factorial(d - eigenvalue)*factorial(d - 1 - m + eigenvalue)/(factorial(d + eigenvalue - 1)*factorial(d - eigenvalue - m)))
t = index("t", 0, d - eigenvalue - 1)
next_sum = chain(
    S(d - 2 - t),
    equals((eigenvalue - d + t)/(eigenvalue + d - 1 - t)*S(d - 1 - t), because=(using(legs_eigvec_recursion, (n, d - 1 - t)), eigenvector)))
next_value = chain(
    (eigenvalue - d + t)/(eigenvalue + d - 1 - t)*below_last(t),
    equals(below_last(t + 1), because=(using(factorial_recurrence, n_=d - 2 - t + eigenvalue), using(factorial_recurrence, n_=d - eigenvalue - t - 1))))
upper_part = Implies(m <= d - eigenvalue, Eq(S(d - 1 - m), below_last(m)))
so_far = hypothesis(upper_part)
upper_sums = induction(
    upper_part, on=m, start=0,
    base=therefore(Implies(0 <= d - eigenvalue, Eq(S(d - 1), below_last(0))), because=scaled),
    step=therefore(Implies(m + 1 <= d - eigenvalue, Eq(S(d - 1 - (m + 1)), below_last(m + 1))),
                   because=(using(next_sum, (t, m)), using(next_value, (t, m)), so_far)),
    hypothesis=so_far)
lower_part = Implies(q <= eigenvalue - 2, Eq(S(eigenvalue - 2 - q), 0))
zero_so_far = hypothesis(lower_part)
e = index("e", 0, eigenvalue - 2)
in_range = therefore(e <= d - 1, because=possible)
factor_vanishes = therefore(Implies(0 <= eigenvalue - 2, Eq(S(eigenvalue - 2), 0)), because=(using(legs_eigvec_recursion, (n, eigenvalue - 1)), eigenvector, possible))
earlier_sum = chain(
    S(e - 1),
    equals((eigenvalue - e - 1)/(eigenvalue + e)*S(e), because=(using(legs_eigvec_recursion, (n, e)), eigenvector, possible, in_range)))
lower_sums = induction(
    lower_part, on=q, start=0, base=factor_vanishes,
    step=therefore(Implies(q + 1 <= eigenvalue - 2, Eq(S(eigenvalue - 2 - (q + 1)), 0)), because=(using(earlier_sum, (e, eigenvalue - 2 - q)), zero_so_far)),
    hypothesis=zero_so_far)
closed = Lambda(n, (-1)**(d - n - 1)*factorial(d - eigenvalue)*factorial(n + eigenvalue)/(factorial(d + eigenvalue - 1)*factorial(n - eigenvalue + 1)))

by_cases = Piecewise((closed(n), n >= eigenvalue - 1), (0, True))
high, low = given("n is at least lambda - 1", n >= eigenvalue - 1), given("n is below lambda - 1", n < eigenvalue - 1)

legs_eigvec_zero_printed = Claim(
    name="The partial sum at lambda - 1 vanishes, as printed",
    says=Eq(S(eigenvalue - 1), 0),
    given=(eigenvector, possible, scaled),
    expected=REFUTED,
    fails_for=(example(d=1, v=Lambda(n, 1), **{"lambda": 1}), example(d=2, v=Lambda(n, n/sqrt(3)), **{"lambda": 2})),
    equation="(24)", latex=r"S_{\lambda-1}=0",
    note="The factor lambda - n - 1 vanishes at n = lambda - 1, which gives S_(lambda-2) = 0.")

legs_eigvec_closed = Claim(
    name="Closed form of the eigenvectors",
    says=Eq(S(n), by_cases),
    given=(eigenvector, possible, scaled),
    proof=(next_sum, next_value, upper_sums, in_range, earlier_sum, lower_sums, cases(
        Eq(S(n), by_cases),
        (high, chain(S(n), equals(closed(n), because=(using(upper_sums, (m, d - 1 - n)), high)), equals(by_cases, because=high))),
        (low, chain(S(n), equals(0, because=(using(lower_sums, (q, eigenvalue - 2 - n)), low)), equals(by_cases, because=low))))),
    corrects=legs_eigvec_zero_printed,
    holds_for=(example(d=3, n=0, v=Lambda(n, (-1)**n*sqrt(2*n + 1)/3), **{"lambda": 1}),
               example(d=4, n=2, v={0: 0, 1: 1/(10*sqrt(3)), 2: -1/(2*sqrt(5)), 3: 7/(5*sqrt(7))}, **{"lambda": 2}),
               example(d=4, n=0, v={0: 0, 1: 1/(10*sqrt(3)), 2: -1/(2*sqrt(5)), 3: 7/(5*sqrt(7))}, **{"lambda": 2}),
               example(d=2, n=0, v=Lambda(n, n/sqrt(3)), **{"lambda": 2}), example(d=1, n=0, v=Lambda(n, 1), **{"lambda": 1})),
    fails_for=(example(d=2, n=0, v=Lambda(n, 1 - n), note="no eigenvector", **{"lambda": 2}),
               example(d=2, n=0, v=Lambda(n, (-1)**n*sqrt(2*n + 1)), note="S_1 = -2", **{"lambda": 1})),
    measured_by=measure_eigenvectors,
    equation="(24)",
    latex=r"S_{d-1}=1:\ S_n=(-1)^{d-n-1}\frac{(d-\lambda)!\,(n+\lambda)!}{(d+\lambda-1)!\,(n-\lambda+1)!}\ (n\ge\lambda-1),\quad S_n=0\ (n\le\lambda-2)",
    note="The article lets S vanish up to lambda - 1; it vanishes up to lambda - 2, and the formula holds at lambda - 1.", key=True)
