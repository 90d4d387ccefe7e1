"""Laws of gradients that several claims share, as exact values."""

from sympy import Abs, Lambda, Rational, sign

from verifier.language import *

k = integer("k")                            # number of the parameter
u = real("u")                               # the sample

# x^i - i for samples 0, 1, 3
powers = Lambda((k, u), u**k - k)
three_samples = uniform_on([0, 1, 3])
mean_of_powers = [[Rational(1, 3)], [Rational(4, 3)]]
noise_of_powers = [[Rational(14, 9), Rational(44, 9)], [Rational(44, 9), Rational(146, 9)]]
shuffled = jointly({(0, 1): Rational(1, 6), (1, 0): Rational(1, 6), (0, 3): Rational(1, 6), (3, 0): Rational(1, 6), (1, 3): Rational(1, 6), (3, 1): Rational(1, 6)})
unequal = jointly({(0, 1): Rational(1, 3), (1, 1): Rational(1, 3), (3, 1): Rational(1, 3)})
small = dict(d=2, B=2, G=powers, g=mean_of_powers, Sigma=noise_of_powers, X=three_samples)
larger, lone = dict(small, B=3), dict(small, B=1)
one = dict(d=1, B=1, G=powers, X=three_samples, g=[[Rational(1, 3)]], Sigma=[[Rational(14, 9)]])
turned, bent, single, alone = dict(small, H=[[1, -2], [3, 5]]), dict(larger, H=[[2, 1], [0, 1]]), dict(one, H=[[7]]), dict(lone, H=[[1, -2], [3, 5]])

# 1 + s and r, or 1 + s and r + s, for independent signs s and r, read off the samples -2, -1, 1, 2
signs = uniform_on([-2, -1, 1, 2])
corner = dict(d=2, G=Lambda((k, u), (2 - k) * (1 + sign(u)) + (k - 1) * (2 * Abs(u) - 3)), X=signs, g=[[1], [0]], Sigma=[[1, 0], [0, 1]])
skew = dict(d=2, G=Lambda((k, u), (2 - k) * (1 + sign(u)) + (k - 1) * (sign(u) + 2 * Abs(u) - 3)), X=signs, g=[[1], [0]], Sigma=[[1, 1], [1, 2]])
