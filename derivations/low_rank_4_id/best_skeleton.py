"""The best set of r columns: from r to r + 1 columns, and induction on their number."""

from sympy import Eq, Identity, KroneckerDelta, Lambda, Rational, Trace, ZeroMatrix

from verifier.language import *

from .projection import complement_projector
from .svd_bound import (
    E_set, I, M, N, P, X, b, cut, error_of, in_range, k, larger, m, n, one_column_more, one_step, share, smaller,
    step_premises, t, taken, u, unit, v, x,
)

d = whole("d")                       # how many columns are chosen
R = matrix("R", m, m)                # an orthogonal projector, in what holds for every X
p = real("p")                        # a bound from below, in what holds for every X

# Only columns that the projector does not send to 0 are chosen.
covered = lambda projector, chosen: ForAll((k,), (1 <= k, k <= m, Eq(projector * unit(k), ZeroMatrix(m, 1))), Eq(chosen * unit(k), ZeroMatrix(m, 1)))

# No set of that many columns, chosen among those that the projector keeps, has an error below the bound.
all_at_least = lambda matrix_, projector, size, bound: (
    ForAll((E_set,), (IsDiagonal(E_set), Eq(E_set * E_set, E_set), Eq(Trace(E_set), size), covered(projector, E_set)),
                  bound <= error_of(matrix_, E_set)))

# Every common bound from below of the errors of such sets is at most size + 1 times what the projector leaves.
bounded = lambda size: (
    ForAll((X, R, p), (Eq(R.T, R), Eq(R * R, R), Eq(Trace(R), size), all_at_least(X, R, size, p)),
                  p <= (size + 1) * frobenius(X * (I - R))**2))

# -- from sets of d columns to sets of d + 1 ----------------------------------------------------------------------------------
fewer = given("the bound holds for d columns", bounded(d))
size_P = given("the trace of P is d + 1", Eq(Trace(P), d + 1))
errors = given("every set of d + 1 columns has an error of at least b", all_at_least(M, P, d + 1, b))
diagonal_E = given("E is diagonal", IsDiagonal(E_set))
idempotent_E = given("E is idempotent", Eq(E_set * E_set, E_set))
size_E = given("E has d columns", Eq(Trace(E_set), d))
covered_E = given("and only such that the smaller projector does not send to 0", covered(smaller, E_set))
sent_to_0 = (1 <= k, k <= m, Eq(P * unit(k), ZeroMatrix(m, 1)))

Q = Identity(n) - v * pinv(v)        # takes away the part along the column t
of_column = using(complement_projector, ("C", v), ("r", 1))
Q_symmetric = therefore(Eq(Q.T, Q), because=(of_column, in_range))
Q_idempotent = therefore(Eq(Q * Q, Q), because=(of_column, in_range))
Q_kills = therefore(Eq(Q * M * u, ZeroMatrix(n, 1)), because=(of_column, in_range))
of_step = (using(one_step, (N, Q)), Q_symmetric, Q_idempotent, Q_kills, *step_premises)
cost = therefore(frobenius(Q * M * (I - smaller))**2 <= frobenius(cut)**2 + frobenius(cut * u)**2 / share, because=of_step)
next_symmetric = therefore(Eq(smaller.T, smaller), because=of_step)
next_idempotent = therefore(Eq(smaller * smaller, smaller), because=of_step)
next_gap = therefore(Eq(smaller * u, ZeroMatrix(m, 1)), because=of_step)
next_trace = chain(Trace(smaller), equals(Trace(P) - 1, because=of_step), equals(d, because=(size_P, *step_premises)))

symmetric_E = therefore(Eq(E_set.T, E_set), because=(diagonal_matrices_are_symmetric, diagonal_E))
new_column = therefore(Eq(E_set * u, ZeroMatrix(m, 1)), because=(using(covered_E, (k, t)), next_gap, *step_premises))
turned = chain(u.T * E_set, equals((E_set * u).T, because=(symmetric_E, in_range)), equals(ZeroMatrix(1, m), because=(new_column, in_range)))
unit_diagonal = therefore(IsDiagonal(u * u.T), because=(using(diagonal_unit_is_diagonal, ("n_", m), ("k_", t)), in_range))
larger_diagonal = therefore(IsDiagonal(larger), because=(using(sums_of_diagonal_matrices, ("n_", m), ("D_", E_set), ("P_", u * u.T)), diagonal_E, unit_diagonal))
larger_idempotent = chain(larger * larger, equals(larger, because=(idempotent_E, new_column, turned, in_range)))
larger_trace = chain(Trace(larger), equals(d + 1, because=(size_E, in_range)))
smaller_misses = therefore(ForAll((k,), sent_to_0, Eq(smaller * unit(k), ZeroMatrix(m, 1))), because=step_premises)
E_misses = therefore(ForAll((k,), sent_to_0, Eq(E_set * unit(k), ZeroMatrix(m, 1))), because=(covered_E, smaller_misses))
no_weight_there = therefore(ForAll((k,), sent_to_0, Eq(entry(P * unit(k), t, 1), 0)), because=in_range)
sifted = therefore(Eq(KroneckerDelta(t, k) * share, KroneckerDelta(t, k) * entry(P * unit(k), t, 1)),
                   because=(using(delta_sifts, ("m_", t), ("l_", k), ("C_", Lambda(k, entry(P, t, k)))), in_range))
