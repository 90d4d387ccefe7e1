"""The limit form."""

from sympy import Eq, Identity, MatMul, Rational

from verifier.language import *

from .experiments import measure_decomposed, measure_limit
from .least_squares import penrose_uniqueness
from .notation import A, i, k, r, t
from .ridge import e, e_positive, invertible, ridge, ridge_invertible

rho = rank(A)
l = index("l", 1, rho)
Us, Vs = left_singular_vectors(A), right_singular_vectors(A)
sigma, last = singular_value(A, l), singular_value(A, rho)
S = diagonal(sigma, (l, 1, rho))
S_inverse = diagonal(1 / sigma, (l, 1, rho))
S_ridge = diagonal(sigma / (sigma**2 + e), (l, 1, rho))
decomposed = therefore(Eq(Us * S * Vs.T, A), because=singular_value_decomposition)
Us_orthonormal = therefore(Eq(Us.T * Us, Identity(rho)), because=singular_value_decomposition)
Vs_orthonormal = therefore(Eq(Vs.T * Vs, Identity(rho)), because=singular_value_decomposition)
A_Vs = chain(A * Vs, equals(Us * S * Vs.T * Vs, because=decomposed), equals(Us * S, because=Vs_orthonormal))
Us_A = chain(Us.T * A, equals(Us.T * Us * S * Vs.T, because=decomposed), equals(S * Vs.T, because=Us_orthonormal))
candidate = Vs * S_inverse * Us.T
svd_AX = chain(A * candidate, equals(Us * Us.T, because=A_Vs))
svd_XA = chain(candidate * A, equals(Vs * Vs.T, because=Us_A))
svd_1 = chain(A * candidate * A, equals(Us * Us.T * A, because=svd_AX), equals(Us * S * Vs.T, because=Us_A), equals(A, because=decomposed))
svd_2 = chain(candidate * A * candidate, equals(Vs * Vs.T * candidate, because=svd_XA), equals(candidate, because=Vs_orthonormal))
svd_3 = chain((A * candidate).T, equals((Us * Us.T).T, because=svd_AX), equals(A * candidate, because=svd_AX))
svd_4 = chain((candidate * A).T, equals((Vs * Vs.T).T, because=svd_XA), equals(candidate * A, because=svd_XA))

pinv_of_decomposition = Claim(
    name="The pseudo-inverse in terms of the singular value decomposition",
    says=Eq(pinv(A), candidate),
    proof=(decomposed, Us_orthonormal, Vs_orthonormal, A_Vs, Us_A, svd_AX, svd_XA, svd_1, svd_2, svd_3, svd_4,
           therefore(Eq(pinv(A), candidate), because=(penrose_uniqueness, svd_1, svd_2, svd_3, svd_4))),
    holds_for=(example(n=2, r=2, A=[[2, 0], [0, 3]]), example(n=2, r=1, A=[[3], [4]])),
    measured_by=measure_decomposed,
    equation="(22)", latex=r"A=\sum_i\sigma_iu_iv_i^\top\ \Rightarrow\ A^\dagger=\sum_{\sigma_i>0}\sigma_i^{-1}v_iu_i^\top")

ridge_candidate = Vs * S_ridge * Us.T
ridge_Vs = chain(
    ridge * Vs,
    equals(A.T * Us * S + e * Vs, because=A_Vs),
    equals(Vs * S * S + e * Vs, because=Us_A))
ridge_solves = chain(
    ridge * ridge_candidate,
    equals(Vs * S * S * S_ridge * Us.T + e * Vs * S_ridge * Us.T, because=ridge_Vs),
    equals(Vs * S * Us.T, because=e_positive),
    equals(A.T, because=decomposed))

ridge_of_decomposition = Claim(
    name="The ridge minimiser in terms of the singular value decomposition",
    says=Eq(ridge**-1 * A.T, ridge_candidate),
    given=(e_positive,),
    proof=(decomposed, Us_orthonormal, Vs_orthonormal, A_Vs, Us_A, invertible, ridge_Vs, ridge_solves, chain(
        ridge**-1 * A.T,
        equals(MatMul(ridge**-1, ridge * ridge_candidate), because=(ridge_solves, invertible, e_positive)),
        equals(ridge_candidate, because=(invertible, e_positive)))),
    holds_for=(example(n=2, r=2, A=[[2, 0], [0, 3]], epsilon=1), example(n=2, r=1, A=[[3], [4]], epsilon=2)),
    measured_by=measure_decomposed,
    equation="(22)", latex=r"(A^\top A+\epsilon I)^{-1}A^\top=\sum_{\sigma_i>0}\frac{\sigma_i}{\sigma_i^2+\epsilon}v_iu_i^\top")

u, v = positive("u v")
smaller = given("u is at most v", u <= v)
larger_cube = therefore(u * (u**2 + e) <= v * (v**2 + e), because=(smaller, e_positive))
reciprocals = therefore(1 / (v * (v**2 + e)) <= 1 / (u * (u**2 + e)), because=(
    using(reciprocals_reverse_order, x_=u * (u**2 + e), y_=v * (v**2 + e)), larger_cube, e_positive))
shrinkage_falls = Claim(
    name="epsilon/(u (u^2 + epsilon)) falls in u",
    says=e / (v * (v**2 + e)) <= e / (u * (u**2 + e)),
    given=(e_positive, smaller),
    proof=(larger_cube, reciprocals, therefore(e / (v * (v**2 + e)) <= e / (u * (u**2 + e)), because=(reciprocals, e_positive))),
    holds_for=(example(epsilon=1, u=1, v=2), example(epsilon=Rational(1, 100), u=Rational(1, 3), v=Rational(1, 3))),
    fails_for=(example(epsilon=1, u=2, v=1), example(epsilon=Rational(-1, 2), u=1, v=2)),
    equation="(22)", latex=r"\max_i\frac{\epsilon}{\sigma_i(\sigma_i^2+\epsilon)}\text{ at the smallest }\sigma_i")

