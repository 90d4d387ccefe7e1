"""Symbols of the windows, the polynomials and the coefficients."""

from sympy import Derivative, Lambda, legendre

from verifier.language import *

source = Source("Su", 2024, "重温SSM（一）：线性系统和HiPPO矩阵", url="https://kexue.fm/archives/10114")

# Notation
T = real("T")                        # the present time
w = positive("w")                    # length of the window
u = function("u")                    # the signal
t, s, h, x = real("t s h x")
m = index("m", 0)                    # degree of a Legendre polynomial
n = integer("n")
k, j = whole("k j")
N = whole("N")                       # the last coefficient
p = Lambda((k, s), legendre(k, s))
slope = Lambda((k, s), Derivative(legendre(k, s), s))
even = Lambda(j, (1 + (-1)**j)/2)    # 1 for even j, 0 for odd j
