"""The best approximation of low rank in the spectral norm."""

from sympy import Eq, Identity, MatMul, Sum, ZeroMatrix

from verifier.language import *

from .experiments import measure_spectral_approximation
from .norms import spectral_norm_sigma1, squared_length
from .notation import m, n

r, t = natural("r t")                    # the rank that is allowed, and a larger number (the next one, for the best bound)
j = index("j", 1, t)
s = vector("s", t)                   # the first t singular values
H, V = matrix("H", n, t), matrix("V", m, t)      # their singular vectors
S = diagonal(s[j], (j, 1, t))
c = s[t]                             # the last of them
M, A, B = matrix("M", n, m), matrix("A", n, r), matrix("B", r, m)
z = matrix("z", t, 1)
E_ = A * B - M

images = given("M maps the right vectors to multiples of the left ones", Eq(M * V, H * S))
H_orthonormal = given("the columns of H are orthonormal", Eq(H.T * H, Identity(t)))
V_orthonormal = given("the columns of V are orthonormal", Eq(V.T * V, Identity(t)))
last = given("the last value is the smallest of them", c <= s[j])
last_not_negative = given("the last value is not negative", c >= 0)
below = given("the error is below the last value", spectral(E_) < c)
kernel = given("B maps V z to 0", Eq(MatMul(B, V) * z, ZeroMatrix(r, 1)))

squares = therefore(c**2 <= s[j]**2, because=(square_is_monotone, last, last_not_negative))
stretched = chain(
    frobenius(MatMul(E_, V * z))**2,
    equals(frobenius(H * S * z)**2, because=(kernel, images)),
    equals(frobenius(S * z)**2, because=H_orthonormal),
    equals(Sum(s[j]**2 * entry(z, j, 1)**2, (j, 1, t)), because=using(squared_length, ("k", t), ("sigma", s), ("w", z))),
    at_least(Sum(c**2 * entry(z, j, 1)**2, (j, 1, t)), because=squares),
    equals(c**2 * frobenius(z)**2, because=using(squared_length, ("k", t), ("sigma", s), ("w", z))))
bounded = chain(
    frobenius(MatMul(E_, V * z))**2,
    at_most(spectral(E_)**2 * frobenius(V * z)**2, because=using(image_below_spectral_norm, ("A", E_), ("w", V * z), ("n", n), ("m", m))),
    equals(spectral(E_)**2 * frobenius(z)**2, because=V_orthonormal))
factor, size = real("a x")
factor_positive, product_low = given("a is positive", factor > 0), given("a x is not positive", factor * size <= 0)
divided = Claim(
    name="A positive factor may be divided away",
    says=size <= 0, given=(factor_positive, product_low),
    proof=chain(size, equals(factor * size / factor, because=factor_positive), at_most(0, because=(product_low, factor_positive))),
    holds_for=(example(a=2, x=-1), example(a=3, x=0)), fails_for=(example(a=-1, x=2), example(a=1, x=1)),
    equation="last paragraph", latex=r"a>0,\ ax\le0\Rightarrow x\le0")
order = chain(c**2 * frobenius(z)**2, at_most(frobenius(MatMul(E_, V * z))**2, because=stretched), at_most(spectral(E_)**2 * frobenius(z)**2, because=bounded))
squeezed = chain((c**2 - spectral(E_)**2) * frobenius(z)**2, equals(c**2 * frobenius(z)**2 - spectral(E_)**2 * frobenius(z)**2, because=arithmetic),
                 at_most(0, because=order))
base = dict(n=2, m=2, r=1, t=2, H=[[1, 0], [0, 1]], V=[[1, 0], [0, 1]], s=[3, 1], M=[[3, 0], [0, 1]], A=[[1], [0]])
kernel_bound = Claim(
    name="The error on the kernel of the right factor",
    says=(c**2 - spectral(E_)**2) * frobenius(z)**2 <= 0,
    given=(images, H_orthonormal, V_orthonormal, last, last_not_negative, kernel),
    proof=(squares, stretched, bounded, order, squeezed),
    holds_for=(example(**base, B=[[1, 0]], z=[[0], [5]]), example(**base, B=[[3, 0]], z=[[0], [-2]], note="equality"),
               example(**dict(base, s=[9, 2], M=[[9, 0], [0, 2]]), B=[[9, 0]], z=[[0], [half()]], note="equality"),
               example(**dict(base, s=[1, half()], M=[[1, 0], [0, half()]]), B=[[1, 0]], z=[[0], [3]], note="equality"),
               example(n=2, m=2, r=1, t=1, H=[[1], [0]], V=[[1], [0]], s=[3], M=[[3, 0], [0, 1]], A=[[1], [0]], B=[[3, 0]], z=[[0]], note="no kernel")),
    fails_for=(example(**dict(base, s=[3, 9]), B=[[3, 0]], z=[[0], [1]], note="the values are not those of M"),),
    equation="last paragraph", latex=r"Xz=0\Rightarrow\Vert(M-X)z\Vert^2=\sum_{i\le r+1}\sigma_i^2(v_i^\top z)^2\ge\sigma_{r+1}^2\Vert z\Vert^2")
