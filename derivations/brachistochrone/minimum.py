"""The cycloid is faster than every other curve to its end point."""

import numpy as np
from sympy import Derivative, Eq, Integral, Lambda, Rational, cos, pi, sin, sqrt

from verifier.language import *

from .notation import C, path_x, path_y, t

y = function("y")                            # depth of another curve
q = function("q")                            # its slope
x = real("x")
t_2 = real("t_2")                            # parameter of the end point on the cycloid
a, p = real("a p")
w = positive("w")                            # twice the root of the depth

slope_of_curve = define(q(x), Derivative(y(x), x), "the slope of the other curve")


# Experiments
def perturbed_cycloids(rng):
    """500 random curves y exp(sine series) around the cycloid to t_2 = 1.2, C = 1, in straight pieces of the parameter."""
    steps, end = 4000, 1.2
    s_ = np.linspace(0, 1, steps + 1)
    angle = end*s_
    x_, y_ = angle - np.sin(2*angle)/2, np.sin(angle)**2

    def time_of(depth):
        return (2*np.hypot(np.diff(x_), np.diff(depth))/(np.sqrt(depth[1:]) + np.sqrt(depth[:-1]))).sum()

    waves = np.sin(np.pi*np.outer(np.arange(1, 7), s_))
    excess = [time_of(y_*np.exp(rng.standard_normal(6)/3 @ waves)) - time_of(y_) for _ in range(500)]
    return [Measurement("time of the cycloid", time_of(y_), 2*end, 1e-5),  # pieces of 3e-4, second order
            Measurement("smallest excess of the others", min(excess), 0, 0, ">=")]


# Given
end_inside = given("the end point lies on the arch", Both(0 < t_2, t_2 < pi))
inside = given("t is inside (0, pi)", Both(0 < t, t < pi))
on_the_way = given("t is on the way to the end point", Both(0 < t, t < t_2))
smooth = given("the curve has a tangent everywhere in between", ForAll((x,), (0 < x, x < path_x(t_2)), Differentiable(y(x), x)))
below_start = given("it stays below the start", ForAll((x,), (0 < x, x <= path_x(t_2)), y(x) > 0))
same_start = given("it starts at the origin", Eq(y(0), 0))
same_end = given("it ends where the cycloid does", Eq(y(path_x(t_2)), path_y(t_2)))
finite = given("its descent takes a finite time", Integrable(sqrt(1 + q(x)**2)/sqrt(y(x)), x, 0, path_x(t_2)))
tame = given("the root of its depth is absolutely continuous, as it is wherever the time is finite",
             AbsolutelyContinuous(sqrt(y(path_x(t))), t, 0, t_2))

# Claimed
square = chain((a*sin(t) + p*cos(t))**2, equals(a**2 + p**2 - (a*cos(t) - p*sin(t))**2, because=arithmetic), at_most(a**2 + p**2, because=arithmetic))
projection = Claim(
    name="A vector is at least as long as its projection",
    says=a*sin(t) + p*cos(t) <= sqrt(a**2 + p**2),
    proof=(square, therefore(a*sin(t) + p*cos(t) <= sqrt(a**2 + p**2), because=(square_reflects_order, square))),
    holds_for=(example(a=3, p=4, t=1), example(a=sin(2), p=cos(2), t=2), example(a=-1, p=0, t=-pi/2), example(a=0, p=0, t=1)))

tangent_below = Claim(
    name="The tangent plane at the cycloid lies below the integrand",
    says=sqrt((4*C*sin(t)**2/w)**2 + p**2) >= 4*sqrt(C)*sin(t)**2 + p*cos(t) - w*sin(t),
    given=(inside,),
    proof=chain(
        sqrt((4*C*sin(t)**2/w)**2 + p**2),
        at_least(4*C*sin(t)**2/w*sin(t) + p*cos(t), because=using(projection, a=4*C*sin(t)**2/w)),
        equals(4*sqrt(C)*sin(t)**2 + p*cos(t) - w*sin(t) + sin(t)/w*(2*sqrt(C)*sin(t) - w)**2, because=arithmetic),
        at_least(4*sqrt(C)*sin(t)**2 + p*cos(t) - w*sin(t), because=inside)),
    holds_for=(example(C=4, t=1, w=4*sin(1), p=4*cos(1), note="equality: on the cycloid"), example(C=1, t=pi/3, w=sqrt(3), p=1, note="as there"), example(C=1, t=2, w=3, p=-1)),
    fails_for=(example(C=4, t=-1, w=4*sin(1), p=4*cos(1)),))

