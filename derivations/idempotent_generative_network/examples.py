"""Values for examples: scores and generators in one and two dimensions, with parameters of the same dimension."""

from sympy import KroneckerDelta, Lambda, Tuple

from verifier.language import *

a, b = point("a b")                           # parameters, a sample or a noise
a1, a2, b1, b2 = dot(a, Tuple(1, 0)), dot(a, Tuple(0, 1)), dot(b, Tuple(1, 0)), dot(b, Tuple(0, 1))
only = dot(a, Tuple(1))
score = Lambda((a, b), a1**2 * b1 + a2 * b1 * b2 + b2)
twisted = Lambda((a, b), Tuple(a1 * b2, a2 * b1 + a1**2))
paired = dict(D=score, G=twisted)
flat = dict(D=Lambda((a, b), only * dot(b, b)), G=Lambda((a, b), Tuple(only**2 * dot(b, Tuple(1)))))
pull = dict(D=Lambda((a, b), (a1 * b2 - b1)**2 + (a2 * b1 + a1**2 - b2)**2), G=twisted)     # the reconstruction error of `twisted`
same = dict(D=Lambda((a, b), (a1 * b1 - b1)**2 + (a2 * b2 - b2)**2), G=Lambda((a, b), Tuple(a1 * b1, a2 * b2)))

place = integer("m")
axes_1 = Lambda(place, Tuple(KroneckerDelta(place, 1)))                                   # unit vectors
axes_2 = Lambda(place, Tuple(KroneckerDelta(place, 1), KroneckerDelta(place, 2)))
# idempotent at a = (1, 0): the identity bent by the second parameter, and a projection scaled by the first
bent = Lambda((a, b), Tuple(a1 * b1 + a2 * b2**2, b2 + a2 * b1 * b2))
projected = Lambda((a, b), Tuple(a1 * b1 + a2 * b2, a2 * b1))
