"""The skeleton of largest volume: no coefficient exceeds 1."""

from sympy import Abs, Determinant, Eq, Identity, MatMul, Ne, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_volume
from .notation import C, M, i, j, m, r
from .projection import inner_1, inner_3, normal_equations

# -- the determinant after an exchange ----------------------------------------------------------------------------------------
t, s = natural("t s")                # the numbers of the column that goes and of the one that comes
H, Y = matrix("H", r, r), matrix("Y", r, m)              # a Gram matrix, and coefficients
y = column(Y, s)                     # those of the column that comes
w = nonnegative("w")                 # the squared length of what is left of it
u = column(Identity(r), t)
move = Identity(r) + (y - u) * u.T   # the identity with y as its column t
share = w / entry(Y, t, s)**2
updated = Identity(r) + share * H**-1 * u * u.T
in_range = given("t and s are numbers of columns", Both(t <= r, s <= m))
invertible = given("H is invertible", Invertible(H))
not_zero = given("the coefficient of the column that goes is not 0", Ne(entry(Y, t, s), 0))
here = (in_range, invertible, not_zero)

moved_unit = chain(move.T * u, equals(entry(Y, t, s) * u, because=in_range))
factored = chain(
    move.T * H * move + w * u * u.T,
    equals(move.T * H * move + share * (move.T * u) * (move.T * u).T, because=(moved_unit, *here)),
    equals(MatMul(move.T, H * updated * move), because=here))
first_factor = therefore(Eq(Determinant(MatMul(move.T, H * updated * move)), Determinant(move.T) * Determinant(H * updated * move)),
                         because=(using(determinant_of_product, ("P_", move.T), ("M_", H * updated * move), ("n_", r)), *here))
second_factor = therefore(Eq(Determinant(MatMul(H, updated * move)), Determinant(H) * Determinant(updated * move)),
                          because=(using(determinant_of_product, ("P_", H), ("M_", updated * move), ("n_", r)), *here))
third_factor = therefore(Eq(Determinant(MatMul(updated, move)), Determinant(updated) * Determinant(move)),
                         because=(using(determinant_of_product, ("P_", updated), ("M_", move), ("n_", r)), *here))
of_move = chain(Determinant(move), equals(1 + Trace(u.T * (y - u)), because=(determinant_of_rank_one_update, in_range)),
                equals(entry(Y, t, s), because=in_range))
of_turned = chain(Determinant(move.T), equals(1 + Trace((y - u).T * u), because=(using(determinant_of_rank_one_update, ("x_", u), ("y_", y - u), ("n_", r)), in_range)),
                  equals(entry(Y, t, s), because=in_range))
of_updated = chain(Determinant(updated), equals(1 + Trace(u.T * (share * H**-1 * u)), because=(using(determinant_of_rank_one_update, ("x_", share * H**-1 * u), ("y_", u), ("n_", r)), *here)),
                   equals(1 + share * entry(H**-1, t, t), because=here))
exchange_determinant = Claim(
    name="The determinant of a Gram matrix after a column has been exchanged",
    says=Eq(Determinant(move.T * H * move + w * u * u.T), Determinant(H) * (entry(Y, t, s)**2 + w * entry(H**-1, t, t))),
    given=here,
    proof=(moved_unit, factored, first_factor, second_factor, third_factor, of_move, of_turned, of_updated, chain(
        Determinant(move.T * H * move + w * u * u.T),
        equals(Determinant(MatMul(move.T, H * updated * move)), because=(factored, *here)),
        equals(Determinant(move.T) * Determinant(H * updated * move), because=(first_factor, *here)),
        equals(Determinant(move.T) * Determinant(H) * Determinant(updated * move), because=(second_factor, *here)),
        equals(Determinant(move.T) * Determinant(H) * Determinant(updated) * Determinant(move), because=(third_factor, *here)),
        equals(entry(Y, t, s)**2 * Determinant(H) * (1 + share * entry(H**-1, t, t)), because=(of_move, of_turned, of_updated, *here)),
        equals(Determinant(H) * (entry(Y, t, s)**2 + w * entry(H**-1, t, t)), because=here))),
    holds_for=(example(r=2, m=2, t=2, s=1, w=3, H=[[2, 1], [1, 3]], Y=[[1, 5], [-2, 7]]), example(r=1, m=1, t=1, s=1, w=2, H=[[5]], Y=[[3]]),
               example(r=3, m=2, t=1, s=2, w=1, H=[[1, 1, 0], [0, 2, 1], [1, 0, 1]], Y=[[0, 2], [4, 1], [0, 3]])),
    fails_for=(example(r=1, m=1, t=2, s=1, w=2, H=[[5]], Y=[[3]], note="there is no such column"),
               example(r=1, m=1, t=1, s=1, w=2, H=[[0]], Y=[[3]], note="H is not invertible")),
    equation="text on |z| <= 1",
    latex=r"\det(C_{i\leftarrow m_j}^\top C_{i\leftarrow m_j})=\det(C^\top C)\bigl(z_{ij}^2+\text{(non-negative)}\bigr)")

