"""The gradients of the factors, and the objective."""

from sympy import Eq, Identity, Lambda, Rational, Trace

from verifier.language import *

from .experiments import measure_gradients, measure_reduction, measure_step
from .notation import A, B, G, HA, HB, L, W, Y, eta, m, n, t

M = matrix("M", n, m)                          # the constant part of the weight M + A B
slope_of_loss = given("G is the gradient of the loss", ForAll((Y,), (), Tends((L(M + A * B + t * Y) - L(M + A * B)) / t, t, 0, Trace(G.T * Y))))
along_A = Tends((L(M + (A + t * HA) * B) - L(M + A * B)) / t, t, 0, Trace((G * B.T).T * HA))
along_B = Tends((L(M + A * (B + t * HB)) - L(M + A * B)) / t, t, 0, Trace((A.T * G).T * HB))

lora_gradients = Claim(
    name="Gradients of the two factors",
    says=(along_A, along_B),
    given=(slope_of_loss,),
    proof=(therefore(along_A, because=using(slope_of_loss, (Y, HA * B))), therefore(along_B, because=using(slope_of_loss, (Y, A * HB)))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], M=[[0, 1], [1, 0]], G=[[2, 8], [6, 12]], H_A=[[1], [-1]], H_B=[[2, 5]], L=Lambda(Y, Trace(Y.T * Y))),),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[1]], M=[[0]], G=[[5]], H_A=[[1]], H_B=[[1]], L=Lambda(Y, Trace(Y.T * Y)), note="G is not the gradient"),),
    measured_by=measure_gradients,
    equation="(3)",
    latex=r"\frac{\partial\mathcal L}{\partial A}=GB^\top,\qquad\frac{\partial\mathcal L}{\partial B}=A^\top G,\qquad G=\frac{\partial\mathcal L}{\partial W}",
    note="Derivatives along every direction, for a weight M + A B with M fixed; that the loss has derivatives along lines is enough.",
    key=True, cites="Hu2021")

first_step_exact = Claim(
    name="Exact first LoRA step under SGD",
    says=Eq(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G), W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G),
    proof=chain(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G),
                equals(W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G, because=arithmetic)),
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], G=[[1, 2, 3], [4, 5, 7]], W=[[0, 0, 1], [1, 0, 0]], eta=Rational(1, 10)),
               example(n=2, m=2, r=2, A=[[1, 2], [0, 1]], B=[[0, 1], [1, 1]], G=[[1, 2], [3, 5]], W=[[0, 0], [0, 0]], eta=2)),
    measured_by=measure_step,
    equation="(3)",
    latex=r"W_1=W_0-\eta\,(A_0A_0^\top G_0+G_0B_0^\top B_0)+\eta^2\,G_0B_0^\top A_0^\top G_0",
    note="The article keeps the terms of order eta; this is the whole step.",
    key=True)

# -- the objective ---------------------------------------------------------------------------------------------------------
objective = frobenius(A * A.T * G + G * B.T * B - G)**2
U, V = matrix("U", n, n), matrix("V", m, m)    # orthogonal matrices of singular vectors; V is not transposed
S = matrix("Sigma", n, m)
orthogonal_U = given("U is orthogonal", Both(Eq(U.T * U, Identity(n)), Eq(U * U.T, Identity(n))))
orthogonal_V = given("V is orthogonal", Both(Eq(V.T * V, Identity(m)), Eq(V * V.T, Identity(m))))
decomposed = given("G = U Sigma V", Eq(G, U * S * V))
turned_A, turned_B = U.T * A, B * V.T

svd_reduction = Claim(
    name="Reduction to the diagonal case",
    says=Eq(objective, frobenius(turned_A * turned_A.T * S + S * turned_B.T * turned_B - S)**2),
    given=(orthogonal_U, orthogonal_V, decomposed),
    proof=chain(
        objective,
        equals(frobenius(A * A.T * (U * S * V) + (U * S * V) * B.T * B - U * S * V)**2, because=decomposed),
        equals(frobenius(turned_A * turned_A.T * S + S * turned_B.T * turned_B - S)**2, because=(orthogonal_U, orthogonal_V))),
    holds_for=(example(n=2, m=2, r=1, U=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], V=[[0, 1], [-1, 0]], Sigma=[[2, 0], [0, 1]],
                       G=[[Rational(4, 5), Rational(6, 5)], [Rational(-3, 5), Rational(8, 5)]], A=[[1], [2]], B=[[1, 3]]),
               example(n=2, m=1, r=1, U=[[0, 1], [1, 0]], V=[[-1]], Sigma=[[3], [0]], G=[[0], [-3]], A=[[1], [2]], B=[[2]])),
    fails_for=(example(n=1, m=1, r=1, U=[[2]], V=[[1]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="U is not orthogonal"),
               example(n=1, m=1, r=1, U=[[1]], V=[[2]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="V is not orthogonal"),
               example(n=1, m=1, r=1, U=[[1]], V=[[1]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="G is not U Sigma V")),
    measured_by=measure_reduction,
    equation="(7)",
    latex=r"G_0=U\Sigma V:\ \Vert A_0A_0^\top G_0+G_0B_0^\top B_0-G_0\Vert_F^2=\Vert(U^\top A_0)(U^\top A_0)^\top\Sigma+\Sigma(B_0V^\top)^\top(B_0V^\top)-\Sigma\Vert_F^2",
    note="V is not transposed here; Sigma may be any matrix.",
    key=True)
