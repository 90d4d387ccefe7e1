"""The mean-field model of sign steps: one noise-to-signal ratio for all parameters."""

from sympy import Eq, Lambda, Sum, pi, sign, sqrt

from verifier.language import *

from .notation import H, d, i, j

g = vector("g", d)                          # gradient of the loss
kappa = positive("kappa")                   # the common ratio sigma_i/|g_i|
x, y = positive("x y")                      # batch sizes, as real numbers
a, b, G_1 = real("a b G_1")                 # trace of H; signed sum of its other entries; l1 norm of g
beta = function("beta", positive=True)      # beta(x): length of the mean sign of a parameter with batches of x samples
rate, gain = function("eta_star DL")        # best learning rate and decrease of the loss with batches of x samples
mu = Lambda(i, beta(x) * sign(g[i]))        # mean sign of the parameter i
climb = Sum(mu(i) * g[i], (i, 1, d))
apart = Sum(Sum(mu(i) * mu(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)) - Sum(mu(i)**2 * entry(H, i, i), (i, 1, d))   # the sum over pairs i != j
bend = Sum(entry(H, i, i), (i, 1, d)) + apart

length = define(beta(x), 1 / sqrt(1 + pi * kappa**2 / (2 * x)), "approximation (18) with one ratio kappa")
trace = define(a, Sum(entry(H, i, i), (i, 1, d)), "the trace of the Hessian")
cross = define(b, Sum(Sum(sign(g[i]) * sign(g[j]) * entry(H, i, j), (j, 1, d)), (i, 1, d)) - Sum(sign(g[i])**2 * entry(H, i, i), (i, 1, d)), "the other entries, with the signs of the gradient")
l1_norm = define(G_1, Sum(g[i] * sign(g[i]), (i, 1, d)), "the l1 norm of the gradient: g sign(g) = |g|")
best_rate = define(rate(x), climb / bend, "the best learning rate for sign steps")
best_gain = define(gain(x), half() * climb**2 / bend, "the decrease of the loss at that rate")
model = (length, trace, cross, l1_norm, best_rate)

beta_noise = sqrt(a / b)
largest = G_1 / (2 * sqrt(a * b))

upward = given("the trace of the Hessian is positive", a > 0)
aligned = given("the entries outside the diagonal agree with the signs of the gradient on the whole", b > 0, unstated=True)
positive_bend = given("the mean curvature is positive", a + b * beta(x)**2 > 0)
some_slope = given("the gradient is not 0", G_1 > 0)

climbs = chain(
    climb,
    equals(beta(x) * Sum(g[i] * sign(g[i]), (i, 1, d)), because=arithmetic),
    equals(beta(x) * G_1, because=l1_norm))
bends = chain(bend, equals(a + b * beta(x)**2, because=(trace, cross)))

mean_field_rate = Claim(
    name="Best learning rate of sign steps in the mean-field model",
    says=Eq(rate(x), G_1 * beta(x) / (a + b * beta(x)**2)),
    given=(positive_bend,),
    definitions=model,
    proof=(climbs, bends, chain(
        rate(x),
        equals(climb / bend, because=best_rate),
        equals(beta(x) * G_1 / bend, because=climbs),
        equals(G_1 * beta(x) / (a + b * beta(x)**2), because=bends))),
    equation="(27)", latex=r"\eta^*=\frac{G_1\beta}{a+b\beta^2}", note="Needs no sign of b.")
