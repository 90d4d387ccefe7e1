"""How far G is from the identity, and what a shift of the origin does."""

from sympy import Eq, Identity, Ne, Trace, ZeroMatrix

from verifier.language import *

from .angles import everything
from .experiments import measure_distance, measure_shift
from .notation import (
    G, R, both, c, cosine, d, not_opposite, q, q_nonzero, ratio, rotation, scale, scaled, unit_q, unit_z, x, z,
    z_nonzero,
)
from .rotation import regular
from .trick import g_maps_z_to_q, positive_ratio

near_z, near_q = Trace(unit_z.T * x), Trace(unit_q.T * x)
gap_of_units = unit_q - unit_z
rest_of_x = x - (near_z + near_q) / (2 * (1 + c)) * both      # x without its part along the sum of the unit vectors
stretch = frobenius(q - z) / frobenius(z)
less = 2 * (1 - c) * frobenius(x)**2 + 4 * near_z * near_q - 2 * (near_z + near_q)**2 / (1 + c)
orthogonal_up_to_scale = chain(G.T * G, equals(scale**2 * Identity(d), because=(scaled, rotation, cosine, *regular)))
law_of_cosines = chain(stretch**2, equals(scale**2 - 2 * scale * c + 1, because=(ratio, cosine, z_nonzero, q_nonzero)))
turned_x = chain(Trace(x.T * (R * x)), equals(frobenius(x)**2 + 2 * near_z * near_q - (near_z + near_q)**2 / (1 + c), because=(rotation, *regular)))
moved_x = chain(
    frobenius((G - Identity(d)) * x)**2,
    equals(Trace(x.T * (G.T * G) * x) - 2 * Trace(x.T * (G * x)) + frobenius(x)**2, because=arithmetic),
    equals(scale**2 * frobenius(x)**2 - 2 * Trace(x.T * (G * x)) + frobenius(x)**2, because=(orthogonal_up_to_scale, *regular)),
    equals(scale**2 * frobenius(x)**2 - 2 * scale * Trace(x.T * (R * x)) + frobenius(x)**2, because=(scaled, *regular)),
    equals((scale**2 - 2 * scale * c + 1) * frobenius(x)**2 - scale * less, because=(turned_x, *regular)))
length_of_gap = chain(frobenius(gap_of_units)**2, equals(2 * (1 - c), because=(cosine, z_nonzero, q_nonzero)))
length_of_rest = chain(frobenius(rest_of_x)**2, equals(frobenius(x)**2 - (near_z + near_q)**2 / (2 * (1 + c)), because=(cosine, *regular)))
product_of_both = chain(Trace(gap_of_units.T * rest_of_x), equals(near_q - near_z, because=regular))
nothing_gained = chain(
    less,
    equals(frobenius(gap_of_units)**2 * frobenius(rest_of_x)**2 - Trace(gap_of_units.T * rest_of_x)**2,
           because=(length_of_gap, length_of_rest, product_of_both, *regular)),
    at_least(0, because=(using(cauchy_schwarz_for_matrices, A_=gap_of_units, E_=rest_of_x, n_=d, m_=1), *regular)))
not_beyond = chain(
    frobenius((G - Identity(d)) * x)**2,
    equals((scale**2 - 2 * scale * c + 1) * frobenius(x)**2 - scale * less, because=(moved_x, *regular)),
    at_most((scale**2 - 2 * scale * c + 1) * frobenius(x)**2, because=(nothing_gained, positive_ratio, *regular)),
    equals(stretch**2 * frobenius(x)**2, because=(law_of_cosines, z_nonzero)))
bounded = therefore(ForAll((x,), (), frobenius((G - Identity(d)) * x)**2 <= stretch**2 * frobenius(x)**2), because=(not_beyond, *regular))
moved_z = chain(
    frobenius((G - Identity(d)) * z)**2,
    equals(frobenius(q - z)**2, because=(g_maps_z_to_q, *regular)),
    equals(stretch**2 * frobenius(z)**2, because=z_nonzero))

distance_of_g_from_identity = Claim(
    name="How far G is from the identity",
    says=(Eq(spectral(G - Identity(d)), stretch), Eq(frobenius(G - Identity(d))**2, d * (scale - 1)**2 + 4 * scale * (1 - c))),
    given=(z_nonzero, q_nonzero, not_opposite),
    definitions=everything,
    proof=(positive_ratio, orthogonal_up_to_scale, law_of_cosines, turned_x, moved_x, length_of_gap, length_of_rest, product_of_both,
           nothing_gained, not_beyond, bounded, moved_z,
           therefore(Eq(spectral(G - Identity(d)), stretch), because=(
               using(spectral_norm_is_operator_norm, A_=G - Identity(d), a_=stretch, z_=z, n_=d, m_=d), bounded, moved_z, z_nonzero)),
           chain(frobenius(G - Identity(d))**2, equals(d * (scale - 1)**2 + 4 * scale * (1 - c), because=(scaled, rotation, cosine, *regular)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]]), example(d=3, z=[[2], [0], [0]], q=[[0], [1], [0]]), example(d=1, z=[[2]], q=[[7]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], note="q = 0")),
    measured_by=measure_distance,
    equation="discussion after (6)",
    latex=r"\|G-I\|_2=\frac{\|q-z\|}{\|z\|},\qquad\|G-I\|_F^2=d(\lambda-1)^2+4\lambda(1-\cos\theta)",
    note="The article says that G is close to I when q is close to z; this is how close. The gradient changes by at most |q - z|/|z| of its length.",
    key=True)

