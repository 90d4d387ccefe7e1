"""Refraction: the fastest path through horizontal layers keeps v/cos(theta) constant."""

import numpy as np
from sympy import Derivative, Eq, KroneckerDelta, Lambda, Rational, Sum, cos, pi, sqrt, tan

from verifier.language import *

n = natural("n")                             # number of layers
l, j, k = index("l j k", 1, n)               # layers
d, z = sequence("d z")                       # d(l), how far the path runs to the right in layer l; the same for another path
H, v = sequence("H v", positive=True)        # H(l), thickness of a layer; v(l), the speed in it
m = real("m")                                # what is moved from one layer to another
theta = real("theta")                        # angle of the path with the horizontal

cosine = Lambda(l, d(l)/sqrt(d(l)**2 + H(l)**2))                    # cos(theta) in layer l
time = Sum(sqrt(d(l)**2 + H(l)**2)/v(l), (l, 1, n))                  # of the path d
other_time = Sum(sqrt(z(l)**2 + H(l)**2)/v(l), (l, 1, n))            # of the path z
shifted = Lambda((l, m), d(l) + m*(KroneckerDelta(l, j) - KroneckerDelta(l, k)))
shifted_time = Lambda(m, Sum(sqrt(shifted(l, m)**2 + H(l)**2)/v(l), (l, 1, n)))

# Given
in_layers = (1 <= j, j <= n, 1 <= k, k <= n)
same_end = given("both paths end at the same point", Eq(Sum(z(l), (l, 1, n)), Sum(d(l), (l, 1, n))))
refraction = given("cos(theta)/v is the same in all layers", ForAll((j, k), in_layers, Eq(cosine(j)/v(j), cosine(k)/v(k))))
no_exchange = given("no exchange between two layers makes the path faster", ForAll((j, k, m), in_layers, time <= shifted_time(m)))


# Experiments
def forty_layers():
    """The fastest path to (1, 1) through 40 layers with v = sqrt(y) in their middles, by Newton's method on the runs."""
    count, end = 40, 1.0
    thick = np.full(count, 1/count)
    speed = np.sqrt((np.arange(count) + 0.5)/count)
    runs = thick*end
    for _ in range(60):
        length = np.hypot(runs, thick)
        slope, curvature = runs/length/speed, thick**2/length**3/speed
        multiplier = (slope/curvature).sum()/(1/curvature).sum()
        runs = runs - 0.5*(slope - multiplier)/curvature if _ < 10 else runs - (slope - multiplier)/curvature
    ratios = runs/np.hypot(runs, thick)/speed
    best = (np.hypot(runs, thick)/speed).sum()
    rng = np.random.default_rng(0)
    others = []
    for size in (1e-3, 1e-2, 1e-1):
        for _ in range(200):
            other = rng.standard_normal(count)*size
            other = runs + other - other.mean()
            others.append((np.hypot(other, thick)/speed).sum() - best)
    # Newton's method ends with rounding errors of the slopes, of order 1e-15
    return [Measurement("spread of cos(theta)/v over the layers", np.ptp(ratios), 0, 1e-12),
            Measurement("smallest excess of 600 other paths", min(others), 0, 0, ">="),
            Measurement("cos(theta)/v against 1/sqrt(C) of the cycloid", ratios[0], 0.9342, 0.002)]  # 40 layers


# Claimed
x, y = real("x y")
h = positive("h")
length_above_tangent = Claim(
    name="The length in a layer lies above its tangent",
    says=sqrt(y**2 + h**2) >= sqrt(x**2 + h**2) + x/sqrt(x**2 + h**2)*(y - x),
    proof=therefore(sqrt(y**2 + h**2) >= sqrt(x**2 + h**2) + x/sqrt(x**2 + h**2)*(y - x), because=arithmetic),
    holds_for=(example(x=3, y=3, h=4), example(x=3, y=-5, h=2), example(x=-1, y=0, h=1)))

near_angle = given("the path does not turn back", Both(-pi/2 < theta, theta < pi/2))
cosine_of_slope = Claim(
    name="Cosine of the inclination from the slope",
    says=Eq(cos(theta), 1/sqrt(1 + tan(theta)**2)),
    given=(near_angle,),
    proof=therefore(Eq(cos(theta), 1/sqrt(1 + tan(theta)**2)), because=(equal_squares, near_angle)),
    holds_for=(example(theta=1), example(theta=-Rational(3, 2))), fails_for=(example(theta=2), example(theta=-2)),
    equation="unnumbered", latex=r"\cos\theta=\frac1{\sqrt{1+\tan^2\theta}}=\frac1{\sqrt{1+\dot y^2}},\quad\dot y=\tan\theta,\ |\theta|<\pi/2")

