"""Similar systems, the linear recurrence as a convolution, and the stability of the steps."""

from sympy import Adjoint, Derivative, Eq, I, Inverse, Lambda, MatMul, MatPow, Rational, Sum, Trace, ZeroMatrix, exp

from verifier.language import *

from .experiments import measure_convolution, measure_similarity
from .notation import A, A_bar, B, B_bar, L, c, d, k, kernel

# -- similar systems ----------------------------------------------------------------------------------------------------------
P, A_new = complex_matrix("P Anew", d, d)
C = complex_matrix("C", d, 1)
t = real("t")
x = complex_function("x")                # x(i, t): the states
u = complex_function("u")                # the input
i, j = index("i j", 1, d)
s = index("s", 1, 1)
state = with_entries(x(i, t), (i, 1, d), (s, 1, 1))
velocity = with_entries(Derivative(x(i, t), t), (i, 1, d), (s, 1, 1))
invertible_P = given("P is invertible", Invertible(P))
similar = given("A = P^-1 Anew P", Eq(A, Inverse(P) * A_new * P))
moves = given("x' = A x + u B", Eq(velocity, A * state + u(t) * B))
smooth = given("the states are differentiable", Differentiable(x(i, t), t))
m = whole("m")
B_new, C_new = complex_matrix("Bnew Cnew", d, 1)
input_of_new = define(B_new, P * B, "the input column of the similar system")
output_of_new = define(C_new, Adjoint(Inverse(P)) * C, "the output column of the similar system")
turned = Eq(P * A**m, A_new**m * P)
assumed = hypothesis(turned)
powers = induction(
    turned, on=m, start=0,
    base=chain(MatMul(P, MatPow(A, 0)), equals(MatMul(MatPow(A_new, 0), P), because=arithmetic)),
    step=chain(P * A**(m + 1), equals(A_new**m * P * A, because=assumed), equals(A_new**(m + 1) * P, because=(similar, invertible_P))),
    hypothesis=assumed)

similarity_invariance = Claim(
    name="Similar systems have the same input-output map",
    says=(Eq(Derivative(Sum(entry(P, i, j) * x(j, t), (j, 1, d)), t), entry(A_new * (P * state) + u(t) * B_new, i, 1)),
          Eq(Trace(Adjoint(C_new) * (P * state)), Trace(Adjoint(C) * state)),
          Eq(Trace(Adjoint(C_new) * A_new**m * B_new), Trace(Adjoint(C) * A**m * B))),
    given=(invertible_P, similar, moves, smooth),
    definitions=(input_of_new, output_of_new),
    proof=(powers,
           chain(Derivative(Sum(entry(P, i, j) * x(j, t), (j, 1, d)), t),
                 equals(Sum(entry(P, i, j) * Derivative(x(j, t), t), (j, 1, d)), because=smooth),
                 equals(entry(P * velocity, i, 1), because=entry_of_product),
                 equals(entry(A_new * (P * state) + u(t) * B_new, i, 1), because=(moves, similar, invertible_P, input_of_new))),
           therefore(Eq(Trace(Adjoint(C_new) * (P * state)), Trace(Adjoint(C) * state)), because=(output_of_new, invertible_P)),
           chain(Trace(Adjoint(C_new) * A_new**m * B_new),
                 equals(Trace(Adjoint(C_new) * P * A**m * B), because=(input_of_new, powers, invertible_P)),
                 equals(Trace(Adjoint(C) * A**m * B), because=(output_of_new, invertible_P)))),
    holds_for=(example(d=2, m=1, t=2, i=2, P=[[1, 2], [3, 5]], Anew=[[3, -1], [9, -3]], A=[[0, 1], [0, 0]], B=[[0], [1]], C=[[2], [I]],
                       x=Lambda((i, t), (2*i - 1)*t**(4 - i)), u=Lambda(t, 6*t)),
               example(d=1, m=3, t=1, i=1, P=[[3*I]], Anew=[[2]], A=[[2]], B=[[4]], C=[[I]], x=Lambda((i, t), exp(2*t) - 2), u=Lambda(t, 1))),
    fails_for=(example(d=1, m=1, t=1, i=1, P=[[1]], Anew=[[3]], A=[[2]], B=[[4]], C=[[1]], x=Lambda((i, t), exp(2*t) - 2), u=Lambda(t, 1),
                       note="A is not P^-1 Anew P"),
               example(d=1, m=0, t=1, i=1, P=[[1]], Anew=[[2]], A=[[2]], B=[[4]], C=[[1]], x=Lambda((i, t), exp(t)), u=Lambda(t, 1),
                       note="the state does not obey the equation")),
    measured_by=measure_similarity,
    equation="(1), (2)",
    latex=r"A=P^{-1}\tilde AP:\ (A,B,C)\to(\tilde A,PB,(P^{-1})^*C)\text{ leaves }y\text{ unchanged};\ C^*A^kB=\tilde C^*\tilde A^k\tilde B",
    key=True)

