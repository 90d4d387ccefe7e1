"""The equation for v = sqrt(y), and its separation: how far right the curve is at each depth."""

import numpy as np
from sympy import Derivative, Eq, Lambda, Rational, asin, cot, sin, sqrt

from verifier.language import *

from .notation import C

s, s_0 = real("s s_0")                       # parameter of a curve; one of its values
h = real("h")                                # any value of the parameter
a, b = real("a b")                           # between which it runs
X, Y, p = function("X Y p")                  # how far right and how deep the curve is; its slope dy/dx
dX, dY, dp = function("dX dY dp")            # their derivatives by the parameter
u = real("u")                                # a depth

dX_is = define(dX(s), Derivative(X(s), s), "velocity to the right")
dY_is = define(dY(s), Derivative(Y(s), s), "velocity downwards")
dp_is = define(dp(s), Derivative(p(s), s), "change of the slope")
kept = Lambda(s, Y(s)*(1 + p(s)**2))
primitive = Lambda(u, C*asin(sqrt(u/C)) - sqrt(u*(C - u)))          # x at the depth u
by_slope = p(s)/(sqrt(Y(s))*sqrt(1 + p(s)**2))                      # dF/dy' for F = sqrt(1 + y'^2)/sqrt(y)
by_depth = -sqrt(1 + p(s)**2)/(2*Y(s)**Rational(3, 2))              # dF/dy


# Experiments
def extremal_by_runge_kutta():
    """Solve 2 y y'' + 1 + y'^2 = 0 from (0.1, 0.1), slope 3, by Runge-Kutta steps until the slope is small."""
    def rate(state):
        return np.array([state[1], -(1 + state[1]**2)/(2*state[0])])

    step, state, place = 1e-4, np.array([0.1, 3.0]), 0.1
    constant, first = state[0]*(1 + state[1]**2), None

    def along(depth):
        return constant*np.arcsin(np.sqrt(depth/constant)) - np.sqrt(depth*(constant - depth))

    first = along(state[0])
    drift, shift = [], []
    for _ in range(12000):
        k1 = rate(state)
        k2 = rate(state + step/2*k1)
        k3 = rate(state + step/2*k2)
        k4 = rate(state + step*k3)
        state, place = state + step/6*(k1 + 2*k2 + 2*k3 + k4), place + step
        drift.append(state[0]*(1 + state[1]**2) - constant)
        shift.append(along(state[0]) - first - (place - 0.1))
    # Runge-Kutta steps of 1e-4 where the fourth derivatives are below 1e5: 1e-16 * 1e5 times the length
    return [Measurement("change of y (1 + y'^2)", np.abs(drift).max(), 0, 1e-10),
            Measurement("distance of x from its formula", np.abs(shift).max(), 0, 1e-9)]


# Given
between = given("s is inside (a, b)", Both(a < s, s < b))
s_0_between = given("s_0 is inside (a, b)", Both(a < s_0, s_0 < b))
smooth_curve = given("the curve and its slope are differentiable",
                     ForAll((s,), (a < s, s < b), Both(Both(Differentiable(X(s), s), Differentiable(Y(s), s)), Differentiable(p(s), s))))
slope_is = given("p is the slope dy/dx", ForAll((s,), (a < s, s < b), Eq(p(s)*dX(s), dY(s))))
deep = given("the curve stays below the start", ForAll((s,), (a < s, s < b), Y(s) > 0))
descending = given("it descends", ForAll((s,), (a < s, s < b), p(s) > 0))
euler_lagrange = given("the curve is an extremal: d/dx of dF/dy' is dF/dy",
                       ForAll((s,), (a < s, s < b), Eq(Derivative(by_slope, s), dX(s)*by_depth)))
constant = given("C is the value of the first integral", Eq(C, Y(s_0)*(1 + p(s_0)**2)))
depth_inside = given("u is between 0 and C", Both(0 < u, u < C))