# -- the skeleton of largest volume -------------------------------------------------------------------------------------------
e = column(Identity(r), i)                               # the i-th unit vector
exchanged = C + (column(M, j) - column(C, i)) * e.T      # the skeleton with column j of M in place of its column i
z = entry(pinv(C) * M, i, j)                             # the coefficient of column i for column j
G = C.T * C
volume, new_volume = Determinant(G), Determinant(exchanged.T * exchanged)

largest = given("no exchange of one column gives a larger volume", new_volume <= volume)
positive_volume = given("the volume is not 0", volume > 0)
nonzero_coefficient = given("the coefficient is not 0", Ne(z, 0))
zero_coefficient = given("the coefficient is 0", Eq(z, 0))

x = pinv(C) * column(M, j)           # all coefficients of column j
p = column(M, j) - C * x             # what is left of column j
change = Identity(r) + (x - e) * e.T
gram_invertible = therefore(Invertible(G), because=(invertible_by_determinant, positive_volume))
split = chain(exchanged, equals(C * change + p * e.T, because=arithmetic))
orthogonal = chain(C.T * p, equals(ZeroMatrix(r, 1), because=normal_equations))
gram = chain(
    exchanged.T * exchanged,
    equals((C * change + p * e.T).T * (C * change + p * e.T), because=split),
    equals(change.T * G * change + frobenius(p)**2 * e * e.T, because=orthogonal))
corner = chain(entry(G**-1, i, i), equals(frobenius(C * G**-1 * e)**2, because=gram_invertible), at_least(0, because=gram_invertible))
new = chain(
    new_volume,
    equals(Determinant(change.T * G * change + frobenius(p)**2 * e * e.T), because=gram),
    equals(volume * (z**2 + frobenius(p)**2 * entry(G**-1, i, i)),
           because=(using(exchange_determinant, (H, G), (Y, pinv(C) * M), (s, j), (w, frobenius(p)**2), (t, i)), gram_invertible, nonzero_coefficient)))
gained = therefore(volume * frobenius(p)**2 * entry(G**-1, i, i) >= 0, because=(corner, positive_volume, gram_invertible))
no_gain = chain(
    volume * (1 - z**2),
    equals(volume - new_volume + volume * frobenius(p)**2 * entry(G**-1, i, i), because=(new, gram_invertible)),
    at_least(volume - new_volume, because=(gained, gram_invertible)),
    at_least(0, because=largest))
square_below_one = chain(z**2, equals(1 - volume * (1 - z**2) / volume, because=positive_volume), at_most(1, because=(no_gain, positive_volume)))

square_is_zero = chain(z**2, equals(0, because=zero_coefficient), at_most(1, because=arithmetic))
max_volume_z = Claim(
    name="In a skeleton of largest volume no coefficient exceeds 1",
    says=Abs(z) <= 1,
    given=(largest, positive_volume),
    proof=(inner_1, inner_3, normal_equations, gram_invertible, split, orthogonal, gram, corner, gained,
           cases(Abs(z) <= 1,
                 (zero_coefficient, (square_is_zero, therefore(Abs(z) <= 1, because=(square_reflects_order, square_is_zero)))),
                 (nonzero_coefficient, (new, no_gain, square_below_one,
                                        therefore(Abs(z) <= 1, because=(square_reflects_order, square_below_one)))))),
    holds_for=(example(n=3, m=3, r=2, M=[[2, 0, 1], [0, 2, 1], [0, 0, 3]], C=[[2, 1], [0, 1], [0, 3]]),
               example(n=2, m=3, r=2, M=[[1, 0, 1], [0, 1, -1]], C=[[1, 0], [0, 1]], note="coefficients 1 and -1"),
               example(n=2, m=2, r=1, M=[[1, 2], [1, 2]], C=[[2], [2]]), example(n=2, m=2, r=1, M=[[3, 2], [0, 2]], C=[[3], [0]])),
    fails_for=(example(n=1, m=2, r=1, M=[[1, 2]], C=[[1]], note="the shorter column"),
               example(n=1, m=3, r=2, M=[[1, 2, 50]], C=[[1, 2]], note="every volume is 0")),
    measured_by=measure_volume,
    note="The premise asks only that no single exchange gains; the largest of all volumes, which exists, meets it. The article doubts that such columns can be ensured: "
         "they always exist, and it is the search for the largest volume that is hard.",
    equation="text on |z| <= 1",
    latex=r"S^*\in\operatorname*{argmax}_{|S|=r}\det(M_{[:,S]}^\top M_{[:,S]})>0\Rightarrow|(C^\dagger M)_{ij}|\le1\ \forall i,j",
    key=True, cites="Knuth1985")