# -- what a shift of the origin does ---------------------------------------------------------------------------------------
a, e, f = matrix("a e f", d, 1)                # the shift; any two codes
shifted_z, shifted_q = z + a, q + a
shifted_unit_z, shifted_unit_q = shifted_z / frobenius(shifted_z), shifted_q / frobenius(shifted_q)
shifted_both = shifted_unit_q + shifted_unit_z
shifted_c, shifted_scale = real("c' lambda'")
shifted_G = matrix("G'", d, d)
shifted_cosine = define(shifted_c, Trace(shifted_z.T * shifted_q) / (frobenius(shifted_z) * frobenius(shifted_q)), "the cosine of the angle between z + a and q + a")
shifted_ratio = define(shifted_scale, frobenius(shifted_q) / frobenius(shifted_z), "the ratio of the lengths after the shift")
shifted_trick = define(shifted_G, shifted_scale * (Identity(d) + 2 * shifted_unit_q * shifted_unit_z.T - shifted_both * shifted_both.T / (1 + shifted_c)),
                       "the rotation with the scale for z + a and q + a")
shift_nonzero = given("the shift is not 0", frobenius(a) > 0)
shifted_z_nonzero = given("z + a is not 0", frobenius(shifted_z) > 0)
shifted_q_nonzero = given("q + a is not 0", frobenius(shifted_q) > 0)
shifted_not_opposite = given("z + a and q + a are not opposite", Ne(shifted_c, -1))
shifted = (shifted_z_nonzero, shifted_q_nonzero, shifted_not_opposite)
unchanged = given("the shift does not change G", Eq(shifted_G, G))
no_gap = given("z is its own code", Eq(q, z))
v = q - z

maps_shifted = chain(shifted_G * shifted_z, equals(shifted_q, because=(shifted_trick, shifted_ratio, shifted_cosine, *shifted)))
maps = chain(G * z, equals(q, because=(g_maps_z_to_q, *regular)))
fixes_shift = chain(
    G * a,
    equals(G * shifted_z - G * z, because=arithmetic),
    equals(shifted_G * shifted_z - G * z, because=unchanged),
    equals(a, because=(maps_shifted, maps)))
unit_scale = chain(
    scale**2,
    equals(frobenius(G * a)**2 / frobenius(a)**2, because=(orthogonal_up_to_scale, shift_nonzero)),
    equals(1, because=(fixes_shift, shift_nonzero)))
turned_back = chain(
    G.T * a,
    equals(G.T * (G * a), because=fixes_shift),
    equals(scale**2 * a, because=(orthogonal_up_to_scale, z_nonzero, q_nonzero)),
    equals(a, because=unit_scale))
equal_products = chain(
    Trace(q.T * a),
    equals(Trace((G * z).T * a), because=maps),
    equals(Trace(z.T * (G.T * a)), because=arithmetic),
    equals(Trace(z.T * a), because=turned_back))
twist = chain(
    Trace(v.T * (G - G.T) * a),
    equals(2 / frobenius(z)**2 * (Trace(v.T * q) * Trace(z.T * a) - Trace(v.T * z) * Trace(q.T * a)), because=(scaled, rotation, ratio, *regular)))
no_twist = chain(
    Trace(v.T * (G - G.T) * a),
    equals(Trace(v.T * (G * a)) - Trace(v.T * (G.T * a)), because=arithmetic),
    equals(0, because=(fixes_shift, turned_back)))
across_z = chain(
    Trace(z.T * a) * frobenius(v)**2,
    equals(Trace(v.T * q) * Trace(z.T * a) - Trace(v.T * z) * Trace(q.T * a), because=equal_products),
    equals(frobenius(z)**2 / 2 * Trace(v.T * (G - G.T) * a), because=(twist, z_nonzero)),
    equals(0, because=no_twist))
shifted_twist = chain(
    Trace(v.T * (shifted_G - shifted_G.T) * a),
    equals(2 / frobenius(shifted_z)**2 * (Trace(v.T * shifted_q) * Trace(shifted_z.T * a) - Trace(v.T * shifted_z) * Trace(shifted_q.T * a)),
           because=(shifted_trick, shifted_ratio, *shifted)))
no_shifted_twist = chain(
    Trace(v.T * (shifted_G - shifted_G.T) * a),
    equals(Trace(v.T * (G - G.T) * a), because=unchanged),
    equals(0, because=no_twist))
