"""No skeleton beats the singular value decomposition, and the best one is within a factor r + 1."""

from sympy import Eq, Identity, Rational, Trace, ZeroMatrix

from verifier.language import *

from .projection import id_z_optimal

# Notation: a set of columns is a diagonal matrix E with entries 0 and 1; M E keeps these columns and puts zeros for the others
n, m = natural("n m")                # rows and columns of M
k = index("k", 1, m)                 # a column
t = natural("t")                     # the number of a column
M, X = matrix("M X", n, m)           # the matrix to be approximated
E_set, P, I = matrix("E", m, m), matrix("P", m, m), Identity(m)      # a set of columns; an orthogonal projector
b = real("b")                        # a bound from below for the errors of all skeletons

# The squared error of the best combinations of the chosen columns.
error_of = lambda matrix_, chosen: frobenius((Identity(n) - matrix_ * chosen * pinv(matrix_ * chosen)) * matrix_)**2

# A column of the identity.
unit = lambda number: column(I, number)

# -- one column more ----------------------------------------------------------------------------------------------------------
u = unit(t)
v = column(M, t)
larger = E_set + u * u.T             # the set with the column t
N = matrix("N", n, n)                # the orthogonal projector that takes away the part along the column t
x, Y = matrix("x", 1, n), matrix("Y", m, m)              # N = I - v x; any coefficients
in_range = given("t is the number of a column", t <= m)
symmetric_set = given("E is symmetric", Eq(E_set.T, E_set))
idempotent_set = given("E is idempotent", Eq(E_set * E_set, E_set))
not_in_set = given("the column t is not in the set", Eq(E_set * u, ZeroMatrix(m, 1)))
N_takes = given("N takes away a multiple of the column t", Eq(N, Identity(n) - v * x))
N_symmetric = given("N is symmetric", Eq(N.T, N))
N_idempotent = given("N is idempotent", Eq(N * N, N))
N_kills = given("N sends the column t to 0", Eq(N * M * u, ZeroMatrix(n, 1)))

coefficients = E_set * Y + u * (x * (M - M * E_set * Y))
turned_set = chain(u.T * E_set, equals((E_set * u).T, because=(symmetric_set, in_range)), equals(ZeroMatrix(1, m), because=(not_in_set, in_range)))
image = chain(
    M * larger * coefficients - M,
    equals(M * E_set * Y + v * x * (M - M * E_set * Y) - M, because=(idempotent_set, not_in_set, turned_set, in_range)),
    equals(-((Identity(n) - v * x) * (M - M * E_set * Y)), because=in_range),
    equals(N * M * E_set * Y - N * M, because=(N_takes, in_range)))
optimal = therefore(frobenius(M * larger * coefficients - M)**2 >= error_of(M, larger),
                    because=(using(id_z_optimal, ("C", M * larger), ("Z", coefficients), ("r", m)), in_range))
after = error_of(N * M, E_set)
any_coefficients = Claim(
    name="A column more than any combination of what it leaves",
    says=error_of(M, larger) <= frobenius(N * M * E_set * Y - N * M)**2,
    given=(in_range, symmetric_set, idempotent_set, not_in_set, N_takes),
    proof=(turned_set, image, optimal, chain(
        error_of(M, larger),
        at_most(frobenius(M * larger * coefficients - M)**2, because=(optimal, in_range)),
        equals(frobenius(N * M * E_set * Y - N * M)**2, because=(image, in_range)))),
    holds_for=(example(n=2, m=2, t=1, M=[[2, 0], [1, 1]], E=[[0, 0], [0, 0]], N=[[Rational(1, 5), Rational(-2, 5)], [Rational(-2, 5), Rational(4, 5)]],
                       x=[[Rational(2, 5), Rational(1, 5)]], Y=[[0, 0], [0, 0]], note="equality"),
               example(n=3, m=3, t=2, M=[[1, 0, 2], [1, 1, 1], [0, 0, 1]], E=[[1, 0, 0], [0, 0, 0], [0, 0, 0]], N=[[1, 0, 0], [0, 0, 0], [0, 0, 1]],
                       x=[[0, 1, 0]], Y=[[1, 0, 2], [3, 0, 0], [0, 0, 1]], note="equality")),
    equation="(2)", latex=r"\Vert(I-P_{S\cup\{t\}})M\Vert_F\le\Vert(I-P_t)(M_SY-M)\Vert_F")

W, all_of_them = N * M * E_set, M * larger
by_best = therefore(error_of(M, larger) <= frobenius(W * (pinv(W) * N * M) - N * M)**2,
                    because=(using(any_coefficients, (Y, pinv(W) * N * M)), in_range, symmetric_set, idempotent_set, not_in_set, N_takes))
