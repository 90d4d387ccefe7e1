"""What stays constant along an extremal, for any speed that depends on the depth only."""

import numpy as np
from sympy import Derivative, Eq, Lambda, Rational, cosh, sqrt

from verifier.language import *

x, x_0 = real("x x_0")                       # places
a, b = real("a b")                           # between which the curve runs
y, q, dq = function("y q dq")                # depth of the curve at x; its slope; the derivative of that
v, dv = function("v dv")                     # the speed at a depth; its derivative
u, s = real("u s")                           # a depth; a slope
low, high = real("low high")                 # between which depths the speed is defined

q_is = define(q(x), Derivative(y(x), x), "the slope of the curve")
dq_is = define(dq(x), Derivative(q(x), x), "how fast the slope changes")
dv_is = define(dv(u), Derivative(v(u), u), "how fast the speed grows with the depth")

time_element = Lambda((u, s), sqrt(1 + s**2)/v(u))                  # F(y, y'), with y = u and y' = s
by_slope = Lambda((u, s), s/(v(u)*sqrt(1 + s**2)))                  # its partial derivatives
by_depth = Lambda((u, s), -sqrt(1 + s**2)*dv(u)/v(u)**2)
invariant = Lambda(x, v(y(x))**2*(1 + q(x)**2))


# Experiments
def shoot(speed, slope_of_speed, start=1.0, slope=0.3, steps=2000, width=1.0):
    """Solve v y'' = -(1 + y'^2) (v_y - y' v_x), the Euler-Lagrange equation, by Runge-Kutta steps; x, y and y'."""
    def rate(place, state):
        depth, tilt = state
        along, down = slope_of_speed(place, depth)
        return np.array([tilt, -(1 + tilt**2)*(down - tilt*along)/speed(place, depth)])

    step, path = width/steps, [np.array([start, slope])]
    for k in range(steps):
        place, state = k*step, path[-1]
        k1 = rate(place, state)
        k2 = rate(place + step/2, state + step/2*k1)
        k3 = rate(place + step/2, state + step/2*k2)
        k4 = rate(place + step, state + step*k3)
        path.append(state + step/6*(k1 + 2*k2 + 2*k3 + k4))
    return np.linspace(0, width, steps + 1), *np.array(path).T


def extremals_by_runge_kutta():
    """v = 1 + y/2: the invariant does not change; v = 1 + 0.3 x + y/2 depends on x, and it does."""
    place, depth, tilt = shoot(lambda x_, y_: 1 + y_/2, lambda x_, y_: (0, 0.5))
    kept = (1 + depth/2)**2*(1 + tilt**2)
    place, depth, tilt = shoot(lambda x_, y_: 1 + 0.3*x_ + y_/2, lambda x_, y_: (0.3, 0.5))
    lost = (1 + 0.3*place + depth/2)**2*(1 + tilt**2)
    # the error of 2000 Runge-Kutta steps is about (1/2000)^4
    return [Measurement("v = 1 + y/2: spread of v^2 (1 + y'^2)", np.ptp(kept), 0, 1e-11),
            Measurement("v = 1 + 0.3 x + y/2: spread of v^2 (1 + y'^2)", np.ptp(lost), 0.1, 0, ">=")]


# Given
between = given("x is inside (a, b)", Both(a < x, x < b))
x_0_between = given("x_0 is inside (a, b)", Both(a < x_0, x_0 < b))
smooth_curve = given("the curve is twice differentiable", ForAll((x,), (a < x, x < b), Both(Differentiable(y(x), x), Differentiable(q(x), x))))
in_range = given("the curve stays where the speed is defined", ForAll((x,), (a < x, x < b), Both(low < y(x), y(x) < high)))
smooth_speed = given("the speed is differentiable", ForAll((u,), (low < u, u < high), Differentiable(v(u), u)))
positive_speed = given("the speed is positive", ForAll((u,), (low < u, u < high), v(u) > 0))
euler_lagrange = given("the curve is an extremal: d/dx of dF/dy' is dF/dy",
                       ForAll((x,), (a < x, x < b), Eq(Derivative(by_slope(y(x), q(x)), x), by_depth(y(x), q(x)))))

# Claimed
depth_in_range = given("the depth lies where the speed is defined", Both(low < u, u < high))
partial_derivatives = Claim(
    name="Partial derivatives of the time per length to the right",
    says=(Eq(Derivative(time_element(u, s), s), by_slope(u, s)), Eq(Derivative(time_element(u, s), u), by_depth(u, s))),
    given=(depth_in_range, smooth_speed, positive_speed),
    definitions=(dv_is,),
    proof=(therefore(v(u) > 0, because=(positive_speed, depth_in_range)),
           therefore(Eq(Derivative(time_element(u, s), s), by_slope(u, s)), because=(depth_in_range, positive_speed)),
           therefore(Eq(Derivative(time_element(u, s), u), by_depth(u, s)), because=(dv_is, depth_in_range, smooth_speed, positive_speed))),
    holds_for=(example(u=2, s=-3, low=0, high=9, v=Lambda(u, sqrt(u))), example(u=Rational(1, 2), s=1, low=0, high=1, v=Lambda(u, 1/u))))

