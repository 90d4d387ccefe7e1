"""Legendre polynomials."""

from sympy import Eq, Rational, Sum

from verifier.language import *

from .notation import even, k, m, p, s, slope

sum_of_slopes = Eq(slope(m + 1, s) + slope(m, s), Sum((2*k + 1) * p(k, s), (k, 0, m)))
sum_of_next_slopes = Eq(slope(m + 2, s) + slope(m + 1, s), Sum((2*k + 1) * p(k, s), (k, 0, m + 1)))
sum_known = hypothesis(sum_of_slopes)
difference_of_slopes = Eq(slope(m + 1, s) - slope(m, s), Sum((-1)**(m - k) * (2*k + 1) * p(k, s), (k, 0, m)))
difference_of_next_slopes = Eq(slope(m + 2, s) - slope(m + 1, s), Sum((-1)**(m + 1 - k) * (2*k + 1) * p(k, s), (k, 0, m + 1)))
difference_known = hypothesis(difference_of_slopes)

legendre_neighbours = Claim(
    name="Sum and difference of the derivatives of neighbouring Legendre polynomials",
    says=(sum_of_slopes, difference_of_slopes),
    proof=(
        induction(sum_of_slopes, on=m, start=0, hypothesis=sum_known,
                  base=therefore(Eq(slope(1, s) + slope(0, s), Sum((2*k + 1) * p(k, s), (k, 0, 0))), because=arithmetic),
                  step=therefore(sum_of_next_slopes, because=(sum_known, using(legendre_recurrence, n_=m, x_=s)))),
        induction(difference_of_slopes, on=m, start=0, hypothesis=difference_known,
                  base=therefore(Eq(slope(1, s) - slope(0, s), Sum((-1)**(0 - k) * (2*k + 1) * p(k, s), (k, 0, 0))), because=arithmetic),
                  step=therefore(difference_of_next_slopes, because=(difference_known, using(legendre_recurrence, n_=m, x_=s))))),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=5, s=Rational(-2, 7))))

legendre_derivative_expansion = Claim(
    name="Derivative of a Legendre polynomial in the Legendre basis",
    says=(Eq(slope(m + 1, s), Sum((2*k + 1) * even(m - k) * p(k, s), (k, 0, m))),
          Eq(slope(m, s), Sum((2*k + 1) * even(m - 1 - k) * p(k, s), (k, 0, m - 1)))),
    proof=(therefore(Eq(slope(m + 1, s), Sum((2*k + 1) * even(m - k) * p(k, s), (k, 0, m))), because=legendre_neighbours),
           therefore(Eq(slope(m, s), Sum((2*k + 1) * even(m - 1 - k) * p(k, s), (k, 0, m - 1))), because=legendre_neighbours)),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=1, s=1), example(m=7, s=Rational(-2, 7))),
    equation="19", latex=r"p_{n+1}'=\sum_{k=0}^n(2k+1)\chi_{n-k}p_k,\quad\chi_j=[j\text{ even}]",
    note="The bracket that is 1 for even j and 0 for odd j is written (1 + (-1)^j)/2.", key=True)

legendre_t1_derivative = Claim(
    name="(t+1) times the derivative of a Legendre polynomial",
    says=(Eq((s + 1) * slope(m, s), Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s)),
          Eq((s + 1) * slope(m, s), m * p(m, s) + Sum((2*k + 1) * p(k, s), (k, 0, m - 1)))),
    proof=(
        chain((s + 1) * slope(m, s),
              equals(slope(m + 1, s) + slope(m, s) - (m + 1) * p(m, s), because=using(legendre_recurrence_with_factor, n_=m, x_=s)),
              equals(Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s), because=legendre_neighbours)),
        chain((s + 1) * slope(m, s),
              equals(slope(m + 1, s) + slope(m, s) - (m + 1) * p(m, s), because=using(legendre_recurrence_with_factor, n_=m, x_=s)),
              equals(Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s), because=legendre_neighbours),
              equals(m * p(m, s) + Sum((2*k + 1) * p(k, s), (k, 0, m - 1)), because=arithmetic))),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=1, s=-1), example(m=7, s=Rational(-2, 7))),
    equation="21", latex=r"(t+1)p_n'=n\,p_n+\sum_{k=0}^{n-1}(2k+1)p_k=-(n+1)p_n+\sum_{k=0}^n(2k+1)p_k", key=True)
