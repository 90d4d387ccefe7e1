"""The two norms in terms of the singular values."""

from sympy import Eq, KroneckerDelta, Rational, Sum, Trace

from verifier.language import *

from .experiments import measure_frobenius, measure_spectral
from .notation import M, S, U, U_orthonormal, V, V_orthonormal, decomposed, first_is_largest, i, j, k, m, n, not_negative, sigma

h = Rational(3, 5), Rational(4, 5)
rotated = dict(n=2, m=2, k=2, U=[[h[0], -h[1]], [h[1], h[0]]], V=[[0, 1], [1, 0]], sigma=[7, 2], M=[[Rational(-8, 5), Rational(21, 5)], [Rational(6, 5), Rational(28, 5)]])
flat = dict(n=1, m=3, k=1, U=[[-1]], V=[[Rational(1, 3)], [Rational(2, 3)], [Rational(2, 3)]], sigma=[3], M=[[-1, -2, -2]])
tall = dict(n=3, m=2, k=2, U=[[1, 0], [0, 0], [0, 1]], V=[[h[0], -h[1]], [h[1], h[0]]], sigma=[5, 0], M=[[3, 4], [0, 0], [0, 0]])
short = dict(n=1, m=2, k=1, U=[[1]], V=[[h[0]], [h[1]]], sigma=[Rational(1, 2)], M=[[Rational(3, 10), Rational(2, 5)]])
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

# -- the spectral norm ------------------------------------------------------------------------------------------------------

x = matrix("x", m, 1)
w = matrix("w", k, 1)
scaled_entry = chain(
    entry(S * w, i, 1),
    equals(Sum(entry(S, i, j) * entry(w, j, 1), (j, 1, k)), because=entry_of_product),
    equals(Sum(KroneckerDelta(i, j) * sigma[i] * entry(w, j, 1), (j, 1, k)), because=arithmetic),
    equals(sigma[i] * entry(w, i, 1), because=sum_with_delta))
squared_by_entries = chain(
    frobenius(w)**2,
    equals(Trace(w * w.T), because=arithmetic),
    equals(Sum(entry(w * w.T, i, i), (i, 1, k)), because=trace_is_sum_of_diagonal),
    equals(Sum(entry(w, i, 1)**2, (i, 1, k)), because=arithmetic))
scaled_by_entries = chain(
    frobenius(S * w)**2,
    equals(Trace((S * w) * (S * w).T), because=arithmetic),
    equals(Sum(entry((S * w) * (S * w).T, i, i), (i, 1, k)), because=trace_is_sum_of_diagonal),
    equals(Sum(entry(S * w, i, 1)**2, (i, 1, k)), because=arithmetic),
    equals(Sum(sigma[i]**2 * entry(w, i, 1)**2, (i, 1, k)), because=scaled_entry))
squared_length = Claim(
    name="The squared length of a column by its entries",
    says=(Eq(frobenius(w)**2, Sum(entry(w, i, 1)**2, (i, 1, k))), Eq(frobenius(S * w)**2, Sum(sigma[i]**2 * entry(w, i, 1)**2, (i, 1, k)))),
    proof=(scaled_entry, squared_by_entries, scaled_by_entries),
    holds_for=(example(k=3, w=[[1], [-2], [Rational(1, 2)]], sigma=[4, 1, 2]), example(k=1, w=[[3]], sigma=[0])),
    equation="(10)", latex=r"\Vert\Sigma y\Vert^2=\sum_i\sigma_i^2y_i^2")
