"""The loss in one dimension with a linear generator: its equilibria, and which of them attract."""

from sympy import Derivative, Eq, Lambda, Rational, Subs

from verifier.language import *

from .experiments import measure_descent

half, quarter = Rational(1, 2), Rational(1, 4)
phi, phi_0 = real("phi phi_0")                # G(y) = phi y, and a frozen copy of phi
a, b = random_variable("a b")                 # a real sample, a noise
X, Z = nonnegative("X"), positive("Z")        # their second moments
real_power = given("real samples have the second moment X", Eq(E(a**2), X))
noise_power = given("the noise has the second moment Z", Eq(E(b**2), Z))
finite = given("the moments are finite", FiniteMoments(a, b))
loss = E((phi * a - a)**2 - (phi * (phi_0 * b) - phi_0 * b)**2 + (phi_0 * (phi * b) - phi * b)**2)
computed = (phi - 1)**2 * X - (phi - 1)**2 * phi_0**2 * Z + (phi_0 - 1)**2 * phi**2 * Z
in_moments = chain(
    loss,
    equals((phi - 1)**2 * E(a**2) - (phi - 1)**2 * phi_0**2 * E(b**2) + (phi_0 - 1)**2 * phi**2 * E(b**2), because=finite),
    equals(computed, because=(real_power, noise_power)))
gradient = Lambda(phi, 2 * (phi - 1) * (X - phi * Z))
rest = X / Z                                  # the second equilibrium
zero, product_zero = given("phi is an equilibrium", Eq(gradient(phi), 0)), given("phi is 1 or X/Z", Eq((phi - 1) * (phi - rest), 0))
q, r = real("q r")
product_positive, both_positive = given("the product is positive", q**2 * r > 0), given("both factors are", Both(q**2 > 0, r > 0))
r_positive, r_not = given("r is positive", r > 0), given("r is not", r <= 0)
no_product = chain(q**2 * r, at_most(0, because=r_not))
far = therefore(1 <= r, because=(using(from_contradiction, x=0, y=q**2 * r, a=1, b=r), product_positive, no_product))
positive_r = cases(r > 0, (r_positive, therefore(r > 0, because=r_positive)), (r_not, (no_product, far, therefore(r > 0, because=far))))
positive_square = therefore(q**2 > 0, because=(using(positive_factor, x=q**2, u=r), product_positive))
sign_with_square = Claim(
    name="A square times a number is positive exactly where both are",
    says=Iff(product_positive.statement, both_positive.statement),
    proof=(suppose(product_positive, positive_r, positive_square, therefore(both_positive.statement, because=(positive_r, positive_square))),
           suppose(both_positive, therefore(product_positive.statement, because=both_positive))),
    holds_for=(example(q=2, r=3), example(q=0, r=3), example(q=-1, r=-2)))

toward_1, below_rest = given("descent leads towards 1", (phi - 1) * gradient(phi) > 0), given("phi is below X/Z and not 1", Both((phi - 1)**2 > 0, phi < rest))
toward_rest, below_1 = given("descent leads towards X/Z", (phi - rest) * gradient(phi) > 0), given("phi is below 1 and not X/Z", Both((phi - rest)**2 > 0, phi < 1))
first_form = chain((phi - 1) * gradient(phi), equals((phi - 1)**2 * (2 * Z * (rest - phi)), because=arithmetic))
second_form = chain((phi - rest) * gradient(phi), equals((phi - rest)**2 * (2 * Z * (1 - phi)), because=arithmetic))
at_1, at_rest = using(sign_with_square, q=phi - 1, r=2 * Z * (rest - phi)), using(sign_with_square, q=phi - rest, r=2 * Z * (1 - phi))
first_product, second_product = therefore((phi - 1)**2 * (2 * Z * (rest - phi)) > 0, because=(first_form, toward_1)), therefore(
    (phi - rest)**2 * (2 * Z * (1 - phi)) > 0, because=(second_form, toward_rest))
