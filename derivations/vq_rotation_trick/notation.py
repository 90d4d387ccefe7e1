"""Symbols and premises of the quantised vector."""

from sympy import Identity, Ne, Trace

from verifier.language import *

source = Source("Su", 2024, "VQ的旋转技巧：梯度直通估计的一般推广", url="https://kexue.fm/archives/10489")

# Notation
d = natural("d")                            # length of the vectors
i, j = index("i", 1, d), index("j", 1, d)
t, s, r = real("t s r")                     # a small step or a time; times
z, q, g, x, h = matrix("z q g x h", d, 1)   # encoder output, its code, the gradient dL/dq, any vectors
W = matrix("W", d, d)                       # any matrix
R, G = matrix("R G", d, d)                  # the rotation, and the rotation with the scale
c = real("c")                               # the cosine of the angle between z and q
scale = real("lambda")                      # |q|/|z|
L = function("L")                           # the loss as a function of the decoder's input

unit_z, unit_q = z / frobenius(z), q / frobenius(q)
both = unit_q + unit_z
cosine = define(c, Trace(z.T * q) / (frobenius(z) * frobenius(q)), "the cosine of the angle between z and q")
rotation = define(R, Identity(d) + 2 * unit_q * unit_z.T - both * both.T / (1 + c), "the rotation of z/|z| to q/|q|")
ratio = define(scale, frobenius(q) / frobenius(z), "the ratio of the lengths")
scaled = define(G, scale * R, "the rotation with the scale")

# Given
z_nonzero = given("z is not 0", frobenius(z) > 0)
q_nonzero = given("q is not 0", frobenius(q) > 0)
not_opposite = given("z and q are not opposite", Ne(c, -1), unstated=True)