best_after = therefore(Eq(frobenius(W * (pinv(W) * N * M) - N * M)**2, after),
                       because=(using(id_z_optimal, ("C", W), ("M", N * M), ("Z", pinv(W) * N * M), ("r", m)), in_range))
at_most_after = chain(
    error_of(M, larger),
    at_most(frobenius(W * (pinv(W) * N * M) - N * M)**2, because=(by_best, in_range)),
    equals(after, because=(best_after, in_range)))
best_before = pinv(all_of_them) * M
before = therefore(Eq(frobenius(all_of_them * best_before - M)**2, error_of(M, larger)),
                   because=(using(id_z_optimal, ("C", all_of_them), ("Z", best_before), ("r", m)), in_range))
A = matrix("A", n, m)
shrinks = Claim(
    name="A projector makes no column longer",
    says=frobenius(N * A)**2 <= frobenius(A)**2,
    given=(N_symmetric, N_idempotent),
    proof=chain(
        frobenius(N * A)**2,
        equals(frobenius(A)**2 - frobenius((Identity(n) - N) * A)**2, because=(N_symmetric, N_idempotent)),
        at_most(frobenius(A)**2, because=arithmetic)),
    holds_for=(example(n=2, m=2, N=[[Rational(9, 25), Rational(12, 25)], [Rational(12, 25), Rational(16, 25)]], A=[[1, 2], [0, 1]]),
               example(n=2, m=2, N=[[1, 0], [0, 0]], A=[[2, 4], [0, 0]], note="equality"),
               example(n=1, m=1, N=[[1]], A=[[Rational(1, 2)]], note="equality")),
    fails_for=(example(n=1, m=1, N=[[2]], A=[[1]], note="N is not idempotent"), example(n=2, m=1, N=[[1, 1], [0, 0]], A=[[1], [1]], note="N is not symmetric")),
    equation="(6)", latex=r"\Vert(I-vv^\dagger)A\Vert_F\le\Vert A\Vert_F")
shorter = therefore(frobenius(N * (all_of_them * best_before - M))**2 <= frobenius(all_of_them * best_before - M)**2,
                    because=(using(shrinks, (A, all_of_them * best_before - M)), N_symmetric, N_idempotent, in_range))
B = matrix("B", m, m)                # coefficients once more
of_projection = Claim(
    name="What the projector makes of a combination of the larger set",
    says=Eq(N * (M * larger * B - M), N * M * E_set * B - N * M), given=(in_range, N_kills),
    proof=chain(N * (M * larger * B - M), equals(N * M * E_set * B - N * M, because=(N_kills, in_range))),
    holds_for=(example(n=2, m=2, t=1, M=[[2, 0], [0, 1]], E=[[0, 0], [0, 1]], N=[[0, 0], [0, 1]], B=[[1, 2], [3, 4]]),),
    fails_for=(example(n=1, m=1, t=1, M=[[1]], E=[[0]], N=[[1]], B=[[1]]),), equation="(2)", latex=r"(I-P_t)(M_{S\cup\{t\}}B-M)=(I-P_t)(M_SB-M)")
projected = therefore(Eq(N * (all_of_them * best_before - M), W * best_before - N * M), because=(using(of_projection, (B, best_before)), in_range, N_kills))
no_better_after = therefore(frobenius(W * best_before - N * M)**2 >= after,
                            because=(using(id_z_optimal, ("C", W), ("M", N * M), ("Z", best_before), ("r", m)), in_range))
at_least_after = chain(
    error_of(M, larger),
    equals(frobenius(all_of_them * best_before - M)**2, because=(before, in_range)),
    at_least(frobenius(N * (all_of_them * best_before - M))**2, because=(shorter, in_range)),
    equals(frobenius(W * best_before - N * M)**2, because=(projected, in_range)),
    at_least(after, because=(no_better_after, in_range)))
one_column_more = Claim(
    name="A column more than the best columns of what it leaves",
    says=Eq(error_of(M, larger), after),
    given=(in_range, symmetric_set, idempotent_set, not_in_set, N_takes, N_symmetric, N_idempotent, N_kills),
    proof=(by_best, best_after, at_most_after, before, shorter, projected, no_better_after, at_least_after,
           therefore(Eq(error_of(M, larger), after), because=(order_is_antisymmetric, at_most_after, at_least_after, in_range))),
    holds_for=(example(n=2, m=3, t=1, M=[[2, 0, 2], [0, 3, 1]], E=[[0, 0, 0], [0, 0, 0], [0, 0, 0]], N=[[0, 0], [0, 1]], x=[[Rational(1, 2), 0]]),
               example(n=3, m=3, t=2, M=[[1, 0, 2], [1, 1, 1], [2, 0, 1]], E=[[1, 0, 0], [0, 0, 0], [0, 0, 0]], N=[[1, 0, 0], [0, 0, 0], [0, 0, 1]], x=[[0, 1, 0]])),
    equation="(2)", latex=r"\Vert(I-P_{S\cup\{t\}})M\Vert_F=\Vert(I-P'_S)(I-P_t)M\Vert_F")

