"""SignSGD as a model of Adam: the mean of a sign, and the best learning rate for sign steps."""

from sympy import Abs, Eq, Integral, Lambda, Ne, Rational, erf, exp, oo, pi, sign, sqrt

from verifier.language import *

from .experiments import measure_signs

m = real("g")                               # one entry of the gradient of the loss
spread, size = positive("sigma B")          # its standard deviation for one sample; batch size
z = random_variable("z")                    # the noise of the batch in units of sigma/sqrt(B)
y, r = real("y r")
u = m * sqrt(size) / spread                 # signal to noise ratio of the batch
normal_noise = given("the noise is normal", StandardNormal(z))
z_finite = given("the moments of z are finite", FiniteMoments(z))
density = exp(-y**2 / 2) / sqrt(2 * pi)

shifted = chain(
    sign(m + spread * z / sqrt(size)),
    equals(sign(z + u), because=using(sign_of_multiple, u=spread / sqrt(size), x=m + spread * z / sqrt(size), k=z + u)))
not_negative = therefore(ForAll((y,), (), 1 + sign(y + u) >= 0), because=sign_is_bounded)
integrand = Lambda(y, (1 + sign(y + u)) * density)
integrand_not_negative = therefore(ForAll((y,), (), integrand(y) >= 0), because=not_negative)
left_half = chain(Integral((1 + sign(y + u)) * density, (y, -oo, -u)), equals(Integral(0 * density, (y, -oo, -u)), because=sign_of_negative), equals(0, because=arithmetic))
right_half = chain(
    Integral((1 + sign(y + u)) * density, (y, -u, oo)),
    equals(2 / sqrt(2 * pi) * Integral(exp(-y**2 / 2), (y, -u, oo)), because=sign_of_positive),
    equals(2 / sqrt(2 * pi) * (Integral(exp(-y**2), (y, -u / sqrt(2), oo)) * sqrt(2)), because=using(affine_substitution_to_infinity, ("F", Lambda(y, exp(-y**2))), ("u", 0), ("y", 1 / sqrt(2)), ("x", -u))),
    equals(1 + erf(u / sqrt(2)), because=tail_of_gaussian))

expected_sign = Claim(
    name="Mean of the sign of a gradient with normal noise",
    says=Eq(E(sign(m + spread * z / sqrt(size))), erf(m / spread * sqrt(size / 2))),
    given=(normal_noise, z_finite),
    proof=(shifted, not_negative, integrand_not_negative, left_half, right_half, chain(
        E(sign(m + spread * z / sqrt(size))),
        equals(E(sign(z + u)), because=shifted),
        equals(E(1 + sign(z + u)) - 1, because=z_finite),
        equals(Integral((1 + sign(y + u)) * density, (y, -oo, oo)) - 1, because=(normal_expectation, normal_noise, not_negative)),
        equals(Integral((1 + sign(y + u)) * density, (y, -oo, -u)) + Integral((1 + sign(y + u)) * density, (y, -u, oo)) - 1, because=(using(split_of_line, F=integrand, x=-u), integrand_not_negative)),
        equals(erf(m / spread * sqrt(size / 2)), because=(left_half, right_half)))),
    holds_for=(example(g=half(), sigma=2, B=3, z=standard_normal), example(g=-1, sigma=half(), B=Rational(1, 3), z=standard_normal)),
    fails_for=(example(g=Rational(1, 4), sigma=1, B=4, z=coin, note="the noise is a coin: both signs are equally likely"),),
    measured_by=measure_signs,
    equation="(16)", latex=r"E[\operatorname{sign}(g+\sigma z/\sqrt B)]=\operatorname{erf}\Bigl(\frac g\sigma\sqrt{\frac B2}\Bigr)", key=True)

# Why the sign: the first step of Adam
beta_1, beta_2 = real("beta_1 beta_2")      # decay rates of the two moments
M, V = real("M V")                          # first and second moment after one step from 0
first = define(M, (1 - beta_1) * m, "the first moment after one step")
second = define(V, (1 - beta_2) * m**2, "the second moment after one step")
some_gradient = given("the entry of the gradient is not 0", Ne(m, 0), unstated=True)
decay = (given("beta_1 < 1", beta_1 < 1), given("beta_2 < 1", beta_2 < 1))
quotient = chain(m / Abs(m), equals(Abs(m) / m, because=some_gradient), equals(m * sign(m) / m, because=(number_by_sign, some_gradient)), equals(sign(m), because=some_gradient))

adam_first_step_is_sign = Claim(
    name="The first step of Adam, with the bias corrected, is the sign of the gradient",
    says=(Eq(M / (1 - beta_1) / sqrt(V / (1 - beta_2)), sign(m)), Eq(M / sqrt(V), (1 - beta_1) / sqrt(1 - beta_2) * sign(m))),
    given=(some_gradient, *decay),
    definitions=(first, second),
    proof=(quotient,
           chain(M / (1 - beta_1) / sqrt(V / (1 - beta_2)), equals(m / Abs(m), because=(first, second, some_gradient, *decay)), equals(sign(m), because=quotient)),
           chain(M / sqrt(V), equals((1 - beta_1) / sqrt(1 - beta_2) * (m / Abs(m)), because=(first, second, some_gradient, *decay)),
                 equals((1 - beta_1) / sqrt(1 - beta_2) * sign(m), because=(quotient, *decay)))),
    holds_for=(example(g=-3, beta_1=Rational(9, 10), beta_2=Rational(3, 4)), example(g=half(), beta_1=0, beta_2=0)),
    fails_for=(example(g=0, beta_1=half(), beta_2=half(), note="a zero gradient: 0/0"), example(g=2, beta_1=1, beta_2=half(), note="nothing is taken in")),
    equation="list before (16)", latex=r"\hat m_1=g_1,\ \hat v_1=g_1^2\Rightarrow\frac{\hat m_1}{\sqrt{\hat v_1}}=\operatorname{sign}(g_1)",
    note="The bias correction and epsilon = 0 are not mentioned; without the correction the first step is 3.16 times the sign for the usual 0.9 and 0.999.")