width_positive = Claim(
    name="The path goes to the right from its start",
    says=path_x(t) > 0, given=(inside,), proof=therefore(path_x(t) > 0, because=inside),
    holds_for=(example(C=1, t=Rational(1, 100)), example(C=3, t=3)), fails_for=(example(C=1, t=-1),))
path_slope = therefore(ForAll((x,), (t <= x, x <= t_2), Eq(Derivative(path_x(x), x), 2*C*sin(x)**2)), because=arithmetic)
path_rises = therefore(ForAll((x,), (t <= x, x <= t_2), 2*C*sin(x)**2 > 0), because=(on_the_way, end_inside))
width_increases = Claim(
    name="The path goes to the right all the time",
    says=path_x(t) < path_x(t_2), given=(on_the_way, end_inside),
    proof=(path_slope, path_rises,
           therefore(path_x(t) < path_x(t_2), because=(using(increasing_on_interval, F=path_x, F1=Lambda(x, 2*C*sin(x)**2), a=t, b=t_2),
                                                       path_slope, path_rises, on_the_way))),
    holds_for=(example(C=1, t=Rational(1, 100), t_2=Rational(1, 50)), example(C=3, t=1, t_2=3),
               example(C=1, t=Rational(7, 10), t_2=Rational(71, 100))), fails_for=(example(C=1, t=2, t_2=1),))

u = positive("u")                            # a depth
s = real("s")                                # a slope
integrand = Lambda((w, p), sqrt(4/w**2 + p**2))
second_p, second_w = Derivative(integrand(w, p), p, p), Derivative(integrand(w, p), w, w)
mixed = Derivative(integrand(w, p), p, w)
hessian = second_w*second_p - mixed**2
curvature = therefore(Eq(second_p, 4*w/(p**2*w**2 + 4)**Rational(3, 2)), because=arithmetic)
determinant = therefore(Eq(hessian, 32/(w**2*(p**2*w**2 + 4)**2)), because=arithmetic)
convex_in_the_root_of_the_depth = Claim(
    name="In twice the root of the depth the integrand is strictly convex",
    says=(Eq(sqrt(1 + s**2)/sqrt(u), integrand(2*sqrt(u), s/sqrt(u)), evaluate=False),
          Eq(second_p, 4*w/(p**2*w**2 + 4)**Rational(3, 2)), second_p > 0,
          Eq(hessian, 32/(w**2*(p**2*w**2 + 4)**2)), hessian > 0),
    proof=(therefore(Eq(sqrt(1 + s**2)/sqrt(u), integrand(2*sqrt(u), s/sqrt(u)), evaluate=False), because=equal_squares),
           curvature, chain(second_p, equals(4*w/(p**2*w**2 + 4)**Rational(3, 2), because=curvature), greater_than(0, because=arithmetic)),
           determinant, chain(hessian, equals(32/(w**2*(p**2*w**2 + 4)**2), because=determinant), greater_than(0, because=arithmetic))),
    holds_for=(example(u=2, s=-3, w=Rational(1, 2), p=3), example(u=Rational(1, 5), s=0, w=2, p=0)),
    equation="implied",
    latex=r"w=2\sqrt y:\quad\int\frac{\sqrt{1+\dot y^2}}{\sqrt y}dx=\int\sqrt{\tfrac4{w^2}+\dot w^2}\,dx,\quad\text{integrand strictly convex in }(w,\dot w),\ w>0")

time_element = sqrt(1 + q(x)**2)/sqrt(y(x))                                                   # dt/dx of the other curve, for g = 1/2
followed = time_element.subs(x, path_x(t))*Derivative(path_x(t), t)                           # dt by the parameter of the cycloid
root = 2*sqrt(y(path_x(t)))                                                                   # w along the other curve
root_slope = q(path_x(t))*2*C*sin(t)**2/sqrt(y(path_x(t)))                                    # and its derivative
bound = Lambda(t, root*cos(t) + 2*sqrt(C)*(t - sin(2*t)/2))

