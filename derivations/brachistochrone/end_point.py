"""Exactly one arch passes through a given end point."""

from sympy import Derivative, Eq, Lambda, Lt, Rational, cos, pi, sin

from verifier.language import *

from .notation import C, path_x, path_y, t

s, h = real("s h")
x_2, y_2 = positive("x_2 y_2")               # the end point
B = positive("B")                            # the constant of another arch
R = Lambda(t, (t - sin(2*t)/2)/sin(t)**2)    # x/y on the path
gap = Lambda(t, sin(t) - t*cos(t))

# Given
inside = given("t is inside (0, pi)", Both(0 < t, t < pi))
s_inside = given("s is inside (0, pi)", Both(0 < s, s < pi))
earlier = given("s comes before t", s < t)

# Claimed
sine_above_t_cosine = Claim(
    name="sin t exceeds t cos t inside (0, pi)",
    says=gap(t) > 0,
    given=(inside,),
    proof=therefore(gap(t) > 0, because=inside),
    holds_for=(example(t=Rational(1, 1000)), example(t=3)), fails_for=(example(t=5), example(t=-1)))

slope = therefore(Eq(Derivative(R(t), t), 2*gap(t)/sin(t)**3), because=inside)

slope_between = therefore(ForAll((h,), (s <= h, h <= t), Eq(Derivative(R(h), h), 2*gap(h)/sin(h)**3)), because=(s_inside, inside))
steep_between = therefore(ForAll((h,), (s <= h, h <= t), 2*gap(h)/sin(h)**3 > 0), because=(using(sine_above_t_cosine, t=h), s_inside, inside))
ratio_is_one_to_one = Claim(
    name="Two points of the path have different ratios x/y",
    says=R(s) < R(t),
    given=(inside, s_inside, earlier),
    proof=(slope_between, steep_between,
           therefore(R(s) < R(t), because=(using(increasing_on_interval, F=R, F1=Lambda(h, 2*gap(h)/sin(h)**3), a=s, b=t),
                                           slope_between, steep_between, earlier))),
    holds_for=(example(s=1, t=2), example(s=1, t=Rational(1001, 1000), note="neighbours"), example(s=Rational(1, 1001), t=Rational(1, 1000)),
               example(s=Rational(2999, 1000), t=3)),
    fails_for=(example(s=2, t=1), example(s=3, t=5)))

first_half = given("the path has not passed its lowest point", Both(0 < t, t <= pi/2))
w = positive("w")                            # how far t is from pi
near_the_cusp = given("w is at most 1", w <= 1)

ratio_is_small = Claim(
    name="Before the lowest point the ratio x/y is at most t",
    says=R(t) <= t, given=(first_half,),
    proof=therefore(R(t) <= t, because=first_half),
    holds_for=(example(t=pi/2), example(t=Rational(1, 3))), fails_for=(example(t=2), example(t=-1)))

ratio_is_large = Claim(
    name="Near the cusp the ratio x/y is large",
    says=R(pi - w) > pi/w**2, given=(near_the_cusp,),
    proof=therefore(R(pi - w) > pi/w**2, because=near_the_cusp),
    holds_for=(example(w=1), example(w=Rational(1, 10))), fails_for=(example(w=3),))

# The value x_2/y_2 is taken between a place where the ratio is smaller and one where it is larger
ratio = x_2/y_2
low, high = ratio/(1 + ratio), pi - 1/(1 + ratio)
low_below_1 = therefore(Lt(low, 1, evaluate=False), because=arithmetic)
cusp_within_1 = therefore(Lt(1/(1 + ratio), 1, evaluate=False), because=arithmetic)
below = chain(R(low), at_most(low, because=(using(ratio_is_small, t=low), low_below_1)), at_most(ratio, because=arithmetic))
above = chain(R(high), at_least(pi*(1 + ratio)**2, because=(using(ratio_is_large, w=1/(1 + ratio)), cusp_within_1)), at_least(ratio, because=arithmetic))
in_order = chain(low, less_than(1, because=low_below_1), less_than(high, because=cusp_within_1))
continuous = therefore(ContinuousOn(R(h), h, low, high), because=(low_below_1, cusp_within_1))
reached = therefore(Exists((t,), Both(Both(low <= t, t <= high), Eq(R(t), ratio))),
                    because=(using(intermediate_value, U=R, a=low, b=high, h=ratio), below, above, in_order, continuous))