across_shifted_z = chain(
    Trace(shifted_z.T * a) * frobenius(v)**2,
    equals(Trace(v.T * shifted_q) * Trace(shifted_z.T * a) - Trace(v.T * shifted_z) * Trace(shifted_q.T * a), because=equal_products),
    equals(frobenius(shifted_z)**2 / 2 * Trace(v.T * (shifted_G - shifted_G.T) * a), because=(shifted_twist, shifted_z_nonzero)),
    equals(0, because=no_shifted_twist))
product_of_lengths = chain(
    frobenius(v)**2 * frobenius(a)**2,
    equals(Trace(shifted_z.T * a) * frobenius(v)**2 - Trace(z.T * a) * frobenius(v)**2, because=arithmetic),
    equals(0, because=(across_z, across_shifted_z)))
vanishing_gap = chain(frobenius(v)**2, at_most(0, because=(product_of_lengths, shift_nonzero)))
no_gap_left = therefore(Eq(v, ZeroMatrix(d, 1)), because=(frobenius_norm_is_definite, vanishing_gap))
at_rest = chain(G, equals(Identity(d), because=(scaled, rotation, ratio, cosine, no_gap, z_nonzero)))
at_rest_shifted = chain(shifted_G, equals(Identity(d), because=(shifted_trick, shifted_ratio, shifted_cosine, no_gap, shifted_z_nonzero)))

moved_e, moved_f = matrix("e' f'", d, 1)
code_e, code_f = define(moved_e, e + a, "the code e after the shift"), define(moved_f, f + a, "the code f after the shift")
distance_e = chain(frobenius(shifted_z - moved_e), equals(frobenius(z - e), because=code_e))
distance_f = chain(frobenius(shifted_z - moved_f), equals(frobenius(z - f), because=code_f))
nearer = given("e is not farther than f", frobenius(z - e) <= frobenius(z - f))
nearer_after = given("e is not farther than f after the shift", frobenius(shifted_z - moved_e) <= frobenius(shifted_z - moved_f))

not_translation_invariant = Claim(
    name="Nearest-code assignment is translation invariant, the rotation trick is not",
    says=(Iff(frobenius(z - e) <= frobenius(z - f), frobenius(shifted_z - moved_e) <= frobenius(shifted_z - moved_f)),
          Iff(Eq(shifted_G, G), Eq(q, z))),
    given=(shift_nonzero, z_nonzero, q_nonzero, not_opposite, shifted_z_nonzero, shifted_q_nonzero, shifted_not_opposite),
    definitions=(cosine, rotation, ratio, scaled, shifted_cosine, shifted_ratio, shifted_trick, code_e, code_f),
    proof=(distance_e, distance_f, suppose(nearer, therefore(nearer_after.statement, because=(distance_e, distance_f, nearer))),
           suppose(nearer_after, therefore(nearer.statement, because=(distance_e, distance_f, nearer_after))),
           maps_shifted, maps, orthogonal_up_to_scale,
           suppose(unchanged, fixes_shift, unit_scale, turned_back, equal_products, twist, no_twist, across_z, shifted_twist,
                   no_shifted_twist, across_shifted_z, product_of_lengths, vanishing_gap, no_gap_left, therefore(Eq(q, z), because=no_gap_left)),
           suppose(no_gap, at_rest, at_rest_shifted, chain(shifted_G, equals(Identity(d), because=at_rest_shifted), equals(G, because=at_rest)))),
    holds_for=(example(d=2, z=[[1], [0]], q=[[0], [1]], a=[[1], [1]], e=[[1], [1]], f=[[0], [0]]),
               example(d=2, z=[[3], [4]], q=[[3], [4]], a=[[1], [-1]], e=[[1], [1]], f=[[0], [0]]),
               example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], a=[[0], [0], [1]], e=[[2], [0], [1]], f=[[0], [0], [0]], note="a across z and q")),
    fails_for=(example(d=2, z=[[1], [0]], q=[[0], [1]], a=[[0], [0]], e=[[1], [1]], f=[[0], [0]], note="no shift"),
               example(d=1, z=[[1]], q=[[0]], a=[[1]], e=[[1]], f=[[0]], note="q = 0"),
               example(d=1, z=[[0]], q=[[1]], a=[[1]], e=[[1]], f=[[0]], note="z = 0"),
               example(d=1, z=[[1]], q=[[-2]], a=[[3]], e=[[1]], f=[[0]], note="z and q are opposite"),
               example(d=1, z=[[1]], q=[[2]], a=[[-1]], e=[[1]], f=[[0]], note="z + a = 0"),
               example(d=1, z=[[1]], q=[[2]], a=[[-2]], e=[[1]], f=[[0]], note="q + a = 0")),
    measured_by=measure_shift,
    equation="last remarks",
    latex=r"\arg\min_i\|z+a-(e_i+a)\|=\arg\min_i\|z-e_i\|,\qquad G(z+a,q+a)\ne G(z,q)",
    note="G stays the same under a shift only where z is its own code; the origin has become a special point.",
    key=True)
