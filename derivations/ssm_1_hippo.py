"""Linear systems that compress a signal: windowed Fourier coefficients and the HiPPO matrices LegT and LegS."""

from sympy import Derivative, Eq, I, Integral, Lambda, Ne, Piecewise, Rational, Sum, exp, factorial, legendre, oo, pi, sqrt

from verifier.language import *

source = Source("Su", 2024, "重温SSM（一）：线性系统和HiPPO矩阵", url="https://kexue.fm/archives/10114")

# Notation
n = whole("n")
m = index("m", 0)
k = integer("k")
t = real("t")
p = lambda j: legendre(j, t)


def slope(j):
    """The derivative of the j-th Legendre polynomial."""
    return Derivative(legendre(j, t), t)


odd = Eq(slope(m + 1) + slope(m), Sum((2*k + 1) * legendre(k, t), (k, 0, m)))
odd_hypothesis = hypothesis(odd)
even = Eq(slope(m + 1) - slope(m), Sum((-1)**(m - k) * (2*k + 1) * legendre(k, t), (k, 0, m)))
even_hypothesis = hypothesis(even)

legendre_neighbours = Claim(
    name="Sum and difference of the derivatives of neighbouring Legendre polynomials",
    says=(odd, even),
    proof=(
        induction(odd, on=m, start=0,
                  base=therefore(Eq(slope(1) + slope(0), Sum((2*k + 1) * legendre(k, t), (k, 0, 0))), because=arithmetic),
                  step=therefore(Eq(slope(m + 2) + slope(m + 1), Sum((2*k + 1) * legendre(k, t), (k, 0, m + 1))),
                                 because=(odd_hypothesis, using(legendre_recurrence, ("n_", m), ("x_", t)))),
                  hypothesis=odd_hypothesis),
        induction(even, on=m, start=0,
                  base=therefore(Eq(slope(1) - slope(0), Sum((-1)**(0 - k) * (2*k + 1) * legendre(k, t), (k, 0, 0))), because=arithmetic),
                  step=therefore(Eq(slope(m + 2) - slope(m + 1), Sum((-1)**(m + 1 - k) * (2*k + 1) * legendre(k, t), (k, 0, m + 1))),
                                 because=(even_hypothesis, using(legendre_recurrence, ("n_", m), ("x_", t)))),
                  hypothesis=even_hypothesis)),
    holds_for=(example(m=0, t=Rational(1, 3)), example(m=5, t=Rational(-2, 7))))

article = Article(slug="ssm-1-hippo", title="HiPPO", source=source, claims=(legendre_neighbours,))