not_zero = given("A is not 0, so that its rank is at least 1", rho >= 1)
error = ridge**-1 * A.T - pinv(A)
shrinkage = e / (sigma * (sigma**2 + e))
error_norm = e / (last * (last**2 + e))
error_decomposed = chain(
    error,
    equals(ridge_candidate - pinv(A), because=(ridge_of_decomposition, invertible, e_positive)),
    equals(ridge_candidate - candidate, because=(pinv_of_decomposition, e_positive)),
    equals(Vs * diagonal(-shrinkage, (l, 1, rho)) * Us.T, because=e_positive))
order = therefore(last <= sigma, because=singular_values_fall)
falling = therefore(ForAll((l,), (1 <= l, l <= rho), shrinkage <= error_norm), because=(
    using(shrinkage_falls, (u, last), (v, sigma)), order, e_positive))
norm_of_error = chain(
    spectral(error),
    equals(spectral(Vs * diagonal(-shrinkage, (l, 1, rho)) * Us.T), because=(error_decomposed, invertible, e_positive)),
    equals(spectral(diagonal(-shrinkage, (l, 1, rho))), because=(spectral_norm_is_invariant, Us_orthonormal, Vs_orthonormal, not_zero, e_positive)),
    equals(Maximum(abs(-shrinkage), (l, 1, rho)), because=(spectral_norm_of_diagonal, not_zero, e_positive)),
    equals(Maximum(shrinkage, (l, 1, rho)), because=e_positive),
    equals(error_norm, because=(maximum_is_attained, falling, not_zero, e_positive)))

larger = therefore(last**3 <= last * (last**2 + e), because=e_positive)
simpler = therefore(1 / (last * (last**2 + e)) <= 1 / last**3, because=(
    using(reciprocals_reverse_order, x_=last**3, y_=last * (last**2 + e)), larger, e_positive))
entry_bound = chain(
    abs(entry(ridge**-1 * A.T, k, i) - entry(pinv(A), k, i)),
    equals(abs(entry(error, k, i)), because=invertible),
    at_most(spectral(error), because=(entry_below_spectral_norm, invertible)),
    equals(error_norm, because=(norm_of_error, e_positive, invertible)),
    at_most(e / last**3, because=(simpler, e_positive)))

pinv_limit_error = Claim(
    name="How far the ridge minimiser is from the pseudo-inverse",
    says=(Eq(spectral(error), error_norm),
          abs(entry(ridge**-1 * A.T, k, i) - entry(pinv(A), k, i)) <= e / last**3),
    given=(e_positive, not_zero),
    proof=(invertible, Us_orthonormal, Vs_orthonormal, error_decomposed, order, falling, norm_of_error, larger, simpler, entry_bound),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]]),
               example(n=2, r=3, epsilon=2, A=[[1, 2, 0], [0, 1, 1]])),
    equation="(22)",
    latex=r"\Vert(A^\top A+\epsilon I)^{-1}A^\top-A^\dagger\Vert_2=\frac{\epsilon}{\sigma_{\min}^+\bigl((\sigma_{\min}^+)^2+\epsilon\bigr)}")

ridge_at_t = A.T * A + t * Identity(r)
regular_at_t = therefore(ForAll((t,), (t > 0,), Invertible(ridge_at_t)), because=using(ridge_invertible, (e, t)))
close_at_t = therefore(
    ForAll((t,), (t > 0,), abs(entry(ridge_at_t**-1 * A.T, k, i) - entry(pinv(A), k, i)) <= t / last**3),
    because=(using(pinv_limit_error, (e, t)), regular_at_t, not_zero))
bound_vanishes = therefore(TendsFromAbove(t / last**3, t, 0, 0), because=using(linear_function_tends_to_zero, c_=1 / last**3))
ridge_limit = TendsFromAbove(entry(ridge_at_t**-1 * A.T, k, i), t, 0, entry(pinv(A), k, i))

pinv_limit = Claim(
    name="Limit form of the pseudo-inverse, for every rank",
    says=(ridge_limit, Eq(spectral(error), error_norm)),
    given=(e_positive, not_zero),
    proof=(invertible, regular_at_t, close_at_t, bound_vanishes,
           therefore(ridge_limit, because=(squeeze_from_above, close_at_t, bound_vanishes, regular_at_t)),
           therefore(Eq(spectral(error), error_norm), because=(pinv_limit_error, e_positive, not_zero, invertible))),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]]),
               example(n=2, r=3, epsilon=2, A=[[1, 2, 0], [0, 1, 1]]),
               example(n=1, r=1, epsilon=5, A=[[-3]])),
    fails_for=(example(n=1, r=1, epsilon=-1, A=[[2]], note="epsilon < 0"),),
    measured_by=measure_limit,
    equation="(22)",
    latex=r"\lim_{\epsilon\to0^+}(A^\top A+\epsilon I_r)^{-1}A^\top=A^\dagger\ \text{(Moore-Penrose)},\qquad \Vert(A^\top A+\epsilon I)^{-1}A^\top-A^\dagger\Vert_2=\frac{\epsilon}{\sigma_{\min}^+\bigl((\sigma_{\min}^+)^2+\epsilon\bigr)}",
    note="The article takes the limit to exist because the ridge fades away; the inverse alone diverges at rank deficiency, "
         "so this needs the factor A^T. The singular value decomposition proves the limit and its rate.",
    key=True, cites="BenIsrael2003")
