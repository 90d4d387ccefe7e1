"""Values for examples: planes and angles of rotary encodings."""

from sympy import KroneckerDelta, Lambda, Rational, Tuple

from verifier.language import *

place = integer("z")
d = KroneckerDelta
# four dimensions with the planes (1, 2) and (3, 4), and the angles of base 10000; the place after the last has no part in the mathematics
four = dict(h=2, theta=Lambda(place, 10000**(-Rational(1, 2) * (place - 1))),
            a=Lambda(place, Tuple(d(place, 1) - d(place, 3), 0, d(place, 2), 0)), b=Lambda(place, Tuple(0, d(place, 1), 0, d(place, 2))))
two = dict(h=1, theta=Lambda(place, place), a=Lambda(place, Tuple(d(place, 1) - d(place, 2), 0)), b=Lambda(place, Tuple(0, d(place, 1))))
bent = dict(two, b=Lambda(place, Tuple(0, 2 * d(place, 1))))         # the second vector of the plane has length 2
