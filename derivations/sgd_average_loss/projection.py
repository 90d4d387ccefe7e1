"""The projection onto a closed convex set."""

from sympy import Eq, Lambda, Rational, Tuple

from verifier.language import *

from .examples import clip_13, clip_square, half, round_off, unit_set
from .experiments import measure_projection
from .notation import Pi, Theta, a, b, lam, p, phi, psi, q

convex_domain = given("Theta is convex", ForAll((a, b, lam), (Element(a, Theta), Element(b, Theta), 0 <= lam, lam <= 1),
                                                Element(lam * a + (1 - lam) * b, Theta)))
lands = given("the projection lands in Theta", ForAll((phi,), (), Element(Pi(phi), Theta)))
nearest = given("no point of Theta is nearer to phi than Pi(phi)",
                ForAll((phi, a), (Element(a, Theta),), norm(phi - Pi(phi)) <= norm(phi - a)), unstated=True)
here = given("phi is in Theta", Element(phi, Theta))
there = given("psi is in Theta", Element(psi, Theta))
fraction = given("lambda is between 0 and 1", Both(0 <= lam, lam <= 1))
projection = (convex_domain, lands, nearest)

P = Pi(phi)
mixed = lam * psi + (1 - lam) * P
segment = therefore(Element(mixed, Theta), because=(convex_domain, lands, there, fraction))
closer = therefore(norm(phi - P) <= norm(phi - mixed), because=(nearest, segment))
closer_again = therefore(norm(phi - P) <= norm((phi - P) + lam * (P - psi)), because=closer)
squares = therefore(norm(phi - P)**2 <= norm(phi - mixed)**2, because=(square_is_monotone, closer))
projection_optimality_with_lambda = Claim(
    name="Comparison of the projection with a convex combination",
    says=(norm(phi - P) <= norm((phi - P) + lam * (P - psi)),
          lam**2 * norm(P - psi)**2 + 2 * lam * dot(P - psi, phi - P) >= 0),
    given=(*projection, there, fraction),
    proof=(segment, closer, closer_again, squares,
           therefore(lam**2 * norm(P - psi)**2 + 2 * lam * dot(P - psi, phi - P) >= 0, because=squares)),
    holds_for=(example(**unit_set, phi=[3], psi=[half], lambda_=half),
               example(Theta=interval(1, 3), Pi=clip_13, phi=[-1], psi=[2], lambda_=half),
               example(Theta=box((-1, 1), (-1, 1)), Pi=clip_square, phi=[3, half], psi=[-1, -1], lambda_=Rational(1, 5))),
    fails_for=(example(Theta=finite_set(0, 1), Pi=round_off, phi=[Rational(3, 5)], psi=[0], lambda_=half),),
    equation="(20)-(22)",
    latex=r"\|\varphi-P\|\le\|(\varphi-P)+\lambda(P-\theta)\|,\qquad \lambda^2\|P-\theta\|^2+2\lambda(P-\theta)\cdot(\varphi-P)\ge0")

divided = therefore(ForAll((lam,), (0 < lam, lam <= 1), -norm(P - psi)**2 * lam <= 2 * dot(P - psi, phi - P)),
                    because=(projection_optimality_with_lambda, *projection, there))
vanishes = therefore(TendsFromAbove(-norm(P - psi)**2 * lam, lam, 0, 0), because=linear_function_tends_to_zero)
in_the_limit = therefore(0 <= 2 * dot(P - psi, phi - P), because=(limit_keeps_upper_bound, divided, vanishes))
obtuse_angle = Claim(
    name="Variational inequality of the projection",
    says=dot(P - psi, phi - P) >= 0,
    given=(*projection, there),
    proof=(divided, vanishes, in_the_limit, therefore(dot(P - psi, phi - P) >= 0, because=in_the_limit)),
    holds_for=(example(**unit_set, phi=[3], psi=[half]), example(**unit_set, phi=[half], psi=[1]),
               example(Theta=interval(1, 3), Pi=clip_13, phi=[0], psi=[2]),
               example(Theta=box((-1, 1), (-1, 1)), Pi=clip_square, phi=[3, half], psi=[1, -1])),
    fails_for=(example(Theta=finite_set(0, 1), Pi=round_off, phi=[Rational(3, 5)], psi=[0], note="two points are not convex"),
               example(**unit_set, phi=[3], psi=[2], note="psi outside"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, Tuple(0)), phi=[2], psi=[1], note="0 is not the nearest point")),
    measured_by=measure_projection,
    note="The article assumes a bounded convex set; closedness, needed for a nearest point to exist, is missing there.",
    equation="(23)", latex=r"(\Pi_\Theta(\varphi)-\theta)\cdot(\varphi-\Pi_\Theta(\varphi))\ge0\qquad\forall\theta\in\Theta",
    key=True, cites="Bauschke2017, Theorem 3.16")

