"""Woodbury's identity and the resolvent of the discretised system in terms of the continuous one."""

from sympy import Adjoint, Eq, I, Identity, Inverse, Rational, Trace

from verifier.language import *

from .experiments import measure_resolvent, measure_woodbury
from .notation import A, A_bar, B, B_bar, R, after, before, bilinear_A, bilinear_B, c, d, epsilon, one, regular, step_exists, z

r = natural("r")                         # number of columns
U, V = complex_matrix("U V", d, r)
N = complex_matrix("N", d, d)
small = given("I - V^* U is invertible", Invertible(Identity(r) - Adjoint(V) * U))
invertible_N = given("N is invertible", Invertible(N))
small_N = given("I - V^* N^-1 U is invertible", Invertible(Identity(r) - Adjoint(V) * Inverse(N) * U))

multiplied = chain(
    (one - U * Adjoint(V)) * (one + U * Inverse(Identity(r) - Adjoint(V) * U) * Adjoint(V)),
    equals(one, because=small))
exists = therefore(Invertible(one - U * Adjoint(V)), because=(invertible_by_right_inverse, multiplied))
woodbury = Claim(
    name="Woodbury identity, basic form",
    says=Eq(Inverse(one - U * Adjoint(V)), one + U * Inverse(Identity(r) - Adjoint(V) * U) * Adjoint(V)),
    given=(small,),
    proof=(multiplied, exists,
           therefore(Eq(Inverse(one - U * Adjoint(V)), one + U * Inverse(Identity(r) - Adjoint(V) * U) * Adjoint(V)), because=(small, exists))),
    holds_for=(example(d=3, r=2, U=[[1, 2], [0, I], [3, 1]], V=[[1, 0], [2 - I, 1], [1, 1]]),
               example(d=1, r=2, U=[[1, 2]], V=[[3, 1]]), example(d=2, r=1, U=[[1], [2*I]], V=[[0], [0]])),
    fails_for=(example(d=1, r=1, U=[[1]], V=[[1]], note="1 - V^* U = 0: neither inverse exists"),),
    measured_by=measure_woodbury,
    equation="(26)", latex=r"(I-UV^*)^{-1}=I+U(I-V^*U)^{-1}V^*",
    note="The article sums a Neumann series, which converges only for spectral radius below 1; multiplying out needs no more than the inverse.",
    key=True, cites="Woodbury1950")

multiplied_N = chain(
    (N - U * Adjoint(V)) * (Inverse(N) + Inverse(N) * U * Inverse(Identity(r) - Adjoint(V) * Inverse(N) * U) * Adjoint(V) * Inverse(N)),
    equals(one, because=(invertible_N, small_N)))
exists_N = therefore(Invertible(N - U * Adjoint(V)), because=(invertible_by_right_inverse, multiplied_N))
woodbury_general = Claim(
    name="Woodbury identity, general form",
    says=Eq(Inverse(N - U * Adjoint(V)),
            Inverse(N) + Inverse(N) * U * Inverse(Identity(r) - Adjoint(V) * Inverse(N) * U) * Adjoint(V) * Inverse(N)),
    given=(invertible_N, small_N),
    proof=(multiplied_N, exists_N,
           therefore(Eq(Inverse(N - U * Adjoint(V)),
                        Inverse(N) + Inverse(N) * U * Inverse(Identity(r) - Adjoint(V) * Inverse(N) * U) * Adjoint(V) * Inverse(N)),
                     because=(invertible_N, small_N, exists_N))),
    holds_for=(example(d=2, r=1, U=[[1], [I]], V=[[1], [3]], N=[[1, 2], [0, 3]]),
               example(d=1, r=2, U=[[1, 2]], V=[[3, 1]], N=[[2*I]])),
    fails_for=(example(d=1, r=1, U=[[1]], V=[[1]], N=[[1]], note="1 - V^* U/N = 0"),
               example(d=1, r=1, U=[[1]], V=[[1]], N=[[0]], note="N is not invertible")),
    equation="(27)", latex=r"(M-UV^*)^{-1}=M^{-1}+M^{-1}U(I-V^*M^{-1}U)^{-1}V^*M^{-1}", cites="Woodbury1950")

# -- the resolvent of the bilinear step -----------------------------------------------------------------------------------
place = 2/epsilon * (1 - z)/(1 + z)
Q = Inverse(place * one - A)
W = 2/(1 + z) * Q * B
not_minus_one = given("z is not -1", Ne(z, -1), unstated=True)
step_solved = chain(before * A_bar, equals(after, because=(bilinear_A, step_exists)))
input_solved = chain(before * B_bar, equals(epsilon * B, because=(bilinear_B, step_exists)))
shift = 2/(epsilon*(1 + z)) * before * (one - z * A_bar)
divided = chain(shift, equals(place * one - A, because=(step_solved, not_minus_one)))
product_exists = therefore(Invertible(shift), because=(product_of_invertibles, step_exists, regular, not_minus_one))
shift_exists = therefore(Invertible(place * one - A), because=(equal_to_invertible, divided, product_exists))
one_step_before = chain(
    before * (one - z * A_bar) * W,
    equals(epsilon * B, because=(step_solved, shift_exists, not_minus_one)),
    equals(before * B_bar, because=input_solved))
one_step = therefore(Eq((one - z * A_bar) * W, B_bar),
                     because=(using(left_cancellation, n_=d, m_=1, P_=before, X_=(one - z * A_bar) * W, Y_=B_bar), step_exists, one_step_before, shift_exists, not_minus_one))
solved = therefore(Eq(R * B_bar, W), because=(using(left_cancellation, n_=d, m_=1, P_=one - z * A_bar, X_=R * B_bar, Y_=W), regular, one_step, shift_exists))

s4_resolvent = Claim(
    name="The generating function in terms of the continuous-time resolvent",
    says=Eq(Trace(c * R * B_bar), 2/(1 + z) * Trace(c * Q * B)),
    given=(step_exists, not_minus_one, regular),
    definitions=(bilinear_A, bilinear_B),
    proof=(step_solved, input_solved, divided, product_exists, shift_exists, one_step_before, one_step, solved, chain(
        Trace(c * R * B_bar),
        equals(Trace(c * W), because=(solved, regular, shift_exists, not_minus_one)),
        equals(2/(1 + z) * Trace(c * Q * B), because=shift_exists))),
    holds_for=(example(d=2, epsilon=Rational(1, 2), z=Rational(1, 3), A=[[1, 2], [-1, 1]], B=[[1], [3]], c=[[2, -1]]),
               example(d=2, epsilon=1, z=I, A=[[I, 2], [1, 3]], B=[[1], [2 - I]], c=[[1, -4*I]]),
               example(d=1, epsilon=-1, z=0, A=[[5]], B=[[2]], c=[[3]])),
    measured_by=measure_resolvent,
    equation="(36)", latex=r"\bar C^*(I-z\bar A)^{-1}\bar B=\frac2{1+z}\,\bar C^*\Bigl[\frac2\epsilon\frac{1-z}{1+z}I-A\Bigr]^{-1}B",
    key=True, cites="Gu2022")