squares = therefore(sigma[i]**2 <= sigma[1]**2, because=(square_is_monotone, first_is_largest, not_negative))
v_1 = column(V, 1)
y = V.T * x
pythagoras = chain(frobenius(x)**2, equals(frobenius(y)**2 + frobenius(x - V * y)**2, because=V_orthonormal))
bessel = chain(frobenius(y)**2, equals(frobenius(x)**2 - frobenius(x - V * y)**2, because=pythagoras), at_most(frobenius(x)**2, because=arithmetic))
image = chain(
    frobenius(M * x)**2,
    equals(frobenius(U * S * V.T * x)**2, because=decomposed),
    equals(frobenius(S * y)**2, because=U_orthonormal),
    equals(Sum(sigma[i]**2 * entry(y, i, 1)**2, (i, 1, k)), because=using(squared_length, (w, y))),
    at_most(Sum(sigma[1]**2 * entry(y, i, 1)**2, (i, 1, k)), because=squares),
    equals(sigma[1]**2 * frobenius(y)**2, because=using(squared_length, (w, y))),
    at_most(sigma[1]**2 * frobenius(x)**2, because=bessel))
every = (decomposed, U_orthonormal, V_orthonormal, first_is_largest, not_negative)
three = (example(**rotated, x=[[1], [2]]), example(**flat, x=[[1], [2], [2]]), example(**tall, x=[[3], [4]]), example(**rotated, x=[[0], [1]]),
         example(**short, x=[[Rational(3, 10)], [Rational(2, 5)]]))
image_bound = Claim(
    name="No image is longer than the first singular value allows",
    says=frobenius(M * x)**2 <= sigma[1]**2 * frobenius(x)**2,
    given=every,
    proof=(squares, pythagoras, bessel, image),
    holds_for=three,
    fails_for=(example(**dict(other, M=[[9, 0], [0, 1]]), x=[[1], [0]], note="another matrix"), 
               example(**dict(rotated, sigma=[2, 7], M=[[Rational(-28, 5), Rational(6, 5)], [Rational(21, 5), Rational(8, 5)]]), x=[[1], [0]], note="the second is larger"),
               example(**stretched, x=[[1], [0]], note="U is not orthonormal")),
    equation="(10)", latex=r"\Vert\Sigma y\Vert^2=\sum_i\sigma_i^2y_i^2\le\sigma_1^2")

attained = chain(
    frobenius(M * v_1)**2,
    equals(frobenius(U * S * V.T * v_1)**2, because=decomposed),
    equals(sigma[1]**2, because=(U_orthonormal, V_orthonormal)))
unit = chain(frobenius(v_1)**2, equals(1, because=V_orthonormal))
for_each_x = therefore(ForAll((x,), (), frobenius(M * x)**2 <= sigma[1]**2 * frobenius(x)**2), because=(image_bound, *every))
first_not_negative = therefore(sigma[1] >= 0, because=using(not_negative, (i, 1)))
positive = chain(frobenius(v_1), equals(1, because=V_orthonormal), greater_than(0, because=arithmetic))
attained_multiple = chain(frobenius(M * v_1)**2, equals(sigma[1]**2, because=attained), equals(sigma[1]**2 * frobenius(v_1)**2, because=unit))
spectral_norm_sigma1 = Claim(
    name="The spectral norm is the largest singular value",
    says=(ForAll((x,), (), frobenius(M * x)**2 <= sigma[1]**2 * frobenius(x)**2), Eq(frobenius(M * v_1)**2, sigma[1]**2), Eq(frobenius(v_1), 1),
          Eq(spectral(M), sigma[1])),
    given=every,
    proof=(attained, unit, chain(frobenius(v_1), equals(1, because=V_orthonormal)), first_not_negative, for_each_x, positive, attained_multiple,
           therefore(Eq(spectral(M), sigma[1]), because=(using(spectral_norm_is_operator_norm, ("A", M), ("a", sigma[1]), ("z", v_1), ("n", n), ("m", m)),
                                                        for_each_x, positive, attained_multiple, first_not_negative))),
    holds_for=(example(**rotated), example(**flat), example(**tall), example(**short)),
    fails_for=(example(**other, note="another matrix"), example(**stretched, note="U is not orthonormal"),
               example(**stretched_right, note="V is not orthonormal")),
    measured_by=measure_spectral,
    equation="(9)-(11)", latex=r"\Vert M\Vert_2:=\max_{\Vert x\Vert=1}\Vert Mx\Vert=\sigma_1", key=True)