per_layer = therefore(
    ForAll((l,), (1 <= l, l <= n), sqrt(z(l)**2 + H(l)**2)/v(l) >= sqrt(d(l)**2 + H(l)**2)/v(l) + cosine(l)/v(l)*(z(l) - d(l))),
    because=using(length_above_tangent, x=d(l), y=z(l), h=H(l)))
refracted_is_fastest = Claim(
    name="A refracted path is at least as fast as every other path to its end",
    says=time <= other_time,
    given=(same_end, refraction),
    proof=(per_layer,
           chain(other_time,
                 at_least(Sum(sqrt(d(l)**2 + H(l)**2)/v(l) + cosine(l)/v(l)*(z(l) - d(l)), (l, 1, n)), because=per_layer),
                 equals(time + Sum(cosine(l)/v(l)*(z(l) - d(l)), (l, 1, n)), because=arithmetic),
                 equals(time + Sum(cosine(1)/v(1)*(z(l) - d(l)), (l, 1, n)), because=using(refraction, (j, l), (k, 1))),
                 equals(time, because=same_end))),
    holds_for=(example(n=2, d=[3, 3], z=[1, 5], H=[4, 4], v=[2, 2]),
               example(n=2, d=[Rational(3, 10), Rational(3, 10)], z=[Rational(3, 10), Rational(3, 10)], H=[Rational(2, 5), Rational(2, 5)], v=[2, 2], note="the same path"),
               example(n=3, d=[3, 5, 8], z=[6, 5, 5], H=[4, 12, 15], v=[Rational(3, 5), Rational(5, 13), Rational(8, 17)])),
    fails_for=(example(n=2, d=[1, 5], z=[3, 3], H=[4, 4], v=[2, 2]), example(n=2, d=[3, 3], z=[0, 0], H=[4, 4], v=[2, 2])))

weights = Lambda(m, Sum(shifted(l, m)/sqrt(shifted(l, m)**2 + H(l)**2)/v(l)*(KroneckerDelta(l, j) - KroneckerDelta(l, k)), (l, 1, n)))
rate_of_exchange = therefore(ForAll((m,), (), Eq(Derivative(shifted_time(m), m), weights(m))), because=arithmetic)
unmoved = therefore(ForAll((m,), (), shifted_time(0) <= shifted_time(m)), because=no_exchange)
balance = therefore(Eq(weights(0), 0), because=(using(interior_extremum, U=shifted_time, V=weights, p=0), rate_of_exchange, unmoved))
balanced = chain(
    cosine(j)/v(j) - cosine(k)/v(k),
    equals(Sum(KroneckerDelta(j, l)*cosine(l)/v(l), (l, 1, n)) - Sum(KroneckerDelta(k, l)*cosine(l)/v(l), (l, 1, n)), because=sum_with_delta),
    equals(weights(0), because=arithmetic),
    equals(0, because=balance))
all_forward = given("the path runs to the right in each layer", ForAll((l,), (1 <= l, l <= n), d(l) > 0))
snell_invariant = Claim(
    name="Refraction through horizontal layers keeps v/cos(theta) constant",
    says=(Eq(cosine(j)/v(j), cosine(k)/v(k)), Implies(all_forward.statement, Eq(v(j)/cosine(j), v(k)/cosine(k)))),
    given=(no_exchange,),
    proof=(rate_of_exchange, unmoved, balance, balanced,
           therefore(Eq(cosine(j)/v(j), cosine(k)/v(k)), because=balanced),
           suppose(all_forward, therefore(Eq(v(j)/cosine(j), v(k)/cosine(k)), because=(balanced, all_forward)))),
    holds_for=(example(n=2, d=[3, 3], H=[4, 4], v=[2, 2]),
               example(n=3, d=[3, 5, 8], H=[4, 12, 15], v=[Rational(3, 5), Rational(5, 13), Rational(8, 17)]),
               example(n=2, d=[0, 0], H=[1, 2], v=[1, 3], note="straight down"), example(n=1, d=[2], H=[1], v=[1]), example(n=1, d=[0, 1], H=[1], v=[1])),
    fails_for=(example(n=2, d=[3, 1], H=[4, 4], v=[2, 2], note="a faster path has the same end"),),
    measured_by=forty_layers, equation="unnumbered, before (1)", latex=r"\frac{v}{\cos\theta}=\frac{v'}{\cos\theta'}=\mathrm{const}",
    note="Theta is measured from the horizontal, so that the familiar sin(i)/v becomes cos(theta)/v. That exchanges between two layers do not help is "
         "enough for it, and then no path with the same end is faster.", key=True)