# Claimed
root_below_1 = Claim(
    name="The root of a number below 1 is below 1",
    says=sqrt(u/C) < 1, given=(depth_inside,), proof=therefore(sqrt(u/C) < 1, because=depth_inside),
    holds_for=(example(u=1, C=2),), fails_for=(example(u=3, C=2),))

below_1 = therefore(sqrt(u/C) < 1, because=(root_below_1, depth_inside))
antiderivative = Claim(
    name="How far right the curve is at each depth",
    says=Eq(Derivative(primitive(u), u), sqrt(u/(C - u))),
    given=(depth_inside,),
    proof=(below_1, therefore(Eq(Derivative(primitive(u), u), sqrt(u/(C - u))), because=(below_1, depth_inside))),
    holds_for=(example(u=1, C=3), example(u=Rational(9, 10), C=1)), fails_for=(example(u=3, C=2),))

here = given("h is inside (a, b)", Both(a < h, h < b))
facts = (dX_is, dY_is, dp_is, here, smooth_curve, deep)
slope_of_kept = chain(Derivative(kept(h), h), equals(dY(h)*(1 + p(h)**2) + 2*Y(h)*p(h)*dp(h), because=facts))
expanded = chain(
    Derivative(by_slope.subs(s, h), h),
    equals(dp(h)/(sqrt(Y(h))*(1 + p(h)**2)**Rational(3, 2)) - p(h)*dY(h)/(2*Y(h)**Rational(3, 2)*sqrt(1 + p(h)**2)), because=facts))
curving = chain(
    2*Y(h)*dp(h),
    equals(2*Y(h)**Rational(3, 2)*(1 + p(h)**2)**Rational(3, 2)*(dX(h)*by_depth.subs(s, h) + p(h)*dY(h)/(2*Y(h)**Rational(3, 2)*sqrt(1 + p(h)**2))),
           because=(expanded, euler_lagrange, deep, here)),
    equals(-dX(h)*(1 + p(h)**2), because=(slope_is, deep, here)))
unchanging = chain(
    Derivative(kept(h), h),
    equals(p(h)*dX(h)*(1 + p(h)**2) + p(h)*(2*Y(h)*dp(h)), because=(slope_of_kept, slope_is, here)),
    equals(0, because=curving))
stationary = suppose(here, slope_of_kept, expanded, curving, unchanging)
always_unchanging = therefore(ForAll((h,), (a < h, h < b), Eq(Derivative(kept(h), h), 0)), because=stationary)
integrated = using(zero_derivative_on_interval, F=kept, p=h, h=s_0, a=a, b=b)
always_C = therefore(ForAll((h,), (a < h, h < b), Eq(Y(h)*(1 + p(h)**2), C)), because=(integrated, always_unchanging, s_0_between, constant))
C_at_s = therefore(Eq(Y(s)*(1 + p(s)**2), C), because=(always_C, between))
square_of_slope = chain(C/Y(s) - 1, equals(p(s)**2, because=(C_at_s, deep, between)), greater_than(0, because=(descending, between)))
Y_at_s = therefore(Y(s) > 0, because=(deep, between))

deep_at_h = therefore(Y(h) > 0, because=(deep, here))
C_at_h = therefore(Eq(Y(h)*(1 + p(h)**2), C), because=(always_C, here))
not_lowest = chain(Y(h), less_than(Y(h)*(1 + p(h)**2), because=(deep, descending, here)), equals(C, because=C_at_h))
root_at_h = therefore(sqrt(Y(h)/C) < 1, because=(using(root_below_1, u=Y(h)), deep_at_h, not_lowest))
stretch = chain(sqrt(Y(h)/(C - Y(h))), equals(1/p(h), because=(equal_squares, C_at_h, not_lowest, deep_at_h, descending, here)))
same_speed = chain(
    Derivative(primitive(Y(h)) - X(h), h),
    equals(sqrt(Y(h)/(C - Y(h)))*dY(h) - dX(h), because=(*facts, root_at_h, not_lowest, deep_at_h)),
    equals(1/p(h)*p(h)*dX(h) - dX(h), because=(stretch, slope_is, not_lowest, deep_at_h, descending, here)),
    equals(0, because=(descending, here)))
