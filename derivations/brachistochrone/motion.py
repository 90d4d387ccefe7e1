"""The bead on its wire: how fast it is at each depth, and how long it takes."""


from sympy import Abs, Derivative, Eq, Integral, Lambda, Rational, pi, sin, sqrt

from verifier.language import *

from .notation import g, r, wheel_x, wheel_y

m = positive("m")                            # mass of the bead
tau, tau_2 = real("tau tau_2")               # time; when the bead arrives
x, y_ = real("x y_1")
speed, speed_0 = nonnegative("v v_0")        # speed at some depth; at the depth 0
depth = nonnegative("depth")
X, Y, N_x, N_y = function("X Y N_x N_y")     # place of the bead at a time; force of the wire
dX, dY = function("dX dY")                   # velocity of the bead
y, q = function("y q")                       # the wire as a graph; its slope
omega = positive("omega")                    # angular speed of a rolling circle

dX_is = define(dX(tau), Derivative(X(tau), tau), "velocity to the right")
dY_is = define(dY(tau), Derivative(Y(tau), tau), "velocity downwards")
q_is = define(q(x), Derivative(y(x), x), "slope of the wire")

# Given
smooth = given("the bead has a velocity and an acceleration", Both(Both(Differentiable(X(tau), tau), Differentiable(Y(tau), tau)),
                                                                   Both(Differentiable(dX(tau), tau), Differentiable(dY(tau), tau))))
newton_x = given("Newton's law to the right", Eq(m*Derivative(dX(tau), tau), N_x(tau)))
newton_y = given("Newton's law downwards", Eq(m*Derivative(dY(tau), tau), m*g + N_y(tau)))
no_friction = given("the wire pushes across the motion: there is no friction", Eq(N_x(tau)*dX(tau) + N_y(tau)*dY(tau), 0))
energy = given("the energy at a depth is that at the start", Eq(m*speed**2/2 - m*g*depth, m*speed_0**2/2))
at_rest = given("the bead starts at rest", Eq(speed_0, 0))

# Claimed
energy_conservation = Claim(
    name="Without friction the energy of the bead does not change",
    says=Eq(Derivative(m*(dX(tau)**2 + dY(tau)**2)/2 - m*g*Y(tau), tau), 0),
    given=(smooth, newton_x, newton_y, no_friction), definitions=(dX_is, dY_is),
    proof=chain(
        Derivative(m*(dX(tau)**2 + dY(tau)**2)/2 - m*g*Y(tau), tau),
        equals(dX(tau)*(m*Derivative(dX(tau), tau)) + dY(tau)*(m*Derivative(dY(tau), tau)) - m*g*dY(tau), because=(dY_is, smooth)),
        equals(dX(tau)*N_x(tau) + dY(tau)*(m*g + N_y(tau)) - m*g*dY(tau), because=(newton_x, newton_y)),
        equals(0, because=no_friction)),
    holds_for=(example(tau=2, m=3, g=10, X=Lambda(tau, tau), Y=Lambda(tau, 5*tau**2), N_x=Lambda(tau, 0), N_y=Lambda(tau, 0), note="free fall"),
               example(tau=2, m=3, g=4, X=Lambda(tau, tau**2), Y=Lambda(tau, tau**2), N_x=Lambda(tau, 6), N_y=Lambda(tau, -6), note="down a slope")),
    equation="first paragraph", latex=r"\tfrac12mv^2-mgy=0")

square_of_speed = chain(speed**2, equals(speed_0**2 + 2*g*depth, because=energy))
speed_from_energy = Claim(
    name="The speed of a bead without friction depends on its depth only",
    says=(Eq(speed, sqrt(speed_0**2 + 2*g*depth)), Implies(Eq(speed_0, 0), Eq(speed, sqrt(2*g*depth)))),
    given=(energy,),
    proof=(square_of_speed,
           therefore(Eq(speed, sqrt(speed_0**2 + 2*g*depth)), because=(equal_squares, square_of_speed)),
           suppose(at_rest, chain(speed**2, equals(2*g*depth, because=(square_of_speed, at_rest))),
                   chain(speed, equals(sqrt(speed_0**2 + 2*g*depth), because=(equal_squares, square_of_speed)),
                         equals(sqrt(2*g*depth), because=at_rest)))),
    holds_for=(example(m=3, g=2, depth=4, v_0=3, v=5), example(m=1, g=2, depth=1, v_0=0, v=2), example(m=1, g=2, depth=0, v_0=0, v=0),
               example(m=1, g=2, depth=4, v_0=0, v=4)),
    fails_for=(example(m=1, g=2, depth=1, v_0=0, v=3, note="energy is gained"),),
    equation="first paragraph", latex=r"\tfrac12mv^2=mgy\Rightarrow v=\sqrt{2gy}",
    note="With an initial speed the depth is counted from v_0^2/(2g) above the start.")