half_circle = example(x=1, x_0=Rational(1, 2), a=-2, b=2, low=0, high=4, v=Lambda(u, u), y=Lambda(x, sqrt(9 - x**2)),
                      note="v = y: half circles around the surface")
catenary = example(x=1, x_0=-1, a=-2, b=2, low=0, high=4, v=Lambda(u, 1/u), y=Lambda(x, cosh(x)), note="v = 1/y: the catenary")
parabola = example(x=1, x_0=0, a=-2, b=2, low=0, high=4, v=Lambda(u, 1/sqrt(u)), y=Lambda(x, 1 + x**2/4), note="v = 1/sqrt(y): a parabola")
no_extremal = example(x=1, x_0=0, a=-2, b=2, low=0, high=9, v=Lambda(u, u), y=Lambda(x, 1 + x**2), note="v = y: a parabola is no extremal")

speed_here = therefore(v(y(x)) > 0, because=(positive_speed, in_range, between))
facts = (q_is, dq_is, dv_is, speed_here, between, in_range, smooth_speed, smooth_curve)
growth = chain(
    Derivative(invariant(x), x),
    equals(2*v(y(x))*dv(y(x))*q(x)*(1 + q(x)**2) + 2*v(y(x))**2*q(x)*dq(x), because=facts))
residual = chain(
    Derivative(by_slope(y(x), q(x)), x),
    equals(dq(x)/(v(y(x))*(1 + q(x)**2)**Rational(3, 2)) - q(x)**2*dv(y(x))/(v(y(x))**2*sqrt(1 + q(x)**2)), because=facts))
beltrami_identity = Claim(
    name="The change of v^2 (1 + y'^2) is y' times the Euler-Lagrange expression",
    says=Eq(Derivative(invariant(x), x),
            2*(1 + q(x)**2)**Rational(3, 2)*v(y(x))**3*q(x)*(Derivative(by_slope(y(x), q(x)), x) - by_depth(y(x), q(x)))),
    given=(between, smooth_curve, in_range, smooth_speed, positive_speed),
    definitions=(q_is, dq_is, dv_is),
    proof=(speed_here, growth, residual,
           therefore(Eq(Derivative(invariant(x), x),
                        2*(1 + q(x)**2)**Rational(3, 2)*v(y(x))**3*q(x)*(Derivative(by_slope(y(x), q(x)), x) - by_depth(y(x), q(x)))),
                     because=(growth, residual, speed_here))),
    holds_for=(example(x=1, a=-2, b=2, low=0, high=9, v=Lambda(u, u), y=Lambda(x, 1 + x**2)),
               example(x=Rational(1, 2), a=0, b=2, low=0, high=9, v=Lambda(u, sqrt(u)), y=Lambda(x, 2*x + x**2))),
    equation="(1)", note="The factor y' lets constants pass that are no extremals.")

h = real("h")
here = given("h is inside (a, b)", Both(a < h, h < b))
speed_at_h = therefore(v(y(h)) > 0, because=(positive_speed, in_range, here))
unchanging = chain(
    Derivative(invariant(h), h),
    equals(2*(1 + q(h)**2)**Rational(3, 2)*v(y(h))**3*q(h)*(Derivative(by_slope(y(h), q(h)), h) - by_depth(y(h), q(h))),
           because=(using(beltrami_identity, x=h), speed_at_h, here)),
    equals(0, because=(euler_lagrange, speed_at_h, here)))
somewhere = suppose(here, speed_at_h)
stationary = suppose(here, speed_at_h, unchanging)
always_positive = therefore(ForAll((h,), (a < h, h < b), v(y(h)) > 0), because=somewhere)
always_unchanging = therefore(ForAll((h,), (a < h, h < b), Eq(Derivative(invariant(h), h), 0)), because=(stationary, always_positive))
first_integral = Claim(
    name="Along every extremal v^2 (1 + y'^2) is constant",
    says=Eq(v(y(x))**2*(1 + q(x)**2), v(y(x_0))**2*(1 + q(x_0)**2)),
    given=(between, x_0_between, smooth_curve, in_range, smooth_speed, positive_speed, euler_lagrange),
    definitions=(q_is, dq_is, dv_is),
    proof=(somewhere, stationary, always_positive, always_unchanging,
           therefore(Eq(v(y(x))**2*(1 + q(x)**2), v(y(x_0))**2*(1 + q(x_0)**2)),
                     because=(using(zero_derivative_on_interval, F=invariant, p=x, h=x_0, a=a, b=b), always_unchanging, always_positive,
                              between, x_0_between))),
    holds_for=(half_circle, catenary, parabola), fails_for=(no_extremal,), measured_by=extremals_by_runge_kutta,
    equation="(1)", latex=r"v=v(y):\quad v(y)^2\,(1+\dot y^2)=\mathrm{const}\quad\text{along every extremal of }\int\frac{\sqrt{1+\dot y^2}}{v(y)}dx",
    note="Necessary, not sufficient: the constant y = C keeps v^2 (1 + y'^2) as well and is no extremal where the speed changes with the depth. "
         "An extremal is a solution of the Euler-Lagrange equation.", key=True)
