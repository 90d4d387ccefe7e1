"""The pseudo-inverse through the singular value decomposition."""

from sympy import Eq, KroneckerDelta, Ne, Piecewise, Rational

from verifier.language import *

from .experiments import measure_pseudo_inverse
from .norms import flat, other, rotated, stretched, stretched_right, tall
from .notation import M, S, U, U_orthonormal, V, V_orthonormal, decomposed, i, j, k, sigma

tau = vector("tau", k)               # the diagonal of Sigma^+
T = diagonal(tau[i], (i, 1, k))
reciprocal = define(tau[i], Piecewise((1 / sigma[i], Ne(sigma[i], 0)), (0, True)), "the reciprocal of a singular value, and 0 for 0")
is_zero = given("the singular value is 0", Eq(sigma[i], 0))
is_not_zero = given("the singular value is not 0", Ne(sigma[i], 0))

reciprocals_cancel = Claim(
    name="A number times its reciprocal, and 0 for 0",
    says=(Eq(sigma[i] * tau[i] * sigma[i], sigma[i]), Eq(tau[i] * sigma[i] * tau[i], tau[i])),
    definitions=(reciprocal,),
    proof=(cases(Eq(sigma[i] * tau[i] * sigma[i], sigma[i]),
                 (is_zero, therefore(Eq(sigma[i] * tau[i] * sigma[i], sigma[i]), because=is_zero)),
                 (is_not_zero, therefore(Eq(sigma[i] * tau[i] * sigma[i], sigma[i]), because=(is_not_zero, reciprocal)))),
           cases(Eq(tau[i] * sigma[i] * tau[i], tau[i]),
                 (is_zero, therefore(Eq(tau[i] * sigma[i] * tau[i], tau[i]), because=(is_zero, reciprocal))),
                 (is_not_zero, therefore(Eq(tau[i] * sigma[i] * tau[i], tau[i]), because=(is_not_zero, reciprocal))))),
    holds_for=(example(k=3, sigma=[2, 0, Rational(-1, 3)]),),
    equation="(7)", latex=r"\Sigma^\dagger_{ji}=\Sigma_{ij}^{-1}[\Sigma_{ij}\ne0]")

first_entry = chain(entry(S * T * S, i, j), equals(KroneckerDelta(i, j) * (sigma[i] * tau[i] * sigma[i]), because=arithmetic),
                    equals(KroneckerDelta(i, j) * sigma[i], because=reciprocals_cancel), equals(entry(S, i, j), because=arithmetic))
second_entry = chain(entry(T * S * T, i, j), equals(KroneckerDelta(i, j) * (tau[i] * sigma[i] * tau[i]), because=arithmetic),
                     equals(KroneckerDelta(i, j) * tau[i], because=reciprocals_cancel), equals(entry(T, i, j), because=arithmetic))
first_entries = therefore(ForAll((i, j), (1 <= i, i <= k, 1 <= j, j <= k), Eq(entry(S * T * S, i, j), entry(S, i, j))), because=first_entry)
second_entries = therefore(ForAll((i, j), (1 <= i, i <= k, 1 <= j, j <= k), Eq(entry(T * S * T, i, j), entry(T, i, j))), because=second_entry)
S_T_S = therefore(Eq(S * T * S, S), because=(matrices_with_equal_entries, first_entries))
T_S_T = therefore(Eq(T * S * T, T), because=(matrices_with_equal_entries, second_entries))
pinv_svd = Claim(
    name="The pseudo-inverse through the singular value decomposition",
    says=Eq(pinv(M), V * T * U.T),
    given=(decomposed, U_orthonormal, V_orthonormal), definitions=(reciprocal,),
    proof=(first_entry, second_entry, first_entries, second_entries, S_T_S, T_S_T,
           chain(pinv(M), equals(pinv(U * S * V.T), because=decomposed),
                 equals(V * T * U.T, because=(U_orthonormal, V_orthonormal, S_T_S, T_S_T)))),
    holds_for=(example(**rotated), example(**flat), example(**tall)),
    fails_for=(example(**other, note="another matrix"), example(**stretched, note="U is not orthonormal"),
               example(**stretched_right, note="V is not orthonormal")),
    measured_by=measure_pseudo_inverse,
    note="The article takes reciprocals in the transposed matrix of singular values and transposes once more, which gives the wrong shape.",
    equation="(7)", latex=r"A=U\Sigma V^\top\Rightarrow A^\dagger=V\Sigma^\dagger U^\top,\quad\Sigma^\dagger_{ji}=\Sigma_{ij}^{-1}[\Sigma_{ij}\ne0]", key=True)
