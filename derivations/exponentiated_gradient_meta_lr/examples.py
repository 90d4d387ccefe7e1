"""Values for examples: unit vectors, losses with their gradients, and runs on them."""

from sympy import KroneckerDelta, Lambda, Rational, Tuple, exp, log

from verifier.language import *

from .notation import v

m = integer("m")                             # a place
half = Rational(1, 2)
d = KroneckerDelta
axes_1 = Lambda(m, Tuple(d(m, 1) - d(m, 2)))  # the unit vectors; the place after the last has no part in the mathematics
axes_2 = Lambda(m, Tuple(d(m, 1) - d(m, 3), d(m, 2) - d(m, 3)))
v1, v2 = dot(v, Tuple(1, 0)), dot(v, Tuple(0, 1))

# L(v) = v_1^2 + v_1 v_2, whose gradient is (2 v_1 + v_2, v_1); two exponentiated steps from (1, -2) with eta = 1/2
bowl_slope = Lambda(v, Tuple(2 * v1 + v2, v1))
bowl = dict(n=2, e=axes_2, eta=half, G=bowl_slope, theta_0=[1, -2], theta={0: [1, -2], 1: [1, -2 * exp(-half)], 2: [exp(-1 + exp(-half)), -2 * exp(-1)]})
edge = dict(bowl, theta_0=[2, 0], theta={0: [2, 0], 1: [2 * exp(-2), 0]})                       # a coordinate that starts at 0
plain_bowl = dict(bowl, theta_0=[1, 2], theta={0: [1, 2], 1: [-1, Rational(3, 2)]})

# the logarithms of runs on the same loss: (1, 2) with eta = 1/2 and one exponentiated step; a plain step in phi with the factor exp(phi)
logs = dict(n=2, e=axes_2, eta=half, G=bowl_slope, t=0, phi={0: [0, log(2)], 1: [-2, log(2) - half]}, theta={0: [1, 2], 1: [exp(-2), 2 * exp(-half)]})
one_log = dict(n=1, e=axes_1, eta=3, G=Lambda(v, Tuple(2 * dot(v, Tuple(1)))), t=1, phi={1: [log(5)], 2: [log(5) - 30]}, theta={1: [5], 2: [5 * exp(-30)]})
with_factor = dict(logs, phi={0: [0, log(2)], 1: [-2, log(2) - 1]}, theta={0: [1, 2], 1: [exp(-2), 2 * exp(-1)]})
unrelated = dict(logs, theta={0: [1, 2], 1: [exp(-2), 3 * exp(-half)]})
not_orthonormal = dict(logs, e=Lambda(m, Tuple(d(m, 1) - d(m, 3), d(m, 1) + d(m, 2) - d(m, 3))))

# L(v) = v_1^2 + v_1 v_2: one step from (1, 2) with eta = 1/2 and the gains (3, 5)
bowl_loss = Lambda(v, v1**2 + v1 * v2)
two_gains = dict(n=2, e=axes_2, eta=half, L=bowl_loss, theta_old=[1, 2], g_old=[4, 1], nu=[3, 5], theta_new=[-5, -half], g_new=[-Rational(21, 2), -5])

# then one step of the gains with gamma = 1/3
updated = dict(two_gains, gamma=Rational(1, 3), kappa=[21, Rational(5, 2)], nu_next=[3 * exp(-7), 5 * exp(-Rational(5, 6))])

# L(v) = v_1^2/2 + v_2^2, whose gradient is (v_1, 2 v_2): three steps from (4, 1) with eta = 1/4 and gamma = log(2)/2
run = dict(n=2, e=axes_2, eta=Rational(1, 4), gamma=log(2) / 2, G=Lambda(v, Tuple(v1, 2 * v2)),
           nu={1: [1, 1], 2: [64, 2], 3: [64 * 2**Rational(-135, 2), 2]},
           theta={0: [4, 1], 1: [3, half], 2: [-45, 0], 3: [-45 + 45 * 16 * 2**Rational(-135, 2), 0]})
short_line = dict(n=1, e=axes_1, eta=2, gamma=log(3), G=Lambda(v, Tuple(-2)), nu={1: [1], 2: [81]}, theta={0: [5], 1: [9], 2: [333]})

# the logarithms (0, log(2)) of (1, 2), where the gradient of v_1^2 + v_1 v_2 is (4, 1)
reparametrised = dict(n=2, e=axes_2, L=bowl_loss, phi=[0, log(2)], g_old=[4, 1])
at_rest = dict(n=2, e=axes_2, L=bowl_loss, theta_old=[1, 2], g_old=[4, 1])
line = dict(n=1, e=axes_1, L=Lambda(v, -3 * dot(v, Tuple(1))), theta_old=[2], g_old=[-3])
