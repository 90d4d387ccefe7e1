"""Means of exponentials of quadratic forms under the normal law, for one variable and for d."""

from sympy import Eq, Integral, Lambda, Product, Sum, exp, log, oo, pi, sqrt

from verifier.language import *

from .notation import d, i, z, z_independent, z_normal

a, t, x = real("a t x")
X = random_variable("X")                     # standard normal
slope = vector("a", d)                       # a_1, ..., a_d
x_normal = given("X is standard normal", StandardNormal(X))
t_range = given("t is larger than -1, else the mean is infinite", t > -1)

centre, width = a / sqrt(1 + t), sqrt(1 + t)
one_gaussian_factor = Claim(
    name="Mean of exp(a X - t X^2/2) for a standard normal X",
    says=Eq(E(exp(a * X - t * X**2 / 2)), exp(a**2 / (2 * (1 + t))) / sqrt(1 + t)),
    given=(x_normal, t_range),
    proof=chain(
        E(exp(a * X - t * X**2 / 2)),
        equals(Integral(exp(a * x - t * x**2 / 2) * exp(-x**2 / 2) / sqrt(2 * pi), (x, -oo, oo)),
               because=(using(normal_expectation, F=Lambda(x, exp(a * x - t * x**2 / 2))), x_normal)),
        equals(exp(centre**2 / 2) / sqrt(2 * pi) * Integral(exp(-(width * x - centre)**2 / 2), (x, -oo, oo)), because=(arithmetic, t_range)),
        equals(exp(centre**2 / 2) / sqrt(2 * pi) * Integral(exp(-(x - centre)**2 / 2), (x, -oo, oo)) / width,
               because=(using(dilation_of_integral, F=Lambda(x, exp(-(x - centre)**2 / 2)), c=width), t_range)),
        equals(exp(centre**2 / 2) / sqrt(2 * pi) * Integral(exp(-x**2 / 2), (x, -oo, oo)) / width,
               because=(using(translation_of_integral, F=Lambda(x, exp(-x**2 / 2)), c=centre), t_range)),
        equals(exp(a**2 / (2 * (1 + t))) / sqrt(1 + t), because=(gaussian_integral, t_range))),
    holds_for=(example(a=1, t=half(), X=standard_normal), example(a=-2, t=-half(), X=standard_normal), example(a=3, t=0, X=standard_normal)),
    fails_for=(example(a=1, t=1, X=coin, note="a coin instead of a normal variable"), example(a=1, t=-1, X=standard_normal, note="the mean is infinite")))

factor = Lambda((i, x), exp(slope[i] * x - t * x**2 / 2))
gaussian_factors = Claim(
    name="Mean of exp(a.z - t |z|^2/2) for a standard normal vector z",
    says=Eq(E(exp(Sum(slope[i] * z[i] - t * z[i]**2 / 2, (i, 1, d)))), exp(Sum(slope[i]**2, (i, 1, d)) / (2 * (1 + t))) / (1 + t)**(d * half())),
    given=(z_normal, z_independent, t_range),
    proof=chain(
        E(exp(Sum(slope[i] * z[i] - t * z[i]**2 / 2, (i, 1, d)))),
        equals(E(Product(exp(slope[i] * z[i] - t * z[i]**2 / 2), (i, 1, d))), because=using(exponential_of_sum, F=Lambda(i, slope[i] * z[i] - t * z[i]**2 / 2), n=d)),
        equals(Product(E(exp(slope[i] * z[i] - t * z[i]**2 / 2)), (i, 1, d)),
               because=(using(mean_of_independent_nonnegative_factors, K=factor, V=z, n=d), z_independent)),
        equals(Product(exp(slope[i]**2 / (2 * (1 + t)) - log(1 + t) / 2), (i, 1, d)),
               because=(using(one_gaussian_factor, X=z[i], a=slope[i], t=t), z_normal, t_range)),
        equals(exp(Sum(slope[i]**2 / (2 * (1 + t)) - log(1 + t) / 2, (i, 1, d))),
               because=(using(exponential_of_sum, F=Lambda(i, slope[i]**2 / (2 * (1 + t)) - log(1 + t) / 2), n=d), t_range)),
        equals(exp(Sum(slope[i]**2, (i, 1, d)) / (2 * (1 + t))) / (1 + t)**(d * half()), because=(arithmetic, t_range))),
    holds_for=(example(d=2, a=[1, -2], t=half(), z=standard_normal), example(d=1, a=[3], t=-half(), z=standard_normal),
               example(d=3, a=[0, 1, 2], t=3, z=standard_normal)),
    fails_for=(example(d=2, a=[1, -2], t=half(), z=coin, note="coins"),
               example(d=2, a=[1, 1], t=half(), z=multiples_of_one(standard_normal), note="all entries equal"),
               example(d=2, a=[1, -2], t=-1, z=standard_normal, note="the mean is infinite")))
