"""Rescaled coefficients."""

from sympy import Derivative, Eq, Lambda, Piecewise, Rational, Sum, exp, sqrt

from verifier.language import *

from .notation import N, t, u, w

row_n, column_m = index("n m", 0)    # row and column of a matrix
whole_k, whole_j = integer("k j")
row_r = whole("r")                       # one row of a system

# Rescaled coefficients
X, A, B = function("X A B")          # X(n, t): coefficients; A(n, m), B(n): the matrix and the column of their system
lambda_ = function("lambda", nonzero=True)    # lambda(n): scaling factors
system = given("X' = A X + B u", ForAll((row_n,), (0 <= row_n, row_n <= N), Eq(Derivative(X(row_n, t), t), Sum(A(row_n, whole_k) * X(whole_k, t), (whole_k, 0, N)) + B(row_n) * u(t))))
row_within = given("r is at most N", row_r <= N)

coefficient_rescaling = Claim(
    name="Rescaling the coefficients",
    says=Eq(Derivative(X(row_r, t) / lambda_(row_r), t),
            Sum(A(row_r, whole_k) * lambda_(whole_k) / lambda_(row_r) * (X(whole_k, t) / lambda_(whole_k)), (whole_k, 0, N)) + B(row_r) / lambda_(row_r) * u(t)),
    given=(system, row_within),
    proof=chain(
        Derivative(X(row_r, t) / lambda_(row_r), t),
        equals(Derivative(X(row_r, t), t) / lambda_(row_r), because=arithmetic),
        equals((Sum(A(row_r, whole_k) * X(whole_k, t), (whole_k, 0, N)) + B(row_r) * u(t)) / lambda_(row_r), because=(system, row_within)),
        equals(Sum(A(row_r, whole_k) * lambda_(whole_k) / lambda_(row_r) * (X(whole_k, t) / lambda_(whole_k)), (whole_k, 0, N)) + B(row_r) / lambda_(row_r) * u(t), because=arithmetic)),
    holds_for=(example(N=1, r=1, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 4*row_n - 1),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2)),
               example(N=0, r=0, t=0, X=Lambda((row_n, t), 0), A=Lambda((row_n, whole_k), -3), B=Lambda(row_n, 1), u=Lambda(t, t), lambda_=Lambda(row_n, -2))),
    fails_for=(example(N=1, r=1, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 4*row_n),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2), note="another input column"),
               example(N=1, r=3, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 3*row_n + row_n**2 - 1),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2), note="a row beyond the last")),
    equation="27", latex=r"c_n=\lambda_n\tilde c_n:\ \tilde A_{nk}=A_{nk}\lambda_k/\lambda_n,\ \tilde B_n=B_n/\lambda_n")

legt_entry = Lambda((row_n, column_m), -sqrt(2*row_n + 1)*sqrt(2*column_m + 1)/w * Piecewise((1, column_m < row_n), ((-1)**(row_n - column_m), True)))
legt_input = Lambda(row_n, sqrt(2*(2*row_n + 1))/w)
lmu_entry = Lambda((row_n, column_m), -(2*row_n + 1)/w * Piecewise((1, column_m < row_n), ((-1)**(row_n - column_m), True)))
printed_factor = Lambda(row_n, 2 / sqrt(2*row_n + 1))
lmu_factor = Lambda(row_n, sqrt(2 / (2*row_n + 1)))

legt_lmu_scaling_printed = Claim(
    name="Scaling that removes the roots, as printed",
    says=(Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / w)),
    fails_for=(example(n=0, m=0, w=1, note="the input factor is 1/sqrt(2), not 1"),),
    expected=REFUTED, equation="28", latex=r"\lambda_n=\tfrac2{\sqrt{2n+1}}:\ \tilde B_n=\frac{2n+1}w")

legt_lmu_scaling = Claim(
    name="Scaling that removes the roots; relation to the Legendre memory unit",
    says=(Eq(legt_entry(row_n, column_m) * lmu_factor(column_m) / lmu_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / lmu_factor(row_n), (2*row_n + 1) / w),
          Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / (sqrt(2) * w))),
    proof=(therefore(Eq(legt_entry(row_n, column_m) * lmu_factor(column_m) / lmu_factor(row_n), lmu_entry(row_n, column_m)), because=arithmetic),
           therefore(Eq(legt_input(row_n) / lmu_factor(row_n), (2*row_n + 1) / w), because=arithmetic),
           therefore(Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)), because=arithmetic),
           therefore(Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / (sqrt(2) * w)), because=arithmetic)),
    holds_for=(example(n=0, m=0, w=1), example(n=3, m=1, w=Rational(13, 10)), example(n=1, m=4, w=2)),
    latex=r"\lambda_n=\sqrt{\tfrac2{2n+1}}:\ \tilde A_{nk}=-\frac{2n+1}w\begin{cases}1&k<n\\(-1)^{n-k}&k\ge n\end{cases},\ "
          r"\tilde B_n=\frac{2n+1}w;\qquad\lambda_n=\tfrac2{\sqrt{2n+1}}:\ \text{same }\tilde A,\ \tilde B_n=\frac{2n+1}{\sqrt2\,w}",
    note="The factor 2/sqrt(2n+1) of the article removes the roots as well, but leaves an input column that is smaller by sqrt(2); "
         "the factor that gives both is sqrt(2/(2n+1)).",
    equation="28", corrects=legt_lmu_scaling_printed, key=True, cites="Voelker2019")

mirrored = Lambda(row_n, (-1)**row_n * sqrt(2 / (2*row_n + 1)))
memory_unit = Lambda((row_n, column_m), (2*row_n + 1)/w * Piecewise(((-1)**(row_n - column_m + 1), column_m < row_n), (-1, True)))
legt_lmu_flip = Claim(
    name="The matrices of the Legendre memory unit",
    says=(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)),
          Eq(legt_input(row_n) / mirrored(row_n), (2*row_n + 1)/w * (-1)**row_n)),
    proof=(cases(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)),
                 (given("below the diagonal", column_m < row_n), therefore(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)), because=arithmetic)),
                 (given("on and above the diagonal", column_m >= row_n), therefore(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)), because=arithmetic))),
           therefore(Eq(legt_input(row_n) / mirrored(row_n), (2*row_n + 1)/w * (-1)**row_n), because=arithmetic)),
    holds_for=(example(n=0, m=0, w=1), example(n=3, m=1, w=Rational(13, 10)), example(n=1, m=4, w=2)),
    note="The published matrices are those of time-reversed polynomials: the factors change sign with every second n.")
