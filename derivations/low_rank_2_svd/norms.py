"""The two norms in terms of the singular values."""

from sympy import Eq, Identity, Rational, Sum, Trace

from verifier.language import *

from .experiments import measure_frobenius, measure_spectral
from .notation import M, S, U, U_orthonormal, V, V_orthonormal, decomposed, first_is_largest, i, k, m, n, not_negative, sigma

h = Rational(3, 5), Rational(4, 5)
rotated = dict(n=2, m=2, k=2, U=[[h[0], -h[1]], [h[1], h[0]]], V=[[0, 1], [1, 0]], sigma=[7, 2], M=[[Rational(-8, 5), Rational(21, 5)], [Rational(6, 5), Rational(28, 5)]])
flat = dict(n=1, m=3, k=1, U=[[-1]], V=[[Rational(1, 3)], [Rational(2, 3)], [Rational(2, 3)]], sigma=[3], M=[[-1, -2, -2]])
tall = dict(n=3, m=2, k=2, U=[[1, 0], [0, 0], [0, 1]], V=[[h[0], -h[1]], [h[1], h[0]]], sigma=[5, 0], M=[[3, 4], [0, 0], [0, 0]])
stretched = dict(rotated, U=[[2, 0], [0, 1]], V=[[1, 0], [0, 1]], M=[[14, 0], [0, 2]])
stretched_right = dict(rotated, V=[[2, 0], [0, 1]], U=[[1, 0], [0, 1]], M=[[14, 0], [0, 2]])
other = dict(rotated, M=[[1, 0], [0, 1]])

fro_sum_sigma = Claim(
    name="The squared Frobenius norm is the sum of the squared singular values",
    says=Eq(frobenius(M)**2, Sum(sigma[i]**2, (i, 1, k))),
    given=(decomposed, U_orthonormal, V_orthonormal),
    proof=chain(
        frobenius(M)**2,
        equals(frobenius(U * S * V.T)**2, because=decomposed),
        equals(Trace(S * S), because=(U_orthonormal, V_orthonormal)),
        equals(Sum(entry(S * S, i, i), (i, 1, k)), because=trace_is_sum_of_diagonal),
        equals(Sum(sigma[i]**2, (i, 1, k)), because=arithmetic)),
    holds_for=(example(**rotated), example(**flat), example(**tall)),
    fails_for=(example(**other, note="another matrix"), example(**stretched, note="U is not orthonormal"), example(**stretched_right, note="V is not orthonormal")),
    measured_by=measure_frobenius,
    equation="(8)", latex=r"\Vert M\Vert_F^2=\sum_{i=1}^{\min(n,m)}\sigma_i^2", key=True)

x = matrix("x", m, 1)
squeezed = Sum(sigma[i]**2 * entry(V.T * x, i, 1)**2, (i, 1, k))
image = chain(
    frobenius(M * x)**2,
    equals(frobenius(U * S * V.T * x)**2, because=decomposed),
    equals(Trace((S * V.T * x) * (S * V.T * x).T), because=U_orthonormal))