# -- what one step costs ------------------------------------------------------------------------------------------------------
symmetric = given("P is symmetric", Eq(P.T, P))
idempotent = given("P is idempotent", Eq(P * P, P))
share = entry(P, t, t)               # the weight of the column t
taken = given("the weight of the column t is positive", share > 0)
cut = M * (I - P)                    # what P leaves of the rows
smaller = P - (P * u) * (P * u).T / share
step_premises = (in_range, symmetric, idempotent, taken)
weight = chain(u.T * P * u, equals(share * Identity(1), because=in_range))
smaller_symmetric = chain(smaller.T, equals(smaller, because=step_premises))
smaller_idempotent = chain(smaller * smaller, equals(smaller, because=step_premises))
smaller_trace = chain(Trace(smaller), equals(Trace(P) - 1, because=step_premises))
smaller_gap = chain(smaller * u, equals(ZeroMatrix(m, 1), because=step_premises))

rest = cut * (I - u * (P * u).T / share)
step_image = chain(
    N * M * (I - smaller),
    equals(N * cut + N * M * P * u * (P * u).T / share, because=step_premises),
    equals(N * cut + (N * M * u - N * cut * u) * (P * u).T / share, because=step_premises),
    equals(N * cut - N * cut * u * (P * u).T / share, because=(N_kills, *step_premises)),
    equals(N * rest, because=step_premises))
step_length = chain(
    frobenius(rest)**2,
    equals(frobenius(cut)**2 + frobenius(cut * u)**2 / share, because=step_premises))
one_step = Claim(
    name="What one column costs",
    says=(frobenius(N * M * (I - smaller))**2 <= frobenius(cut)**2 + frobenius(cut * u)**2 / share,
          Eq(smaller.T, smaller), Eq(smaller * smaller, smaller), Eq(Trace(smaller), Trace(P) - 1), Eq(smaller * u, ZeroMatrix(m, 1))),
    given=(*step_premises, N_symmetric, N_idempotent, N_kills),
    proof=(smaller_symmetric, smaller_idempotent, smaller_trace, smaller_gap, step_image, step_length, chain(
        frobenius(N * M * (I - smaller))**2,
        equals(frobenius(N * rest)**2, because=(step_image, *step_premises)),
        at_most(frobenius(rest)**2, because=(using(shrinks, (A, rest)), N_symmetric, N_idempotent, *step_premises)),
        equals(frobenius(cut)**2 + frobenius(cut * u)**2 / share, because=(step_length, *step_premises)))),
    holds_for=(example(n=2, m=3, t=2, M=[[Rational(3, 10), Rational(2, 5), 7], [half(), 0, 2]], N=[[0, 0], [0, 1]],
                       P=[[Rational(9, 25), Rational(12, 25), 0], [Rational(12, 25), Rational(16, 25), 0], [0, 0, 1]], note="equality"),
               example(n=2, m=2, t=2, M=[[3, 4], [5, 0]], N=[[0, 0], [0, 1]], P=[[Rational(9, 25), Rational(12, 25)], [Rational(12, 25), Rational(16, 25)]], note="equality"),
               example(n=2, m=2, t=1, M=[[1, 0], [0, 3]], P=[[1, 0], [0, 0]], N=[[0, 0], [0, 1]]),
               example(n=2, m=2, t=2, M=[[13, 0], [12, 5]], N=[[1, 0], [0, 0]],
                       P=[[Rational(144, 169), Rational(60, 169)], [Rational(60, 169), Rational(25, 169)]], note="equality, a small weight"),
               example(n=2, m=3, t=2, M=[[1, 2, 0], [0, 0, 1]], N=[[0, 0], [0, 1]], P=[[Rational(9, 25), Rational(12, 25), 0], [Rational(12, 25), Rational(16, 25), 0], [0, 0, 1]])),
    equation="(2)", latex=r"\Vert(I-P_t)M(I-P')\Vert_F^2\le\tau+\Vert b_t\Vert^2/P_{tt}")