first_factor, second_factor = therefore(2 * Z * (rest - phi) > 0, because=(at_1, first_product)), therefore(2 * Z * (1 - phi) > 0, because=(at_rest, second_product))
first_square, second_square = therefore((phi - 1)**2 > 0, because=(at_1, first_product)), therefore((phi - rest)**2 > 0, because=(at_rest, second_product))
gap_below_rest, gap_below_1 = therefore(2 * Z * (rest - phi) > 0, because=below_rest), therefore(2 * Z * (1 - phi) > 0, because=below_1)
apart_from_1, apart_from_rest = therefore((phi - 1)**2 > 0, because=below_rest), therefore((phi - rest)**2 > 0, because=below_1)
one_dimensional_ign = Claim(
    name="The loss in one dimension: its equilibria and their stability",
    says=(Eq(loss, computed),
          Eq(Subs(Derivative(computed, phi), phi_0, phi), gradient(phi)),
          Iff(Eq(gradient(phi), 0), Eq((phi - 1) * (phi - rest), 0)),
          Eq(Subs(Derivative(gradient(phi), phi), phi, 1), 2 * (X - Z)),
          Eq(Subs(Derivative(gradient(phi), phi), phi, rest), 2 * (Z - X)),
          Iff(toward_1.statement, below_rest.statement),
          Iff(toward_rest.statement, below_1.statement)),
    given=(real_power, noise_power, finite),
    proof=(in_moments,
           chain(Subs(Derivative(computed, phi), phi_0, phi),
                 equals(2 * (phi - 1) * X - 2 * (phi - 1) * phi**2 * Z + 2 * (phi - 1)**2 * phi * Z, because=arithmetic),
                 equals(gradient(phi), because=arithmetic)),
           suppose(zero, chain((phi - 1) * (phi - rest), equals(-gradient(phi) / (2 * Z), because=arithmetic), equals(0, because=zero))),
           suppose(product_zero, chain(gradient(phi), equals(-2 * Z * ((phi - 1) * (phi - rest)), because=arithmetic), equals(0, because=product_zero))),
           therefore(Eq(Subs(Derivative(gradient(phi), phi), phi, 1), 2 * (X - Z)), because=arithmetic),
           therefore(Eq(Subs(Derivative(gradient(phi), phi), phi, rest), 2 * (Z - X)), because=arithmetic),
           first_form, second_form,
           suppose(toward_1, first_product, first_factor, first_square,
                   therefore(below_rest.statement, because=(first_square, first_factor))),
           suppose(below_rest, gap_below_rest, apart_from_1, therefore(toward_1.statement, because=(first_form, gap_below_rest, apart_from_1))),
           suppose(toward_rest, second_product, second_factor, second_square, therefore(below_1.statement, because=(second_square, second_factor))),
           suppose(below_1, gap_below_1, apart_from_rest, therefore(toward_rest.statement, because=(second_form, gap_below_1, apart_from_rest)))),
    holds_for=(example(X=4, Z=1, phi=half, phi_0=3, a=distribution({2: half, -2: half}), b=coin), example(X=4, Z=1, phi=5, phi_0=-1, a=distribution({2: half, -2: half}), b=coin),
               example(X=1, Z=4, phi=half, phi_0=half, a=coin, b=distribution({2: half, -2: half})), example(X=1, Z=1, phi=-2, phi_0=0, a=coin, b=coin),
               example(X=4, Z=1, phi=Rational(5, 2), phi_0=Rational(5, 2), a=distribution({2: half, -2: half}), b=coin),
               example(X=1, Z=4, phi=quarter, phi_0=2, a=coin, b=distribution({2: half, -2: half})), example(X=4, Z=1, phi=1, phi_0=2, a=distribution({2: half, -2: half}), b=coin)),
    fails_for=(example(X=1, Z=1, phi=3, phi_0=2, a=distribution({2: half, -2: half}), b=coin, note="another second moment"),
               example(X=1, Z=1, phi=3, phi_0=2, a=coin, b=distribution({2: half, -2: half}), note="another second moment of the noise")),
    measured_by=measure_descent,
    equation="not in the article; illustrates the doubt of its last section",
    latex=r"G_\varphi(y)=\varphi y,\ X=\mathbb Ex^2,\ Z=\mathbb Ez^2:\quad\text{gradient}=2(\varphi-1)(X-\varphi Z),\ \text{zeros }\varphi\in\{1,X/Z\};\quad X>Z:\ 1\text{ stable},\ X/Z\text{ unstable};\quad X<Z:\ X/Z\text{ stable}",
    note="Descent leads towards 1 exactly from below X/Z, and towards X/Z exactly from below 1. So for X > Z the identity attracts and X/Z repels, for X < Z it is X/Z < 1 that attracts, which "
         "neither has the scale of the data nor is idempotent, and for X = Z the one equilibrium attracts from below only.",
    key=True)