room = chain(c**2 - spectral(E_)**2, equals((c - spectral(E_)) * (c + spectral(E_)), because=arithmetic), greater_than(0, because=(below, last_not_negative)))
more = given("there are more than r values", r < t)
above = given("the error is at least the last value", c <= spectral(E_))
only_zero = therefore(
    ForAll((z,), (Eq(MatMul(B, V) * z, ZeroMatrix(r, 1)),), frobenius(z)**2 <= 0),
    because=(using(divided, (factor, c**2 - spectral(E_)**2), (size, frobenius(z)**2)), room, kernel_bound, images, H_orthonormal, V_orthonormal, last,
             last_not_negative))
too_tall = therefore(t <= r, because=(using(injective_matrix_is_tall, ("A", MatMul(B, V)), ("n", r), ("m", t)), only_zero))
lower_bound = cases(
    c <= spectral(E_),
    (above, therefore(c <= spectral(E_), because=above)),
    (below, (room, only_zero, too_tall, therefore(c <= spectral(E_), because=(using(from_contradiction, x=r, y=t), too_tall, more)))))
d = natural("d")                         # how many values are cut
i = index("i", 1, d)
g = vector("g", d)                       # the values that are cut
A_0, B_0 = matrix("A_0", n, r), matrix("B_0", r, m)      # factors of the truncated decomposition
G, T = matrix("G", n, d), matrix("T", m, d)              # the singular vectors that are cut
truncated = given("the truncated decomposition leaves what is cut", Eq(M - A_0 * B_0, G * diagonal(g[i], (i, 1, d)) * T.T))
G_orthonormal = given("the columns of G are orthonormal", Eq(G.T * G, Identity(d)))
T_orthonormal = given("the columns of T are orthonormal", Eq(T.T * T, Identity(d)))
largest_first = given("the first value that is cut is the largest", g[1] >= g[i])
cut_not_negative = given("no value that is cut is negative", g[i] >= 0)
next_value = given("it is the value after those that are kept", Eq(g[1], c))
both = dict(base, A_0=[[1], [0]], B_0=[[3, 0]], d=1, g=[1], G=[[0], [1]], T=[[0], [1]])
eym_spectral = Claim(
    name="The best approximation of rank at most r in the spectral norm",
    says=(c <= spectral(E_), Eq(spectral(M - A_0 * B_0), c)),
    given=(images, H_orthonormal, V_orthonormal, last, last_not_negative, more,
           truncated, G_orthonormal, T_orthonormal, largest_first, cut_not_negative, next_value),
    proof=(lower_bound,
           chain(spectral(M - A_0 * B_0),
                 equals(g[1], because=(using(spectral_norm_sigma1, ("M", M - A_0 * B_0), ("U", G), ("V", T), ("k", d), ("sigma", g)),
                                       truncated, G_orthonormal, T_orthonormal, largest_first, cut_not_negative)),
                 equals(c, because=next_value))),
    holds_for=(example(**both, B=[[3, 0]], note="equality"), example(**both, B=[[2, 7]])),
    fails_for=(example(**dict(both, s=[3, 9]), B=[[3, 0]], note="the values are not those of M"),
               example(**dict(both, B_0=[[0, 0]]), B=[[3, 0]], note="not the truncated decomposition")),
    measured_by=measure_spectral_approximation,
    note="With t = r + 1; the article states this without proof. The best approximation is hardly ever unique.",
    equation="last paragraph", latex=r"\min_{\operatorname{rank}X\le r}\Vert X-M\Vert_2=\sigma_{r+1},\ \text{attained by the truncated SVD}", key=True)
