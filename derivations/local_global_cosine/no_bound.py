"""No positive bound from below for the global cosine, and the one that bounded ratios of lengths give."""

from sympy import Eq, Lambda, Ne, Piecewise, Rational, Sum, sqrt

from verifier.language import *

from .blocks import block_decomposition
from .bounds import a_positive, a_sum, b_positive, b_sum, combination, products, sums
from .experiments import measure_family
from .notation import C, G, a, b, blocks, c, i, k, lam, length_a, length_b, m, names, r, sigma, t

at_least_lam = given("all local cosines are at least lambda", c(i) >= lam)
positive_products = therefore(c(i) * a(i) * b(i) > 0, because=(at_least_lam, a_positive, b_positive, *blocks))
positive_sum = therefore(products > 0, because=(positive_products, *blocks))

several = given("there are at least two blocks", m >= 2)
others = ForAll((i,), (2 <= i, i <= m), Both(Eq(a(i), 1), Eq(b(i), t)))
family = given("the first block of x and all others of y have the length t, the rest the length 1", Both(Both(Eq(a(1), t), Eq(b(1), 1)), others))
sum_of_cosines = define(sigma, Sum(c(i), (i, 1, m)), "the sum of the local cosines")
long_a = chain(length_a**2, equals(a(1)**2 + Sum(a(i)**2, (i, 2, m)), because=a_sum), equals(t**2 + m - 1, because=family))
long_b = chain(length_b**2, equals(b(1)**2 + Sum(b(i)**2, (i, 2, m)), because=b_sum), equals(1 + (m - 1) * t**2, because=family))
weighted = chain(products, equals(c(1) * a(1) * b(1) + Sum(c(i) * a(i) * b(i), (i, 2, m)), because=(several, *blocks)),
                 equals(t * c(1) + Sum(t * c(i), (i, 2, m)), because=(family, *blocks)), equals(t * sigma, because=(sum_of_cosines, *blocks)))
cosine_at = define(G(r), r * sigma / (sqrt(r**2 + m - 1) * sqrt(1 + (m - 1) * r**2)), "the global cosine at the scale r")

formula = r * sigma / (sqrt(r**2 + m - 1) * sqrt(1 + (m - 1) * r**2))
fades = therefore(Tends(formula, r, 0, 0), because=(several, *blocks))
written = therefore(ForAll((r,), (Ne(r, 0),), Eq(G(r), formula)), because=(cosine_at, several, *blocks))

no_positive_lower_bound = Claim(
    name="Local cosines bounded below give no positive lower bound for the global cosine",
    says=(C > 0, Implies(family.statement, Eq(C, G(t))), Tends(G(r), r, 0, 0)),
    given=(*blocks, several, at_least_lam),
    definitions=(*names, sum_of_cosines, cosine_at),
    proof=(a_positive, b_positive, *sums, positive_products, positive_sum,
           chain(C, equals(combination, because=(block_decomposition, *blocks)), greater_than(0, because=(positive_sum, *sums, *blocks))),
           suppose(family, long_a, long_b, weighted,
                   chain(C, equals(combination, because=(block_decomposition, *blocks)), equals(G(t), because=(cosine_at, weighted, long_a, long_b, several, *sums, *blocks)))),
           fades, written, therefore(Tends(G(r), r, 0, 0), because=(limit_of_equal_functions, written, fades, several, *blocks))),
    holds_for=(example(m=2, n=[1, 1], x=Lambda((i, k), half()**(2 - i)), y=Lambda((i, k), half()**(i - 1)), t=half(), lambda_=1),
               example(m=3, n=[2, 1, 1], x=Lambda((i, k), Piecewise(((2 + k) / 15, Eq(i, 1)), (1, True))),
                       y=Lambda((i, k), Piecewise(((5 - k) / 5, Eq(i, 1)), (Rational(1, 3), True))), t=Rational(1, 3), lambda_=Rational(24, 25)),
               example(m=2, n=[1, 1], x=Lambda((i, k), Piecewise((5, Eq(i, 1)), (1, True))), y=Lambda((i, k), 1), t=1, lambda_=1, note="not of the family"),
               example(m=2, n=[1, 1], x=Lambda((i, k), 1), y=Lambda((i, k), Piecewise((5, Eq(i, 1)), (1, True))), t=1, lambda_=1, note="not of the family"),
               example(m=2, n=Lambda(i, 1), x=Lambda((i, k), Piecewise((5, Eq(i, 2)), (1, True))), y=Lambda((i, k), 1), t=1, lambda_=1, note="not of the family")),
    fails_for=(example(m=1, n=[1], x=Lambda((i, k), half()), y=Lambda((i, k), 1), t=half(), lambda_=1, note="one block: G is 1 for every r > 0"),
               example(m=2, n=[1, 1], x=Lambda((i, k), 1), y=Lambda((i, k), -1), t=1, lambda_=1, note="both local cosines are -1"),
               example(m=2, n=[1, 1], x=Lambda((i, k), i - 1), y=Lambda((i, k), 1), t=1, lambda_=1, note="a block of x is 0: 0/0"),
               example(m=2, n=[1, 1], x=Lambda((i, k), 1), y=Lambda((i, k), i - 1), t=1, lambda_=1, note="a block of y is 0: 0/0")),
    measured_by=measure_family,
    equation="question and answer of the second section",
    latex=r"\forall\lambda\in(0,1]:\quad\inf\{\cos(x,y):c_i\ge\lambda\ \forall i\}=0\ \text{(not attained)},\qquad\text{in particular }\cos(x,y)<\lambda\text{ is possible}",
    note="For whatever local cosines the lengths t and 1 make the global cosine tend to 0 with t, so that it falls below lambda too; 0 itself is never reached.",
    key=True)