split_square = norm(phi - P)**2 + norm(P - psi)**2 + 2 * dot(phi - P, P - psi)
pythagoras_projection = Claim(
    name="Pythagorean inequality for the projection",
    says=norm(phi - psi)**2 >= norm(P - psi)**2 + norm(phi - P)**2,
    given=(*projection, there),
    proof=chain(
        norm(phi - psi)**2,
        equals(split_square, because=arithmetic),
        at_least(norm(P - psi)**2 + norm(phi - P)**2, because=(obtuse_angle, *projection, there))),
    holds_for=(example(**unit_set, phi=[3], psi=[1]), example(**unit_set, phi=[-2], psi=[half]),
               example(Theta=interval(1, 3), Pi=clip_13, phi=[Rational(31, 10)], psi=[1])),
    fails_for=(example(Theta=finite_set(0, 1), Pi=round_off, phi=[Rational(3, 5)], psi=[0]),),
    equation="(24)", latex=r"\|\varphi-\theta\|^2\ge\|\Pi_\Theta(\varphi)-\theta\|^2+\|\varphi-\Pi_\Theta(\varphi)\|^2")

shorter = chain(
    norm(P - psi)**2,
    at_most(norm(P - psi)**2 + norm(phi - P)**2, because=arithmetic),
    at_most(norm(phi - psi)**2, because=(pythagoras_projection, *projection, there)))
projection_nonexpansive_to_set = Claim(
    name="Projection does not increase the distance to points of the set",
    says=norm(P - psi) <= norm(phi - psi),
    given=(*projection, there),
    proof=(shorter, therefore(norm(P - psi) <= norm(phi - psi), because=(square_reflects_order, shorter))),
    holds_for=(example(**unit_set, phi=[half], psi=[1]), example(**unit_set, phi=[3], psi=[1]),
               example(Theta=box((-1, 1), (-1, 1)), Pi=clip_square, phi=[3, half], psi=[1, -1])),
    fails_for=(example(Theta=finite_set(0, 1), Pi=round_off, phi=[Rational(3, 5)], psi=[0], note="two points are not convex"),
               example(**unit_set, phi=[3], psi=[3], note="psi outside")),
    measured_by=measure_projection,
    note="Only the distance to points of the set is needed, not that distances between any two points shrink.",
    equation="(18), (19)", latex=r"\|\Pi_\Theta(\varphi)-\theta\|\le\|\varphi-\theta\|\quad\forall\varphi\in\mathbb R^d,\theta\in\Theta",
    key=True, cites="Bauschke2017, Proposition 4.16")

first_in_set = given("p is in Theta", Element(p, Theta))
second_in_set = given("q is in Theta", Element(q, Theta))
first_nearest = given("no point of Theta is nearer to phi than p", ForAll((a,), (Element(a, Theta),), norm(phi - p) <= norm(phi - a)))
second_nearest = given("no point of Theta is nearer to phi than q", ForAll((a,), (Element(a, Theta),), norm(phi - q) <= norm(phi - a)))
middle = half * p + (1 - half) * q
middle_in_set = therefore(Element(middle, Theta),
                          because=(using(convex_domain, (a, p), (b, q), (lam, half)), first_in_set, second_in_set))
p_wins = therefore(norm(phi - p) <= norm(phi - middle), because=(using(first_nearest, (a, middle)), middle_in_set))
q_wins = therefore(norm(phi - q) <= norm(phi - middle), because=(using(second_nearest, (a, middle)), middle_in_set))
p_wins_squared = therefore(norm(phi - p)**2 <= norm(phi - middle)**2, because=(square_is_monotone, p_wins))
q_wins_squared = therefore(norm(phi - q)**2 <= norm(phi - middle)**2, because=(square_is_monotone, q_wins))
no_room = chain(
    norm(p - q)**2,
    equals(2 * norm(phi - p)**2 + 2 * norm(phi - q)**2 - 4 * norm(phi - middle)**2, because=arithmetic),
    at_most(0, because=(p_wins_squared, q_wins_squared)))
no_distance_left = therefore(norm(p - q) <= 0, because=(square_reflects_order, no_room))
projection_exists_unique = Claim(
    name="The nearest point of a convex set is unique, where it exists",
    says=Eq(p, q),
    given=(convex_domain, first_in_set, second_in_set, first_nearest, second_nearest),
    proof=(middle_in_set, p_wins, q_wins, p_wins_squared, q_wins_squared, no_room, no_distance_left,
           therefore(Eq(p, q), because=(distance_zero_only_for_equal_points, no_distance_left))),
    holds_for=(example(Theta=interval(0, 1), phi=[3], p=[1], q=[1]),),
    fails_for=(example(Theta=finite_set(-1, 1), phi=[0], p=[1], q=[-1], note="two points are not convex"),
               example(Theta=interval(0, 1), phi=[3], p=[1], q=[0], note="q is not a nearest point")),
    note="That a nearest point exists needs a closed set, which the article does not ask for: (0, 1) has none for 2.",
    equation="(16)", latex=r"\Pi_\Theta(\varphi)=\arg\min_{\theta\in\Theta}\|\varphi-\theta\|\ \text{is a single point}")
