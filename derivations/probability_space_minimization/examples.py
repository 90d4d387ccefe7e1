"""Values for examples: unit vectors, and functions of a vector."""

from sympy import KroneckerDelta, Lambda, Rational, Tuple, exp, pi, sqrt

from verifier.language import *

half, third = Rational(1, 2), Rational(1, 3)
m, v = integer("m"), point("v")             # a place, a vector
d = KroneckerDelta
axes_1 = Lambda(m, Tuple(d(m, 1) - d(m, 2)))  # the unit vectors; the place after the last has no part in the mathematics
axes_2 = Lambda(m, Tuple(d(m, 1) - d(m, 3), d(m, 2) - d(m, 3)))
axes_3 = Lambda(m, Tuple(d(m, 1) - d(m, 4), d(m, 2) - d(m, 4), d(m, 3) - d(m, 4)))

v1, v2, v3 = dot(v, Tuple(1, 0, 0)), dot(v, Tuple(0, 1, 0)), dot(v, Tuple(0, 0, 1))
distance_squared_to_target = Lambda(v, (v1 - 1)**2 + (v2 - half)**2 + (v3 + 1)**2)
slanted = Lambda(v, 2 * v1 + 4 * v2 + 3 * v3)
cap = Lambda(v, -(dot(v, Tuple(1, 0)) - half)**2)
cap_from_corner = Lambda(v, -dot(v, Tuple(1, 0))**2)
line = Lambda(v, -4 * dot(v, Tuple(1)))

# a density in the plane that moves in the potential w_1^2/2 + w_2^2
t, a = real("t a")
w = point("w")
w1, w2 = dot(w, Tuple(1, 0)), dot(w, Tuple(0, 1))
shrinking_2 = Lambda((t, w), exp(3 * t) * exp(-(w1**2 * exp(2 * t) + w2**2 * exp(4 * t)) / 2) / (2 * pi))
potential_2 = Lambda((a, w), a * (w1**2 / 2 + w2**2))
potential_slope_2 = Lambda((a, w), w1**2 / 2 + w2**2)
shrinking_other_2 = Lambda((t, w), exp(3 * t) * exp(-(w1**2 * exp(4 * t) + w2**2 * exp(2 * t)) / 2) / (2 * pi))
shrinking_fast_2 = Lambda((t, w), exp(6 * t) * exp(-(w1**2 * exp(4 * t) + w2**2 * exp(8 * t)) / 2) / (2 * pi))
other_drift_2, fast_drift_2 = Lambda((t, w), Tuple(2 * w1, w2)), Lambda((t, w), Tuple(2 * w1, 4 * w2))
drift_2 = Lambda((t, w), Tuple(w1, 2 * w2))
shrinking_slope_2 = Lambda((t, w), Tuple(-w1 * exp(2 * t) * shrinking_2(t, w), -w2 * exp(4 * t) * shrinking_2(t, w)))
line_1 = dot(w, Tuple(1))                     # on the line, in the potential w^2/8, where the density moves slowly
slow_1 = Lambda((t, w), exp(t / 4) * exp(-line_1**2 * exp(t / 2) / 2) / sqrt(2 * pi))
potential_1, potential_slope_1, drift_1 = Lambda((a, w), a * line_1**2 / 8), Lambda((a, w), line_1**2 / 8), Lambda((t, w), Tuple(line_1 / 4))
still_1, nothing_1, at_rest_1 = Lambda((t, w), exp(-line_1**2 / 2) / sqrt(2 * pi)), Lambda((a, w), 0), Lambda((t, w), Tuple(0))
falling_2, rising_2 = Lambda(t, Tuple(3 * exp(-t), 2 * exp(-2 * t))), Lambda(t, Tuple(3 * exp(t), 2 * exp(2 * t)))  # particles
