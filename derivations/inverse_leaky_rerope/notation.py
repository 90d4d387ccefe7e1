"""Symbols of rotary encodings and of the leaky map of relative positions."""

from sympy import Eq, KroneckerDelta, Piecewise, Sum, cos, sin

from verifier.language import *

source = Source("Su", 2023, "Transformer升级之路：13、逆用Leaky ReRoPE", url="https://kexue.fm/archives/9728")

# Notation: the map of relative positions
r, s = real("r s")                          # relative positions; in turns s is any position
w = natural("w")                            # width of the window
k = positive("k")                           # outside the window a position more counts 1/k
g = function("g")                           # g(w, k, r), the relative position that is used for r
L = natural("L")                            # length of the context
i, j = natural("i j")                       # positions of a query and of a key

outside = w + (r - w) / k
leaky = define(g(w, k, r), Piecewise((r, r < w), (outside, True)), "the leaky map: r inside the window, slope 1/k outside")

# Notation: rotary encodings
h = natural("h")                            # number of rotated planes, half the dimension of queries and keys
l, m = index("l", 1, h), index("m", 1, h)   # a plane
a, b = trajectory("a b")                    # a(m) and b(m), the two unit vectors of plane m
angle = function("theta")                   # theta(m), the angle by which one position turns plane m
p = real("p")                               # a position, whole number or not
x, y = point("x y")                         # vectors
R = trajectory("R")                         # R(p, x), the vector x turned by p positions: R^p x of the article

in_a = cos(p * angle(m)) * dot(a(m), x) - sin(p * angle(m)) * dot(b(m), x)
in_b = sin(p * angle(m)) * dot(a(m), x) + cos(p * angle(m)) * dot(b(m), x)
rotation = define(R(p, x), Sum(in_a * a(m) + in_b * b(m), (m, 1, h)), "each plane is turned by p times its angle")
planes = given("the a_m and b_m are orthonormal", ForAll((l, m), (1 <= l, l <= h, 1 <= m, m <= h), Both(
    Eq(dot(a(l), a(m)), KroneckerDelta(l, m)), Both(Eq(dot(b(l), b(m)), KroneckerDelta(l, m)), Eq(dot(a(l), b(m)), 0)))))