separated = suppose(here, deep_at_h, C_at_h, not_lowest, root_at_h, stretch, same_speed)
order_at_h = suppose(here, deep_at_h, C_at_h, not_lowest)
root_everywhere = suppose(here, deep_at_h, C_at_h, not_lowest, root_at_h)
always_order = therefore(ForAll((h,), (a < h, h < b), Y(h) < C), because=order_at_h)
always_root = therefore(ForAll((h,), (a < h, h < b), sqrt(Y(h)/C) < 1), because=(root_everywhere, deep))
defined = (always_order, always_root, deep)
always_same_speed = therefore(ForAll((h,), (a < h, h < b), Eq(Derivative(primitive(Y(h)) - X(h), h), 0)), because=(separated, *defined))
order_at_s = therefore(Y(s) < C, because=(always_order, between))
order_at_s_0 = therefore(Y(s_0) < C, because=(always_order, s_0_between))
root_at_s = therefore(sqrt(Y(s)/C) < 1, because=(always_root, deep, between))
root_at_s_0 = therefore(sqrt(Y(s_0)/C) < 1, because=(always_root, deep, s_0_between))
Y_at_s_0 = therefore(Y(s_0) > 0, because=(deep, s_0_between))
at_the_ends = (order_at_s, order_at_s_0, root_at_s, root_at_s_0, Y_at_s, Y_at_s_0)
travelled = therefore(Eq(primitive(Y(s)) - X(s), primitive(Y(s_0)) - X(s_0)),
                      because=(using(zero_derivative_on_interval, F=Lambda(h, primitive(Y(h)) - X(h)), p=s, h=s_0, a=a, b=b), always_same_speed,
                               *defined, *at_the_ends, between, s_0_between))
brachistochrone_ode = Claim(
    name="The equation of the brachistochrone",
    says=(Eq(Y(s)*(1 + p(s)**2), C), Eq(p(s), sqrt(C/Y(s) - 1)), Eq(X(s) - X(s_0), primitive(Y(s)) - primitive(Y(s_0)))),
    given=(between, s_0_between, smooth_curve, slope_is, deep, descending, euler_lagrange, constant),
    definitions=(dX_is, dY_is, dp_is),
    proof=(stationary, always_unchanging, always_C, C_at_s, Y_at_s, square_of_slope, order_at_h, always_order, root_everywhere, always_root, separated, always_same_speed,
           *at_the_ends[:4], Y_at_s_0, travelled,
           therefore(Eq(p(s), sqrt(C/Y(s) - 1)), because=(equal_squares, square_of_slope, C_at_s, deep, descending, between)),
           therefore(Eq(X(s) - X(s_0), primitive(Y(s)) - primitive(Y(s_0))), because=(travelled, *at_the_ends))),
    holds_for=(example(s=1, s_0=Rational(1, 2), a=0, b=Rational(3, 2), C=2, X=Lambda(s, 2*s - sin(2*s)), Y=Lambda(s, 2*sin(s)**2), p=Lambda(s, cot(s))),),
    measured_by=extremal_by_runge_kutta, equation="after (1)",
    latex=r"v=\sqrt y\Rightarrow y(1+\dot y^2)=C_1,\quad\dot y=\sqrt{C_1/y-1},\quad x=\int\sqrt{\frac{y}{C_1-y}}\,dy=C_1\arcsin\sqrt{\tfrac "
          r"y{C_1}}-\sqrt{y(C_1-y)}+c",
    note="The positive root holds where the curve descends; an end point with x_2 > (pi/2) y_2 is reached after the lowest point, where it is negative. "
         "The curve is given by a parameter, so that y is a function of x wherever dX is positive; X(s) = s is the article's case.", key=True)
