"""Symbols of two vectors that are cut into blocks."""

from sympy import Sum, sqrt

from verifier.language import *

source = Source("Su", 2024, "局部余弦相似度大，全局余弦相似度一定也大吗？", url="https://kexue.fm/archives/9931")

# Notation
m = natural("m")                                       # number of blocks
n = sequence("n", integer=True, positive=True)         # n(i), the number of entries of block i
i, j = index("i", 1, m), index("j", 1, m)              # blocks
k = index("k")                                         # an entry of a block
x, y = function("x y")                                 # x(i, k), entry k of block i of the first vector; y(i, k) of the second
a, b = sequence("a b", nonnegative=True)               # a(i) and b(i), the lengths of block i of x and of y
c = sequence("c")                                      # c(i), the local cosine of block i
p, q = natural("p q")                                  # sizes of two blocks or groups
N = natural("N")                                       # number of pairs (x, y)
e = index("e")                                         # a pair
X, Y = vector("X Y", N)                                # the data, and below the same with the means taken off
xi, ypsilon = vector("xi upsilon", N)
x_1, y_1 = vector("x_1 y_1", p)                        # pairs of the first group, and of the second
x_2, y_2 = vector("x_2 y_2", q)
d_1, d_2 = vector("d_1", p), vector("d_2", q)          # deviations from the means
mu, mu_1, mu_2, nu, nu_1, nu_2 = real("mu mu_1 mu_2 nu nu_1 nu_2")  # means of x and y: in the union, in the groups
M_x, M_y = real("M_x M_y")                             # means in a union
S, S_1, S_2 = real("S S_1 S_2")                        # centred cross sums
T, T_1, T_2, U, U_1, U_2 = nonnegative("T T_1 T_2 U U_1 U_2")  # centred sums of squares of x and y
R, R_1, R_2 = real("R R_1 R_2")                        # correlations
L, M = real("L M")                                     # bounds from below and from above
u_1, v_1 = matrix("u_1 v_1", p, 1)                     # vectors, as columns
u_2, v_2 = matrix("u_2 v_2", q, 1)
alpha, beta = positive("alpha beta")                   # their lengths
c_1, c_2 = real("c_1 c_2")                             # their cosines
lam = positive("lambda")                               # a bound of the local cosines from below
sigma = real("sigma")                                  # the sum of the local cosines
G = function("G")                                      # G(r), a global cosine at the scale r
t = positive("t")                                      # a small scale
r = real("r")                                          # a small scale of either sign

square_x, square_y = Sum(x(i, k)**2, (k, 1, n(i))), Sum(y(i, k)**2, (k, 1, n(i)))    # |x_i|^2 and |y_i|^2
whole_x, whole_y = sqrt(Sum(square_x, (i, 1, m))), sqrt(Sum(square_y, (i, 1, m)))     # |x| and |y|
inner = Sum(Sum(x(i, k) * y(i, k), (k, 1, n(i))), (i, 1, m))
C = real("C")                                          # the global cosine
w = real("w")                                          # the cosine of the vectors of the lengths of the blocks
length_a, length_b = sqrt(Sum(a(i)**2, (i, 1, m))), sqrt(Sum(b(i)**2, (i, 1, m)))
mixed = Sum(a(i) * b(i), (i, 1, m))

of_x = define(a(i), sqrt(square_x), "the length of block i of x")
of_y = define(b(i), sqrt(square_y), "the length of block i of y")
local = define(c(i), Sum(x(i, k) * y(i, k), (k, 1, n(i))) / (a(i) * b(i)), "the cosine of the blocks i")
overall = define(C, inner / (whole_x * whole_y), "the cosine of the whole vectors")
bracket = define(w, mixed / (length_a * length_b), "the cosine of the vectors of the lengths")
names = (of_x, of_y, local, overall)

# Given
x_blocks = given("no block of x is 0", square_x > 0)
y_blocks = given("no block of y is 0", square_y > 0)
blocks = (x_blocks, y_blocks)
a_nonzero, b_nonzero = given("not all a_i are 0", Sum(a(i)**2, (i, 1, m)) > 0), given("not all b_i are 0", Sum(b(i)**2, (i, 1, m)) > 0)
lengths = (a_nonzero, b_nonzero)