right_of_start = therefore(path_x(t) > 0, because=(width_positive, on_the_way, end_inside))
left_of_end = therefore(path_x(t) < path_x(t_2), because=(width_increases, on_the_way, end_inside))
deep = therefore(y(path_x(t)) > 0, because=(below_start, right_of_start, left_of_end))
bound_slope = chain(
    Derivative(bound(t), t),
    equals(4*sqrt(C)*sin(t)**2 + root_slope*cos(t) - root*sin(t), because=(slope_of_curve, smooth, right_of_start, left_of_end, deep)),
    at_most(sqrt((4*C*sin(t)**2/root)**2 + root_slope**2), because=(using(tangent_below, w=root, p=root_slope), deep, on_the_way, end_inside)),
    equals(followed, because=(equal_squares, deep, on_the_way, end_inside)))
pointwise = suppose(on_the_way, right_of_start, left_of_end, deep, bound_slope)
always_deep = suppose(on_the_way, right_of_start, left_of_end, deep)
deep_on_the_way = therefore(ForAll((t,), (0 < t, t < t_2), y(path_x(t)) > 0), because=always_deep)
order = therefore(ForAll((t,), (0 < t, t < t_2), Derivative(bound(t), t) <= followed), because=(pointwise, deep_on_the_way))
deep_inside = therefore(ForAll((x,), (0 < x, x < path_x(t_2)), y(x) > 0), because=below_start)
substituted = using(monotone_substitution, f=Lambda(x, time_element), B=path_x, a=0, b=t_2)
followed_integrable = therefore(Integrable(followed, t, 0, t_2), because=(substituted, finite, end_inside, deep_on_the_way))
bound_integrable = therefore(Integrable(Derivative(bound(t), t), t, 0, t_2),
                             because=(using(absolutely_continuous_is_integrable, F=bound, a=0, b=t_2), tame, end_inside, deep_on_the_way))
end_to_the_right = therefore(path_x(t_2) > 0, because=(using(width_positive, t=t_2), end_inside))
time = Integral(time_element, (x, 0, path_x(t_2)))

global_minimality = Claim(
    name="No curve is faster than the cycloid",
    says=time >= 2*sqrt(C)*t_2,
    given=(end_inside, smooth, below_start, same_start, same_end, finite, tame),
    definitions=(slope_of_curve,),
    proof=(end_to_the_right, always_deep, pointwise, deep_on_the_way, order, deep_inside, followed_integrable, bound_integrable,
           chain(time,
                 equals(Integral(followed, (t, 0, t_2)), because=(substituted, finite, end_inside, followed_integrable, deep_on_the_way, deep_inside, end_to_the_right)),
                 at_least(Integral(Derivative(bound(t), t), (t, 0, t_2)),
                          because=(using(integral_keeps_order, f=Lambda(t, Derivative(bound(t), t)), g=Lambda(t, followed), a=0, b=t_2), order,
                                   followed_integrable, bound_integrable, deep_on_the_way, end_inside)),
                 equals(2*sqrt(path_y(t_2))*cos(t_2) + 2*sqrt(C)*(t_2 - sin(2*t_2)/2),
                        because=(using(fundamental_theorem, F=bound, a=0, b=t_2), tame, bound_integrable, deep_on_the_way, end_inside,
                                 same_start, same_end)),
                 equals(2*sqrt(C)*t_2, because=end_inside))),
    holds_for=(example(C=1, t_2=pi/2, y=Lambda(x, 2*x/pi), note="the straight line"),),
    fails_for=(example(C=1, t_2=pi/2, y=Lambda(x, 1), note="a curve that starts at full speed"),
               example(C=1, t_2=Rational(5, 2), y=Lambda(x, x), note="a curve to a deeper end point")),
    measured_by=perturbed_cycloids, equation="implied: the article derives a stationary curve only",
    latex=r"w=2\sqrt y:\quad\int\frac{\sqrt{1+\dot y^2}}{\sqrt y}dx=\int\sqrt{\tfrac4{w^2}+\dot w^2}\,dx,\quad\text{integrand strictly convex in }(w,\dot w),\ w>0",
    note="The article takes stationary for smallest. Convexity in twice the root of the depth gives the minimum: the tangent plane at the cycloid is "
         "the derivative of a function of the end points alone.", key=True)
