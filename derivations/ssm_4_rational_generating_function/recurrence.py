"""The linear recurrence as a convolution."""

from sympy import Adjoint, Eq, I, Lambda, Rational, Sum, Trace

from verifier.language import *

from .experiments import measure_convolution
from .notation import A, B, C, L, X, k, nothing, u

m = index("m", 0, L - 1)
step = index("step", 1, L)
recurrence = given("x_k = A x_(k-1) + u_(k-1) B", Eq(column(X, step + 1), A * column(X, step) + u(step - 1) * B))
at_rest = given("x_0 = 0", Eq(column(X, 1), nothing))
output = Trace(Adjoint(C) * column(X, L + 1))

one_step = chain(
    Trace(Adjoint(C) * A**m * column(X, L - m + 1)),
    equals(Trace(Adjoint(C) * A**m * (A * column(X, L - m) + u(L - m - 1) * B)), because=using(recurrence, (step, L - m))),
    equals(Trace(Adjoint(C) * A**(m + 1) * column(X, L - m)) + Trace(Adjoint(C) * A**m * B) * u(L - 1 - m), because=arithmetic))

rnn_convolution_as_printed = Claim(
    name="The output y_L as a sum from k = 0 to L (it is not: that is y_(L+1))",
    says=Eq(output, Sum(Trace(Adjoint(C) * A**k * B) * u(L - k), (k, 0, L))),
    given=(recurrence, at_rest),
    expected=REFUTED,
    fails_for=(example(d=1, L=1, A=[[0]], B=[[1]], C=[[1]], X=[[0, 0]], u=Lambda(k, k)),
               example(d=2, L=2, A=[[1, 2], [0, 1]], B=[[1], [1]], C=[[1], [0]], X=[[0, 1, 5], [0, 1, 3]], u=Lambda(k, k + 1))),
    equation="(2)", latex=r"y_L=\sum_{k=0}^L\bar C^*\bar A^k\bar B\,u_{L-k}",
    note="The sum to L with u_(L-k) is the output one step later.")

rnn_convolution = Claim(
    name="The linear RNN as a convolution",
    says=Eq(output, Sum(Trace(Adjoint(C) * A**k * B) * u(L - 1 - k), (k, 0, L - 1))),
    given=(recurrence, at_rest),
    proof=(one_step, chain(
        Sum(Trace(Adjoint(C) * A**m * B) * u(L - 1 - m), (m, 0, L - 1)),
        equals(Sum(Trace(Adjoint(C) * A**m * column(X, L - m + 1)) - Trace(Adjoint(C) * A**(m + 1) * column(X, L - m)), (m, 0, L - 1)), because=one_step),
        equals(output - Trace(Adjoint(C) * A**L * column(X, 1)), because=arithmetic),
        equals(output, because=at_rest))),
    corrects=rnn_convolution_as_printed,
    holds_for=(example(d=2, L=3, A=[[1, 2], [-1, Rational(1, 2)]], B=[[1], [3]], C=[[2], [-1]], u=lambda t: t**2 + 1,
                       X=[[0, 1, 9, 27], [0, 3, Rational(13, 2), Rational(37, 4)]]),
               example(d=1, L=1, A=[[5]], B=[[2]], C=[[-3 * I]], X=[[0, 2]], u=lambda t: t + 1)),
    fails_for=(example(d=1, L=1, A=[[1]], B=[[2]], C=[[1]], X=[[3, 5]], u=lambda t: t + 1, note="x_0 = 3"),
               example(d=1, L=1, A=[[1]], B=[[2]], C=[[1]], X=[[0, 7]], u=lambda t: t + 1, note="x_1 is not A x_0 + u_0 B")),
    measured_by=measure_convolution,
    equation="(1), (2), (3)",
    latex=r"x_{k+1}=\bar Ax_k+\bar Bu_k,\ y_{k+1}=\bar C^*x_{k+1},\ x_0=0:\quad y_L=\sum_{k=0}^{L-1}\bar C^*\bar A^k\bar B\,u_{L-1-k}",
    key=True)
