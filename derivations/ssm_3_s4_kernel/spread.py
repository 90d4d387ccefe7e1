"""How far the entries of the eigenvectors of LegS are apart."""

from sympy import Abs, Eq, Lambda, Rational, Sum, factorial, oo, pi, sqrt

from verifier.language import *

from .eigenvectors import entry_of_A, legs_eigvec_closed, v
from .experiments import measure_spread

p = natural("p")                         # d/3, the eigenvalue of -A, and the place n
row, k = index("n k", 0, 3*p - 1)
eigenvector = given("-A v = (d/3) v for d = 3 p", Eq(-Sum(entry_of_A(row, k)*v(k), (k, 0, 3*p - 1)), p*v(row)))
scaled = given("S_(d-1) = 1", Eq(Sum(sqrt(2*k + 1)*v(k), (k, 0, 3*p - 1)), 1))
partial = Sum(sqrt(2*k + 1)*v(k), (k, 0, p))
size = factorial(2*p)**2/factorial(4*p - 1)
quotient = positive("kappa")             # the limit that two quantities of one order have
order = 2*sqrt(pi)*(2*p)**Rational(3, 2)*2**(-4*p)

legs_eigvec_stirling_printed = Claim(
    name="Spread of the eigenvector entries with the power 1/2 of d, as printed",
    says=Tends(sqrt(3*p)*2**(-4*p)/size, p, oo, quotient),
    expected=REFUTED,
    refuted_by=counterexample((quotient, 1), proof=therefore(Tends(sqrt(3*p)*2**(-4*p)/size, p, oo, 0))),
    measured_by=measure_spread,
    equation="(25)", latex=r"|S_{d/3}|\big|_{\lambda=d/3}=\mathcal O(\sqrt d\,2^{-4d/3})",
    note="The power of d is 3/2: the quotient tends to 0, like 1/d, and not to a positive number.")

legs_eigvec_stirling = Claim(
    name="Exponential spread of the eigenvector entries",
    says=(Eq(Abs(partial), size), Tends(size/order, p, oo, 1)),
    given=(eigenvector, scaled),
    proof=(chain(
        Abs(partial),
        equals(size, because=(using(legs_eigvec_closed, d=3*p, **{"lambda": p, "n": p}), eigenvector, scaled))),
        therefore(Tends(size/order, p, oo, 1))),
    holds_for=(example(p=1, v=Lambda(k, (-1)**k*sqrt(2*k + 1)/3)),),
    fails_for=(example(p=1, v=Lambda(k, (-1)**k*sqrt(2*k + 1)), note="S_2 = 3"), example(p=1, v={0: 1, 1: 0, 2: 0}, note="no eigenvector")),
    measured_by=measure_spread,
    equation="(25)",
    latex=r"|S_{d/3}|\big|_{\lambda=d/3}=\frac{((2d/3)!)^2}{(4d/3-1)!}\sim2\sqrt\pi\Bigl(\frac{2d}3\Bigr)^{3/2}2^{-4d/3}",
    corrects=legs_eigvec_stirling_printed,
    note="The entries still fall exponentially below the last partial sum, so that the matrix of eigenvectors is ill-conditioned.",
    key=True)