vanishes = therefore(ForAll((k,), sent_to_0, Eq(KroneckerDelta(t, k) * share, 0)), because=(sifted, no_weight_there, in_range))
other_column = therefore(ForAll((k,), sent_to_0, Eq(KroneckerDelta(t, k), 0)), because=(vanishes, taken, in_range))
larger_on_unit = chain(larger * unit(k), equals(E_set * unit(k) + KroneckerDelta(t, k) * u, because=in_range))
larger_misses = therefore(covered(P, larger), because=(larger_on_unit, E_misses, other_column, in_range))
of_larger = therefore(b <= error_of(M, larger), because=(using(errors, (E_set, larger)), larger_diagonal, larger_idempotent, larger_trace, larger_misses, in_range))
same_error = therefore(Eq(error_of(M, larger), error_of(Q * M, E_set)),
                       because=(using(one_column_more, (N, Q), (x, pinv(v))), symmetric_E, idempotent_E, new_column, Q_symmetric, Q_idempotent, Q_kills, in_range))
of_fewer = chain(
    b,
    at_most(error_of(M, larger), because=(of_larger, in_range)),
    equals(error_of(Q * M, E_set), because=(same_error, in_range)))
in_set = suppose(diagonal_E, suppose(idempotent_E, suppose(size_E, suppose(
    covered_E, symmetric_E, new_column, turned, unit_diagonal, larger_diagonal, larger_idempotent, larger_trace, smaller_misses, E_misses,
    no_weight_there, sifted, vanishes, other_column, larger_on_unit, larger_misses, of_larger, same_error, of_fewer))))
all_fewer = therefore(all_at_least(Q * M, smaller, d, b), because=(in_set, in_range))
by_induction = therefore(b <= (d + 1) * frobenius(Q * M * (I - smaller))**2,
                         because=(using(fewer, (X, Q * M), (R, smaller), (p, b)), next_symmetric, next_idempotent, next_trace, all_fewer, in_range))
f, g = real("f g")
in_order = given("f is at most g", f <= g)
multiples_in_order = Claim(
    name="Multiples keep the order",
    says=(d + 1) * f <= (d + 1) * g, given=(in_order,), proof=therefore((d + 1) * f <= (d + 1) * g, because=in_order),
    holds_for=(example(d=2, f=-1, g=3), example(d=0, f=1, g=1), example(d=1, f=Rational(1, 2), g=Rational(1, 2))), fails_for=(example(d=0, f=1, g=0),))
larger_cost = therefore((d + 1) * frobenius(Q * M * (I - smaller))**2 <= (d + 1) * (frobenius(cut)**2 + frobenius(cut * u)**2 / share),
                        because=(using(multiples_in_order, (f, frobenius(Q * M * (I - smaller))**2), (g, frobenius(cut)**2 + frobenius(cut * u)**2 / share)), cost, *step_premises))
third = Rational(1, 3)
one_column_chosen = Claim(
    name="What one column more brings",
    says=b <= (d + 1) * (frobenius(cut)**2 + frobenius(cut * u)**2 / share),
    given=(*step_premises, fewer, size_P, errors),
    proof=(Q_symmetric, Q_idempotent, Q_kills, cost, next_symmetric, next_idempotent, next_gap, next_trace, in_set, all_fewer, by_induction, larger_cost,
           chain(b, at_most((d + 1) * frobenius(Q * M * (I - smaller))**2, because=(by_induction, in_range)),
                 at_most((d + 1) * (frobenius(cut)**2 + frobenius(cut * u)**2 / share), because=(larger_cost, *step_premises)))),
    holds_for=(example(n=2, m=2, t=1, d=0, b=1, M=[[2, 0], [0, 1]], P=[[1, 0], [0, 0]], note="equality"),
               example(n=2, m=2, t=1, d=0, b=Rational(400, 101), M=[[10, 10], [1, -1]], P=[[half(), half()], [half(), half()]], note="almost equality"),
               example(n=2, m=2, t=1, d=0, b=Rational(4, 101), M=[[1, 1], [Rational(1, 10), Rational(-1, 10)]], P=[[Rational(1, 2), Rational(1, 2)], [Rational(1, 2), Rational(1, 2)]],
                       note="almost equality"),
               example(n=2, m=2, t=2, d=1, b=0, M=[[1, 2], [0, 1]], P=[[1, 0], [0, 1]], note="equality"),
               example(n=3, m=3, t=1, d=1, b=Rational(360, 41), M=[[10, -10, 0], [10, 10, -20], [1, 1, 1]],
                       P=[[2 * third, -third, -third], [-third, 2 * third, -third], [-third, -third, 2 * third]], note="almost equality")),
    fails_for=(example(n=2, m=2, t=1, d=0, b=5, M=[[2, 0], [0, 1]], P=[[1, 0], [0, 0]], note="a set has a smaller error"),),
    equation="(2)", latex=r"b\le(d+1)\Bigl(\tau+\frac{\Vert b_t\Vert^2}{P_{tt}}\Bigr)")