passes = Both(Eq(path_x(t), x_2), Eq(path_y(t), y_2))
fixes = Both(Eq(R(t), ratio), Eq(C, y_2/sin(t)**2))
through_the_end = given("the path passes through the end point at t", passes)
as_computed = given("t and C are computed from the end point", fixes)
end_point_fixes_the_cycloid = Claim(
    name="Exactly one arch passes through a given end point",
    says=(Iff(passes, fixes),
          Eq(Derivative(R(t), t), 2*gap(t)/sin(t)**3), gap(t) > 0,
          Implies(s < t, R(s) < R(t)),
          Exists((t,), Both(Both(low <= t, t <= high), Eq(R(t), ratio)))),
    given=(inside, s_inside),
    proof=(suppose(through_the_end,
                   chain(R(t), equals(path_x(t)/path_y(t), because=inside), equals(ratio, because=through_the_end)),
                   chain(C, equals(path_y(t)/sin(t)**2, because=inside), equals(y_2/sin(t)**2, because=(through_the_end, inside))),
                   therefore(fixes, because=(through_the_end, inside))),
           suppose(as_computed,
                   chain(path_y(t), equals(y_2/sin(t)**2*sin(t)**2, because=(as_computed, inside)), equals(y_2, because=inside)),
                   chain(path_x(t), equals(C*sin(t)**2*R(t), because=inside), equals(y_2*R(t), because=(as_computed, inside)),
                         equals(x_2, because=(as_computed, inside))),
                   therefore(passes, because=(as_computed, inside))),
           slope, therefore(gap(t) > 0, because=(sine_above_t_cosine, inside)),
           suppose(earlier, therefore(R(s) < R(t), because=(ratio_is_one_to_one, earlier, inside, s_inside))),
           low_below_1, cusp_within_1, below, above, in_order, continuous, reached),
    holds_for=(example(t=1, s=Rational(1, 2), C=2, x_2=2 - sin(2), y_2=2*sin(1)**2),
               example(t=2, s=1, C=Rational(1, 3), x_2=Rational(1, 3)*(2 - sin(4)/2), y_2=sin(2)**2/3),
               example(t=pi/2, s=pi/4, C=1, x_2=pi/2, y_2=1), example(t=2, s=1, C=1, x_2=3, y_2=1),
               example(t=Rational(1001, 1000), s=1, C=1, x_2=3, y_2=1, note="neighbours"), example(t=Rational(1, 1000), s=Rational(1, 1001), C=1, x_2=3, y_2=1),
               example(t=3, s=Rational(2999, 1000), C=1, x_2=3, y_2=1), example(t=1, s=2, C=1, x_2=Rational(1, 10), y_2=1, note="steep"),
               example(t=1, s=2, C=1, x_2=Rational(1, 100), y_2=Rational(1, 500)), example(t=1, s=2, C=1, x_2=500, y_2=100, note="far and flat"),
               example(t=1, s=2, C=1, x_2=Rational(11, 10), y_2=1)),
    fails_for=(example(t=5, s=1, C=1, x_2=1, y_2=1, note="beyond the arch"),),
    equation="text: the other constant follows from the second point",
    latex=r"R(t)=\frac{t-\frac12\sin2t}{\sin^2t},\ R'(t)=\frac{2(\sin t-t\cos t)}{\sin^3t}>0,\ R:(0,\pi)\to(0,\infty)\text{ bijective};\quad "
          r"R(t_2)=\frac{x_2}{y_2},\ C_1=\frac{y_2}{\sin^2t_2}",
    note="The article does not ask whether there is such an arch, and only one. A point straight below the start has none.", key=True)