# -- the recurrence -----------------------------------------------------------------------------------------------------------
X = complex_matrix("X", d, L + 1)        # column k + 1 is x_k
inputs = complex_function("u")
n = index("n", 0, L - 1)
step = index("step", 1, L)
recurrence = given("x_(k+1) = A-bar x_k + u_k B-bar", Eq(column(X, step + 1), A_bar * column(X, step) + inputs(step - 1) * B_bar))
at_rest = given("x_0 = 0", Eq(column(X, 1), ZeroMatrix(d, 1)))
output = Trace(c * column(X, L + 1))
term = Trace(c * A_bar**n * B_bar)

discrete_kernel_printed = Claim(
    name="The output y_L with inputs shifted by one, as printed",
    says=Eq(output, Sum(kernel * inputs(L - k), (k, 0, L - 1))),
    given=(recurrence, at_rest),
    expected=REFUTED,
    fails_for=(example(d=1, L=1, Abar=[[0]], Bbar=[[1]], c=[[1]], X=[[0, 0]], u=Lambda(t, t)),
               example(d=1, L=2, Abar=[[1]], Bbar=[[1]], c=[[1]], X=[[0, 1, 3]], u=Lambda(t, t + 1))),
    equation="(12)", latex=r"y_L=\sum_{k=0}^{L-1}\bar C^*\bar A^k\bar B\,u_{L-k}",
    note="At L = 1 it would use the future input u_1; the steps before it have the same slips (A x_0 for A x_1, A x_1 for A x_2).")

one_step = chain(
    Trace(c * A_bar**n * column(X, L - n + 1)),
    equals(Trace(c * A_bar**n * (A_bar * column(X, L - n) + inputs(L - n - 1) * B_bar)), because=using(recurrence, (step, L - n))),
    equals(Trace(c * A_bar**(n + 1) * column(X, L - n)) + term * inputs(L - 1 - n), because=arithmetic))

discrete_kernel = Claim(
    name="The linear RNN is a causal convolution",
    says=Eq(output, Sum(kernel * inputs(L - 1 - k), (k, 0, L - 1))),
    given=(recurrence, at_rest),
    proof=(one_step, chain(
        Sum(term * inputs(L - 1 - n), (n, 0, L - 1)),
        equals(Sum(Trace(c * A_bar**n * column(X, L - n + 1)) - Trace(c * A_bar**(n + 1) * column(X, L - n)), (n, 0, L - 1)), because=one_step),
        equals(output - Trace(c * A_bar**L * column(X, 1)), because=arithmetic),
        equals(output, because=at_rest))),
    corrects=discrete_kernel_printed,
    holds_for=(example(d=2, L=3, Abar=[[1, 2], [-1, Rational(1, 2)]], Bbar=[[1], [3]], c=[[2, -1]], u=Lambda(t, t**2 + 1),
                       X=[[0, 1, 9, 27], [0, 3, Rational(13, 2), Rational(37, 4)]]),
               example(d=1, L=2, Abar=[[I]], Bbar=[[2]], c=[[1 - I]], X=[[0, 2, 4 + 2*I]], u=Lambda(t, t + 1)),
               example(d=1, L=1, Abar=[[5]], Bbar=[[2]], c=[[-3]], X=[[0, 2]], u=Lambda(t, t + 1))),
    fails_for=(example(d=1, L=1, Abar=[[1]], Bbar=[[2]], c=[[1]], X=[[3, 5]], u=Lambda(t, t + 1), note="x_0 = 3"),
               example(d=1, L=1, Abar=[[1]], Bbar=[[2]], c=[[1]], X=[[0, 7]], u=Lambda(t, t + 1), note="x_1 is not A x_0 + u_0 B")),
    measured_by=measure_convolution,
    equation="(10), (11), (12)",
    latex=r"x_{k+1}=\bar Ax_k+\bar Bu_k,\ y_{k+1}=\bar C^*x_{k+1},\ x_0=0\ \Rightarrow\ y_L=\sum_{k=0}^{L-1}\bar K_k\,u_{L-1-k},\quad\bar K_k=\bar C^*\bar A^k\bar B",
    note="The printed sum has u_(L-k), which shifts the input by one step into the future.", key=True, cites="Gu2022")

# -- stability of the steps ---------------------------------------------------------------------------------------------------
mu_re, mu_im = real("a b")               # real and imaginary part of an eigenvalue of A
h = positive("h")                        # the step
decays = given("Re mu < 0", mu_re < 0)
top, below = (1 + h*mu_re/2)**2 + (h*mu_im/2)**2, (1 - h*mu_re/2)**2 + (h*mu_im/2)**2

bilinear_stability = Claim(
    name="The bilinear map is stable for every step",
    says=top/below < 1,
    given=(decays,),
    proof=(chain(top, equals(below + 2*h*mu_re, because=arithmetic), less_than(below, because=decays)), chain(
        top/below,
        equals(1 + 2*h*mu_re/below, because=decays),
        less_than(1, because=decays))),
    holds_for=(example(a=-1, b=0, h=2), example(a=Rational(-1, 100), b=7, h=3)),
    fails_for=(example(a=0, b=1, h=1, note="|.| = 1 on the imaginary axis"), example(a=1, b=0, h=1)),
    equation="(7), (9)", latex=r"\operatorname{Re}\mu<0,\ \epsilon>0\Rightarrow\Bigl|\frac{1+\epsilon\mu/2}{1-\epsilon\mu/2}\Bigr|<1",
    note="Written with the squared absolute values of numerator and denominator, for mu = a + i b.")