on_the_way = given("tau is between start and arrival", Both(0 < tau, tau < tau_2))
arrives_later = given("the bead arrives after it starts", tau_2 > 0)
to_the_right = given("it moves to the right", X(0) < X(tau_2))
not_back = given("it never turns back", ForAll((tau,), (0 < tau, tau < tau_2), Derivative(X(tau), tau) >= 0))
no_jumps = given("its motion is absolutely continuous", AbsolutelyContinuous(X(tau), tau, 0, tau_2))
under_way = given("under way it is below the start", ForAll((tau,), (0 < tau, tau < tau_2), y(X(tau)) > 0))
below = given("the wire is below the start", ForAll((x,), (X(0) < x, x < X(tau_2)), y(x) > 0))
speed_is = given("the speed on the wire is sqrt(2 g y)",
                 ForAll((tau,), (0 < tau, tau < tau_2), Eq(Derivative(X(tau), tau)**2*(1 + q(X(tau))**2), 2*g*y(X(tau)))))
time_element = sqrt(1 + q(x)**2)/sqrt(2*g*y(x))
finite = given("the integral exists", Integrable(time_element, x, X(0), X(tau_2)))
followed = time_element.subs(x, X(tau))*Derivative(X(tau), tau)
square_of_rate = chain(
    followed**2,
    equals(Derivative(X(tau), tau)**2*(1 + q(X(tau))**2)/(2*g*y(X(tau))), because=(under_way, on_the_way)),
    equals(1, because=(speed_is, under_way, on_the_way)))
at_one_time = suppose(on_the_way, square_of_rate, therefore(Eq(followed, 1), because=(equal_squares, square_of_rate, not_back, under_way, on_the_way)))
unit_rate = therefore(ForAll((tau,), (0 < tau, tau < tau_2), Eq(followed, 1)), because=(at_one_time, under_way))
below_in_between = therefore(ForAll((x,), (X(0) < x, x < X(tau_2)), y(x) > 0), because=below)
substituted = using(monotone_substitution, f=Lambda(x, time_element), B=X, a=0, b=tau_2)
same = using(integral_of_equal_functions, f=Lambda(tau, followed), g=Lambda(tau, 1), a=0, b=tau_2)
followed_integrable = therefore(Integrable(followed, tau, 0, tau_2), because=(substituted, finite, no_jumps, not_back, arrives_later, under_way))
descent_time_functional = Claim(
    name="Descent time as an integral over x",
    says=Eq(Integral(time_element, (x, X(0), X(tau_2))), tau_2),
    given=(arrives_later, to_the_right, not_back, no_jumps, under_way, below, speed_is, finite), definitions=(q_is,),
    proof=(at_one_time, unit_rate, below_in_between, followed_integrable,
           chain(Integral(time_element, (x, X(0), X(tau_2))),
                 equals(Integral(followed, (tau, 0, tau_2)),
                        because=(substituted, finite, no_jumps, not_back, arrives_later, to_the_right, under_way, below, followed_integrable)),
                 equals(Integral(1, (tau, 0, tau_2)), because=(same, unit_rate, followed_integrable, arrives_later, under_way)),
                 equals(tau_2, because=arithmetic))),
    holds_for=(example(tau_2=3, g=2, X=Lambda(tau, (tau + 1)**2/2), y=Lambda(x, x), note="a slope of 45 degrees, from a place where the bead already moves"),
               example(tau_2=2, g=5, X=Lambda(tau, 3*(tau + 2)**2/4), y=Lambda(x, 3*x), note="a steeper one")),
    fails_for=(example(tau_2=3, g=2, X=Lambda(tau, (tau + 1)**2), y=Lambda(x, x), note="faster than it falls"),),
    equation="first paragraph",
    latex=r"t=\int_0^{x_2}\frac{\sqrt{1+\dot y^2}}{\sqrt{2gy}}\,dx\ \overset{g=1/2}{=}\ \int_0^{x_2}\frac{\sqrt{1+\dot y^2}}{\sqrt y}\,dx",
    note="g = 1/2 only fixes the unit of time.")

pace = sqrt(Derivative(wheel_x(omega*tau), tau)**2 + Derivative(wheel_y(omega*tau), tau)**2)
ahead = given("the sine is not negative", sin(omega*tau/2) >= 0)
behind = given("the sine is negative", sin(omega*tau/2) < 0)
pace_formula = Eq(pace, 2*r*omega*Abs(sin(omega*tau/2)))
rolling_point_speed = Claim(
    name="Speed of the point on a rolling circle",
    says=pace_formula,
    proof=cases(pace_formula, (ahead, therefore(pace_formula, because=(equal_squares, ahead))),
                (behind, therefore(pace_formula, because=(equal_squares, behind)))),
    holds_for=(example(r=2, omega=3, tau=1), example(r=1, omega=2, tau=-1), example(r=Rational(1, 2), omega=1, tau=2*pi, note="at a cusp it stands still")),
    equation="property 3", latex=r"|(\dot x,\dot y)|=2r\omega\,|\sin\tfrac{\varphi}2|,\ \text{zero exactly at }\varphi=2\pi k")
