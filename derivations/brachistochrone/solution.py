"""From the differential equation to the cycloid, and to the one that passes through the end point."""

from sympy import Derivative, Eq, Integral, Rational, cos, cot, pi, sin, sqrt

from verifier.language import *

from .notation import C, path_x, path_y, phi, r, t, wheel_x, wheel_y

s = real("s")

# Given
before_the_end = given("t is inside (0, pi)", Both(0 < t, t < pi))
not_lowest = given("the path is not at its lowest point", path_y(t) < C)

root = sqrt(path_y(t)/(C - path_y(t)))       # dx/dy where the path descends

# Claimed
falling = given("the path descends", t < pi/2)
rising = given("the path rises", t > pi/2)
cycloid_substitution = Claim(
    name="The substitution y = C sin^2 t integrates the equation",
    says=(Implies(t < pi/2, Eq(root*Derivative(path_y(t), t), 2*C*sin(t)**2)),
          Implies(t > pi/2, Eq(-root*Derivative(path_y(t), t), 2*C*sin(t)**2)),
          Eq(Integral(2*C*sin(s)**2, (s, 0, t)), path_x(t)),
          Eq(Derivative(path_y(t), t)/Derivative(path_x(t), t), cot(t)),
          Eq(path_y(t)*(1 + cot(t)**2), C),
          Eq(2*path_y(t)*Derivative(cot(t), t)/Derivative(path_x(t), t) + 1 + cot(t)**2, 0)),
    given=(before_the_end, not_lowest),
    proof=(suppose(falling, chain(
               root*Derivative(path_y(t), t),
               equals(root*2*C*sin(t)*cos(t), because=(arithmetic, not_lowest)),
               equals(2*C*sin(t)**2, because=(equal_squares, falling, before_the_end, not_lowest)))),
           suppose(rising, chain(
               -root*Derivative(path_y(t), t),
               equals(-root*2*C*sin(t)*cos(t), because=(arithmetic, not_lowest)),
               equals(2*C*sin(t)**2, because=(equal_squares, rising, before_the_end, not_lowest)))),
           chain(Integral(2*C*sin(s)**2, (s, 0, t)),
                 equals(Integral(Derivative(path_x(s), s), (s, 0, t)), because=arithmetic),
                 equals(path_x(t) - path_x(0), because=(using(fundamental_theorem, F=path_x), before_the_end)),
                 equals(path_x(t), because=arithmetic)),
           therefore(Eq(Derivative(path_y(t), t)/Derivative(path_x(t), t), cot(t)), because=before_the_end),
           therefore(Eq(path_y(t)*(1 + cot(t)**2), C), because=before_the_end),
           therefore(Eq(2*path_y(t)*Derivative(cot(t), t)/Derivative(path_x(t), t) + 1 + cot(t)**2, 0), because=before_the_end)),
    holds_for=(example(t=1, C=Rational(3, 2)), example(t=2, C=Rational(1, 3))),
    fails_for=(example(t=4, C=1, note="beyond the arch"), example(t=-1, C=1, note="before the start")),
    equation="unnumbered", latex=r"y=C_1\sin^2t=\tfrac{C_1}2(1-\cos2t)\Rightarrow dx=2C_1\sin^2t\,dt,\quad x=C_1\big(t-\tfrac12\sin2t\big)+C_2",
    note="The root is |tan t|: beyond the lowest point both it and dy change sign, so that dx stays positive. The curve starts at the origin, hence C_2 = 0; "
         "the last part is the Euler-Lagrange equation, with y'' = (d/dt cot t)/(dx/dt).", key=True)

u, v = real("u v")
k = nonzero("k")                             # a factor
multiples = given("the multiples agree", Eq(k*u, k*v))
factor_cancels = Claim(
    name="A factor that is not 0 cancels",
    says=Eq(u, v), given=(multiples,),
    proof=therefore(Eq(u, v), because=multiples),
    holds_for=(example(k=-2, u=3, v=3),), fails_for=(example(k=1, u=2, v=3),))

one_arch = given("phi is inside (0, 2 pi)", Both(0 < phi, phi < 2*pi))
same_radius = given("the radius is half the constant", Eq(r, C/2))
same_curve = given("both curves agree at this angle", Both(Eq(path_x(phi/2), wheel_x(phi)), Eq(path_y(phi/2), wheel_y(phi))))
solution_is_cycloid = Claim(
    name="The solution is the cycloid of a circle of radius C/2",
    says=Iff(Eq(r, C/2), Both(Eq(path_x(phi/2), wheel_x(phi)), Eq(path_y(phi/2), wheel_y(phi)))),
    given=(one_arch,),
    proof=(suppose(same_radius, therefore(Eq(path_x(phi/2), wheel_x(phi)), because=same_radius)),
           suppose(same_radius, therefore(Eq(path_y(phi/2), wheel_y(phi)), because=same_radius)),
           suppose(same_radius, therefore(Both(Eq(path_x(phi/2), wheel_x(phi)), Eq(path_y(phi/2), wheel_y(phi))), because=same_radius)),
           suppose(same_curve, chain(
               r, equals(C/2, because=(using(factor_cancels, k=2*sin(phi/2)**2, u=r, v=C/2), same_curve, one_arch))))),
    holds_for=(example(phi=1, C=3, r=Rational(3, 2)), example(phi=5, C=Rational(1, 2), r=Rational(1, 4)), example(phi=2, C=1, r=1)),
    equation="final display",
    latex=r"x=\tfrac{C_1}2(\varphi-\sin\varphi),\ y=\tfrac{C_1}2(1-\cos\varphi),\ \varphi=2t\quad\Longleftrightarrow\quad x=r(\varphi-\sin\varphi),\ "
          r"y=r(1-\cos\varphi),\ r=C_1/2",
    note="The parameter of the solution is half the angle of the rolling circle; the article calls both t.", key=True)
