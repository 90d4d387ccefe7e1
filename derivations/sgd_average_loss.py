"""How fast the average loss of (projected, stochastic, sub-) gradient descent falls.

The bound on the average regret and both choices of the learning rate are right: for every number of steps, every sequence
of samples and every non-increasing positive sequence of steps.  The iterates below are those of the projected step; the plain
step is the case where the set is the whole space and nothing is moved.  Three things are missing in the article.  The set must
be closed for a nearest point (and the diameter) to exist; here "Pi(phi) is a nearest point" is a premise.  The left side of the
main inequality compares losses of different samples at different parameters, so by itself it says nothing of one loss: the step
to the population loss needs independent samples and an expectation, and is proved at the end.  The constant step needs the
number of steps in advance, and only the bound on the average regret, not the regret, is shown to tend to 0.
"""

import numpy as np
from sympy import Abs, Eq, Lambda, Max, Min, Piecewise, Rational, Sum, Tuple, oo, sign, sqrt

from verifier.language import *

source = Source("Su", 2023, "让炼丹更科学一些（一）：SGD的平均损失收敛", url="https://kexue.fm/archives/9902")

# Notation
T, n = natural("T n")                     # number of steps; any step
t = index("t", 1, T)                      # steps
j = index("j", 2, T)                      # steps from the second on
k = index("k")                            # steps without end
x = vector("x")                           # x_t says which training subset is drawn at step t
L = function("L")                         # L(x, theta), the loss
g, theta = trajectory("g theta")          # g(x, theta), a (sub)gradient of the loss in theta; theta(t), the iterates
Pi = trajectory("Pi")                     # the projection onto Theta
Theta = convex_set("Theta")               # where the parameters may lie
best = point("theta_star")                # the parameter to compare with, any point of Theta
phi, psi, a, b, p, q = point("phi psi a b p q")  # points of R^d, for every d
eta = sequence("eta", positive=True)      # eta(t), the step sizes
D, G = nonnegative("D G")                 # bounds of distances and of (sub)gradients
alpha, eta0 = positive("alpha eta_0")     # constants in step sizes
lam = real("lambda")                      # a fraction
X = random_vector("X")                    # X_t, the training subset drawn at random
vartheta = random_trajectory("vartheta")  # the iterates that it gives
Lbar = function("Lbar")                   # the population loss
u, v = real("u"), point("v")              # a sample, a parameter

# -- experiments: NumPy on real arrays, seeded; each from the definition, none from a proof ----------------------------------


def onto_ball(y):
    """The nearest point of the unit ball."""
    return y / max(1.0, np.linalg.norm(y))


def onto_box(y):
    """The nearest point of [-1, 1]^d."""
    return np.clip(y, -1, 1)


def onto_simplex(y):
    """The nearest probability vector, by sorting."""
    falling = np.sort(y)[::-1]
    excess = (np.cumsum(falling) - 1) / np.arange(1, len(y) + 1)
    return np.maximum(y - excess[np.nonzero(falling > excess)[0][-1]], 0)


def descend(start, steps, losses, onto):
    """The iterates of projected SGD, and the losses and squared (sub)gradients met on the way."""
    y, path, values, squares = start, [start], [], []
    for step, loss in zip(steps, losses):
        value, slope = loss(y)
        y = onto(y - step * slope)
        path.append(y)
        values.append(value)
        squares.append(slope @ slope)
    return np.array(path), np.array(values), np.array(squares)


def linear(c):
    """The loss c.y with its gradient."""
    return lambda y: (c @ y, c)


def distance(c):
    """The loss |y - c|_1 with a subgradient."""
    return lambda y: (np.abs(y - c).sum(), np.sign(y - c))


def squared(c, target):
    """The loss (c.y - target)^2/2 with its gradient."""
    return lambda y: ((c @ y - target) ** 2 / 2, (c @ y - target) * c)


def greedy(y):
    """The adversary on [-1, 1]: the loss whose slope is the sign of the present iterate."""
    c = np.sign(y) + (y == 0)
    return c @ y, c


def problems(count, seed):
    """Streams of convex losses on a ball, a box and an interval: (name, start, losses, projection, comparator, D, G)."""
    rng = np.random.default_rng(seed)
    lines = rng.choice([-1.0, 1.0], (count, 4)) / 2
    points = rng.choice([-1.0, 1.0, 0.5], (count, 1))
    rows, goals = rng.uniform(-1, 1, (count, 3)), rng.uniform(-1, 1, count)
    best_on_ball = -lines.sum(0) / np.linalg.norm(lines.sum(0))
    best_on_box = onto_box(np.linalg.lstsq(rows, goals, rcond=None)[0])
    return [("adversarial signs on the unit ball", np.eye(4)[0], [linear(c) for c in lines], onto_ball, best_on_ball, 2.0, 1.0),
            ("absolute values on [-1, 1]", np.array([-1.0]), [distance(c) for c in points], onto_box, np.median(points, 0), 2.0, 1.0),
            ("least squares on [-1, 1]^3", np.ones(3), [squared(c, z) for c, z in zip(rows, goals)], onto_box, best_on_box,
             2 * 3**0.5, 4 * 3**0.5)]


def average_regret_along(losses, path, values, best_point):
    """R_T/T for T = 1, 2, ..."""
    there = np.array([loss(best_point)[0] for loss in losses])
    return np.cumsum(values - there) / np.arange(1, len(values) + 1)


def measure_core():
    """Average regret and bound after every step, for steps 1/sqrt(t) and for random non-increasing steps; rounding below 1e-9."""
    found, count = [], 2000
    times = np.arange(1, count + 1)
    random_steps = np.sort(np.random.default_rng(2).uniform(0.02, 1, count))[::-1]
    for name, start, losses, onto, best_point, wide, steep in problems(count, 1):
        for words, steps in (("steps 1/sqrt(t)", times**-0.5), ("random non-increasing steps", random_steps)):
            path, values, _ = descend(start, steps, losses, onto)
            regret = average_regret_along(losses, path, values, best_point)
            bound = wide**2 / (2 * times * steps) + steep**2 / (2 * times) * np.cumsum(steps)
            seen = np.unique(np.geomspace(1, count, 40).astype(int)) - 1
            series = (("average regret", tuple(zip(times[seen], regret[seen]))), ("bound", tuple(zip(times[seen], bound[seen]))))
            found.append(Measurement(f"{name}, {words}: largest average regret minus bound, T = 1, ..., {count}",
                                     (regret - bound).max(), 0, 1e-9, "<=", series))
    return found


def measure_regret():
    """The total regret against both bounds, with the diameter of the run itself as D."""
    found, count = [], 500
    steps = np.arange(1, count + 1) ** -0.75
    for name, start, losses, onto, best_point, _, _ in problems(count, 3):
        path, values, squares = descend(start, steps, losses, onto)
        far = np.linalg.norm(path[:-1] - best_point, axis=1).max()
        regret = count * average_regret_along(losses, path, values, best_point)[-1]
        sharp = far**2 / (2 * steps[-1]) + (steps * squares).sum() / 2
        found += [Measurement(f"{name}: regret after {count} steps", regret, sharp, 1e-9, "<="),
                  Measurement(f"{name}: the finer of the bounds", sharp, far**2 / (2 * steps[-1]) + squares.max() / 2 * steps.sum(),
                              1e-9, "<=")]
    plain = descend(np.full(3, 5.0), steps, problems(count, 3)[2][2], lambda y: y)  # the plain step on R^3
    far = np.linalg.norm(plain[0][:-1], axis=1).max()
    regret = plain[1].sum() - sum(loss(np.zeros(3))[0] for loss in problems(count, 3)[2][2])
    return [*found, Measurement("plain steps, least squares on R^3: regret against 0", regret,
                                far**2 / (2 * steps[-1]) + (steps * plain[2]).sum() / 2, 1e-9, "<=")]


def measure_telescoping():
    """Both sides for the squared distances of real runs and random non-increasing steps."""
    rng, found = np.random.default_rng(4), []
    for name, start, losses, onto, best_point, _, _ in problems(200, 5):
        steps = np.sort(rng.uniform(0.01, 2, 200))[::-1]
        path, _, _ = descend(start, steps, losses, onto)
        r = ((path - best_point) ** 2).sum(1)
        found.append(Measurement(f"{name}: sum of (r_t - r_(t+1))/(2 eta_t)", ((r[:-1] - r[1:]) / (2 * steps)).sum(),
                                 r[:-1].max() / (2 * steps[-1]), 1e-9, "<="))
    return found


def measure_constant_step():
    """The greedy adversary on [-1, 1] (D = 2, G = 1) comes within 13 percent of the bound; the bound is never passed."""
    found, curve = [], []
    for count in (10, 100, 1000, 10000):
        steps = np.full(count, 2 / count**0.5)
        path, values, _ = descend(np.array([1.0]), steps, [greedy] * count, onto_box)
        slopes = np.sign(path[:-1, 0]) + (path[:-1, 0] == 0)
        regret = values.sum() + abs(slopes.sum())  # the best constant point is an end of the interval
        curve.append((count, regret / count))
        found.append(Measurement(f"greedy adversary, T = {count}: regret/(D G sqrt(T))", regret / (2 * count**0.5), 1, 1e-12, "<="))
    found.append(Measurement("at T = 10^4: the constant is nearly reached", found[-1].measured, 0.87, 0.0, ">=",
                             (("average regret", tuple(curve)), ("bound", tuple((count, 2 / count**0.5) for count, _ in curve)))))
    return found


def measure_decaying_step():
    """Steps alpha/sqrt(t) for several alpha, checked after every step; the horizon is not needed."""
    found, times = [], np.arange(1, 2001)
    for factor in (0.1, 1.0, 10.0):
        for name, start, losses, onto, best_point, wide, steep in problems(2000, 6):
            path, values, _ = descend(start, factor / times**0.5, losses, onto)
            regret = average_regret_along(losses, path, values, best_point)
            bound = wide**2 / (2 * factor * times**0.5) + steep**2 * factor * (2 * times**0.5 - 1) / (2 * times)
            found.append(Measurement(f"{name}, alpha = {factor}: largest average regret minus bound", (regret - bound).max(), 0, 1e-9, "<="))
    return found


def measure_population(rng):
    """L = |theta - x|, x = 1 with probability 2/3, else -1: 4000 runs of 200 steps; Lbar(y) = 1 - y/3 on [-1, 1]."""
    runs, count = 4000, 200
    step, y = 2 / count**0.5, np.full(runs, -1.0)
    online, population, total = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    for _ in range(count):
        drawn = np.where(rng.random(runs) < 2 / 3, 1.0, -1.0)
        online += np.abs(y - drawn) / count
        population += (1 - y / 3) / count
        total += y / count
        y = np.clip(y - step * np.sign(y - drawn), -1, 1)
    return [monte_carlo("online loss less population loss", online - population, 0),
            Measurement("excess of the mean population loss over the least", population.mean() - 2 / 3, 2 / count**0.5, 0.0, "<="),
            Measurement("population loss of the averaged iterate", (1 - total / 3).mean(), population.mean(), 1e-9, "<="),
            Measurement("on single runs online and population loss differ", np.abs(online - population).max(), 0.05, 0.0, ">=")]


def measure_average(rng):
    """|theta - x| at theta = 0.3, x = 1 with probability 2/3, else -1: mean 0.9."""
    drawn = np.where(rng.random(10**6) < 2 / 3, 1.0, -1.0)
    losses = np.abs(0.3 - drawn)
    seen = np.unique(np.geomspace(10, 10**6, 40).astype(int))
    means = np.cumsum(losses)[seen - 1] / seen
    return [monte_carlo("average of 10^6 sampled losses", losses, 0.9, "=",
                        (("average", tuple(zip(seen, means))), ("mean", tuple((count, 0.9) for count in seen))))]


def measure_projection():
    """3000 random points, three sets, five dimensions: smallest inner product and slack; rounding below 1e-12."""
    rng, angles, slacks = np.random.default_rng(8), [], []
    for _ in range(1000):
        size = rng.integers(1, 6)
        y, z = rng.normal(0, 3, (2, size))
        for onto in (onto_ball, onto_box, onto_simplex):
            p, q = onto(y), onto(z)
            angles.append((p - q) @ (y - p))
            slacks.append(np.linalg.norm(y - q) - np.linalg.norm(p - q))
    return [Measurement("smallest (P - q).(phi - P)", min(angles), 0, 1e-12, ">="),
            Measurement("smallest |phi - q| - |P - q|", min(slacks), 0, 1e-12, ">=")]


def measure_tangents():
    """Least squares, log-sum-exp and absolute values at 3000 random pairs: the loss is not below its tangent."""
    rng, slacks = np.random.default_rng(9), []
    for _ in range(1000):
        c, y, z = rng.normal(0, 1, (3, 4))
        grown = lambda w: (np.log(np.exp(w).sum()), np.exp(w) / np.exp(w).sum())
        for loss in (squared(c, 0.3), grown, distance(c)):
            slacks.append(loss(z)[0] - loss(y)[0] - (z - y) @ loss(y)[1])
    return [Measurement("smallest L(psi) - L(phi) - (psi - phi).g(phi)", min(slacks), 0, 1e-12, ">=")]


def measure_root_sum():
    """Sums to 10^6 terms; their distance to 2 sqrt(T) tends to -zeta(1/2) = 1.46035..."""
    sums = np.cumsum(1 / np.sqrt(np.arange(1, 10**6 + 1)))
    return [Measurement(f"sum of 1/sqrt(t), t <= {count}", sums[count - 1], 2 * count**0.5 - 1, 1e-9, "<=")
            for count in (1, 2, 10, 1000, 10**6)]


# -- examples -----------------------------------------------------------------------------------------------------------------

first = dot(psi, Tuple(1))                                   # the only coordinate of a point of the line
clip = Lambda(psi, Tuple(Max(0, Min(1, first))))             # the projection onto [0, 1]
clip_wide = Lambda(psi, Tuple(Max(-1, Min(1, first))))       # the projection onto [-1, 1]
clip_square = Lambda(psi, Tuple(Max(-1, Min(1, dot(psi, Tuple(1, 0)))), Max(-1, Min(1, dot(psi, Tuple(0, 1))))))
round_off = Lambda(psi, Tuple(Piecewise((0, first < Rational(1, 2)), (1, True))))  # a nearest point of {0, 1}
slope_loss, slope = Lambda((u, psi), u * first), Lambda((u, psi), Tuple(u))                          # L = x theta
gap_loss, gap_slope = Lambda((u, psi), Abs(first - u)), Lambda((u, psi), Tuple(sign(first - u)))     # L = |theta - x|
hill, hill_slope = Lambda((u, psi), -first**2), Lambda((u, psi), Tuple(-2 * first))                  # L = -theta^2
clip_13 = Lambda(psi, Tuple(Max(1, Min(3, first))))          # the projection onto [1, 3]
tight = dict(Theta=interval(1, 3), Pi=clip_13, g=slope, L=slope_loss, T=1, x=[3], eta=[Rational(2, 3)], theta=[[3], [1]], theta_star=[1])
slide = dict(Theta=interval(1, 3), Pi=clip_13, g=slope, L=slope_loss, x=[3, -1], eta=[Rational(1, 3), Rational(1, 2)],
             theta=[[3], [2], [Rational(5, 2)]], theta_star=[1])
clip_nine = Lambda(psi, Tuple(Max(-9, Min(9, dot(psi, Tuple(1, 0)))), Max(-9, Min(9, dot(psi, Tuple(0, 1))))))
slant = dict(Theta=box((-9, 9), (-9, 9)), Pi=clip_nine, L=Lambda((u, psi), dot(psi, Tuple(1, u * sqrt(3)))),
             g=Lambda((u, psi), Tuple(1, u * sqrt(3))), T=2, x=[1, -1], eta=[1, 1], theta=[[3, 1], [2, 1 - sqrt(3)], [1, 1]],
             theta_star=[1, 1])
unit_set = dict(Theta=interval(0, 1), Pi=clip)
unit = dict(Theta=interval(0, 1), Pi=clip, g=slope)
line = dict(Theta=interval(0, 1), Pi=clip, g=slope, L=slope_loss)
wide_line = dict(Theta=interval(-1, 1), Pi=clip_wide, g=gap_slope, L=gap_loss)
half = Rational(1, 2)

# -- the projection -----------------------------------------------------------------------------------------------------------

convex_domain = given("Theta is convex", ForAll((a, b, lam), (Element(a, Theta), Element(b, Theta), 0 <= lam, lam <= 1),
                                                Element(lam * a + (1 - lam) * b, Theta)))
lands = given("the projection lands in Theta", ForAll((phi,), (), Element(Pi(phi), Theta)))
nearest = given("no point of Theta is nearer to phi than Pi(phi)",
                ForAll((phi, a), (Element(a, Theta),), norm(phi - Pi(phi)) <= norm(phi - a)))
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
               example(Theta=box((-1, 1), (-1, 1)), Pi=clip_square, phi=[3, half], psi=[1, -1])),
    fails_for=(example(Theta=finite_set(0, 1), Pi=round_off, phi=[Rational(3, 5)], psi=[0], note="two points are not convex"),
               example(**unit_set, phi=[3], psi=[2], note="psi outside"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, Tuple(0)), phi=[2], psi=[1], note="0 is not the nearest point")),
    measured_by=measure_projection,
    note="The article assumes a bounded convex set; closedness, needed for a nearest point to exist, is missing there.",
    equation="(23)", latex=r"(\Pi_\Theta(\varphi)-\theta)\cdot(\varphi-\Pi_\Theta(\varphi))\ge0\qquad\forall\theta\in\Theta",
    key=True)

split_square = norm(phi - P)**2 + norm(P - psi)**2 + 2 * dot(phi - P, P - psi)
pythagoras_projection = Claim(
    name="Pythagorean inequality for the projection",
    says=norm(phi - psi)**2 >= norm(P - psi)**2 + norm(phi - P)**2,
    given=(*projection, there),
    proof=chain(
        norm(phi - psi)**2,
        equals(split_square, because=arithmetic),
        at_least(norm(P - psi)**2 + norm(phi - P)**2, because=(obtuse_angle, *projection, there))),
    holds_for=(example(**unit_set, phi=[3], psi=[1]), example(**unit_set, phi=[-2], psi=[half])),
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
    key=True)

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

# -- one step -----------------------------------------------------------------------------------------------------------------

start = given("theta_1 is in Theta", Element(theta(1), Theta))
step = given("each iterate is the projected (sub)gradient step", Eq(theta(k + 1), Pi(theta(k) - eta(k) * g(x[k], theta(k)))))
member = given("theta* is in Theta", Element(best, Theta))
plain_step = given("each iterate is the plain (sub)gradient step", Eq(theta(k + 1), theta(k) - eta(k) * g(x[k], theta(k))))
subgradient = given("every loss drawn is convex on Theta: it lies above its tangents, whose slopes are the (sub)gradients g",
                    ForAll((a, b), (Element(a, Theta), Element(b, Theta)), L(x[k], b) - L(x[k], a) >= dot(b - a, g(x[k], a))))
run = (start, step, *projection)

moved = theta(n) - eta(n) * g(x[n], theta(n))
still_inside = hypothesis(Element(theta(n), Theta))
next_iterate = therefore(Eq(theta(n + 1), Pi(moved)), because=using(step, (k, n)))
no_farther = therefore(norm(Pi(moved) - best) <= norm(moved - best), because=(projection_nonexpansive_to_set, *projection, member))
feasible = induction(
    Element(theta(n), Theta), on=n, start=1,
    base=therefore(Element(theta(1), Theta), because=start),
    step=(next_iterate, therefore(Element(Pi(moved), Theta), because=lands),
          therefore(Element(theta(n + 1), Theta), because=(equal_points_in_one_set, next_iterate, lands))),
    hypothesis=still_inside)
projected_iterates_feasible = Claim(
    name="Projected iterates stay in the set and come no farther from theta* than the plain step",
    says=(Element(theta(n), Theta), norm(theta(n + 1) - best) <= norm(moved - best)),
    given=(*run, member),
    proof=(feasible, next_iterate, no_farther,
           chain(norm(theta(n + 1) - best),
                 equals(norm(Pi(moved) - best), because=next_iterate),
                 at_most(norm(moved - best), because=no_farther))),
    holds_for=(example(**unit, x=[2, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[0], n=1),
               example(**unit, x=[2, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1], n=2)),
    fails_for=(example(**unit, x=[2], eta=[1], theta=[[1], [0]], theta_star=[-1], n=1, note="theta* outside"),
               example(**unit, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], n=1, note="theta_1 outside")),
    equation="(17), (18)", latex=r"\theta_{t+1}=\Pi_\Theta(\theta_t-\eta_tg_t)\in\Theta,\quad \|\theta_{t+1}-\theta^*\|\le\|\theta_t-\eta_tg_t-\theta^*\|")

slope_now = g(x[t], theta(t))
moved_now = theta(t) - eta(t) * slope_now
expanded = norm(theta(t) - best)**2 - 2 * eta(t) * dot(theta(t) - best, slope_now) + eta(t)**2 * norm(slope_now)**2
distance_expansion = Claim(
    name="One-step expansion of the squared distance to the comparator",
    says=Eq(norm(moved_now - best)**2, expanded),
    proof=therefore(Eq(norm(moved_now - best)**2, expanded), because=arithmetic),
    holds_for=(example(T=2, g=slope, x=[2, -1], eta=[1, half], theta=[[1], [0]], theta_star=[half]),),
    equation="(10)",
    latex=r"\|\theta_t-\eta_tg_t-\theta^*\|^2=\|\theta_t-\theta^*\|^2-2\eta_t(\theta_t-\theta^*)\cdot g_t+\eta_t^2\|g_t\|^2")

r = norm(theta(t) - best)**2                                              # r_t
progress = (r - norm(theta(t + 1) - best)**2) / (2 * eta(t)) + eta(t) / 2 * norm(slope_now)**2
plain_progress = (r - norm(moved_now - best)**2) / (2 * eta(t)) + eta(t) / 2 * norm(slope_now)**2
inner_product_rearranged = Claim(
    name="The progress identity solved for the inner product",
    says=Eq(dot(theta(t) - best, slope_now), progress),
    given=(plain_step,),
    proof=chain(
        dot(theta(t) - best, slope_now),
        equals(plain_progress, because=distance_expansion),
        equals(progress, because=plain_step)),
    holds_for=(example(T=2, g=slope, x=[2, -1], eta=[1, half], theta=[[1], [-1], [-half]], theta_star=[half]),),
    fails_for=(example(T=1, g=slope, x=[2], eta=[1], theta=[[1], [0]], theta_star=[half], note="a projected step"),),
    note="With the projected step this becomes an inequality.", equation="(11)",
    latex=r"(\theta_t-\theta^*)\cdot g_t=\frac{\|\theta_t-\theta^*\|^2}{2\eta_t}-\frac{\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\frac{\eta_t}2\|g_t\|^2")

on_the_way = lam * psi + (1 - lam) * phi
convex_loss = given("every loss drawn is convex on Theta", ForAll(
    (a, b, lam), (Element(a, Theta), Element(b, Theta), 0 <= lam, lam <= 1),
    L(x[k], lam * b + (1 - lam) * a) <= lam * L(x[k], b) + (1 - lam) * L(x[k], a)))
directional = given("g gives the slope of the loss along the way from a to b", ForAll(
    (a, b), (Element(a, Theta), Element(b, Theta)),
    TendsFromAbove((L(x[k], lam * b + (1 - lam) * a) - L(x[k], a)) / lam, lam, 0, dot(b - a, g(x[k], a)))))
chord = therefore(ForAll((lam,), (0 < lam, lam <= 1), (L(x[k], on_the_way) - L(x[k], phi)) / lam <= L(x[k], psi) - L(x[k], phi)),
                  because=(convex_loss, here, there))
tangent = therefore(TendsFromAbove((L(x[k], on_the_way) - L(x[k], phi)) / lam, lam, 0, dot(psi - phi, g(x[k], phi))),
                    because=(directional, here, there))
first_order_convexity = Claim(
    name="A convex loss lies above its tangent",
    says=L(x[k], psi) - L(x[k], phi) >= dot(psi - phi, g(x[k], phi)),
    given=(convex_loss, directional, here, there),
    proof=(chord, tangent, therefore(L(x[k], psi) - L(x[k], phi) >= dot(psi - phi, g(x[k], phi)),
                                     because=(limit_keeps_upper_bound, chord, tangent))),
    holds_for=(example(Theta=interval(-1, 1), L=Lambda((u, psi), (first - u)**2), g=Lambda((u, psi), Tuple(2 * (first - u))),
                       x=[half], phi=[-1], psi=[1]),),
    fails_for=(example(Theta=interval(0, 1), L=hill, g=hill_slope, x=[1], phi=[0], psi=[1], note="a concave loss"),
               example(Theta=interval(0, 1), L=slope_loss, g=Lambda((u, psi), Tuple(2 * u)), x=[1], phi=[0], psi=[1], note="twice the slope")),
    measured_by=measure_tangents, equation="(9)", latex=r"L(x,\theta_2)-L(x,\theta_1)\ge(\theta_2-\theta_1)\cdot g(x,\theta_1)",
    note="Where the loss has corners, lying above the tangents is what a subgradient means; the claims below assume no more.")

in_set = therefore(Element(theta(t), Theta), because=(projected_iterates_feasible, *run, member))
shorter_step = therefore(norm(theta(t + 1) - best) <= norm(moved_now - best), because=(projected_iterates_feasible, *run, member))
squared_step = therefore(norm(theta(t + 1) - best)**2 <= norm(moved_now - best)**2, because=(square_is_monotone, shorter_step))
per_step_regret_bound = Claim(
    name="One-step bound on the loss difference",
    says=L(x[t], theta(t)) - L(x[t], best) <= progress,
    given=(*run, member, subgradient),
    proof=(in_set, shorter_step, squared_step, chain(
        L(x[t], theta(t)) - L(x[t], best),
        at_most(dot(theta(t) - best, slope_now), because=(subgradient, in_set, member)),
        equals(plain_progress, because=distance_expansion),
        at_most(progress, because=squared_step))),
    holds_for=(example(**slide, T=2, note="equality"),
               example(**wide_line, T=2, x=[1, -half], eta=[1, half], theta=[[-1], [0], [-half]], theta_star=[1])),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1],
                       note="a concave loss: the start is a stationary point"),),
    equation="(12)",
    latex=r"L(x_t,\theta_t)-L(x_t,\theta^*)\le\frac{\|\theta_t-\theta^*\|^2-\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\frac{\eta_t}2\|g_t\|^2")

# -- all steps ----------------------------------------------------------------------------------------------------------------

regret = Sum(L(x[t], theta(t)) - L(x[t], best), (t, 1, T))                # R_T
distances = Sum((r - norm(theta(t + 1) - best)**2) / (2 * eta(t)), (t, 1, T))
squared_slopes = Sum(eta(t) / 2 * norm(slope_now)**2, (t, 1, T))
one_step = therefore(L(x[t], theta(t)) - L(x[t], best) <= progress, because=(per_step_regret_bound, *run, member, subgradient))
summed_bound = Claim(
    name="Sum of the one-step bounds",
    says=regret <= distances + squared_slopes,
    given=(*run, member, subgradient),
    proof=(one_step, chain(regret, at_most(Sum(progress, (t, 1, T)), because=one_step),
                           equals(distances + squared_slopes, because=arithmetic))),
    holds_for=(example(**slide, T=2, note="equality"),
               example(**line, T=2, x=[1, 1], eta=[1, half], theta=[[1], [0], [0]], theta_star=[0])),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1]),),
    equation="(13)",
    latex=r"R_T\le\sum_{t=1}^T\frac{\|\theta_t-\theta^*\|^2-\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\sum_{t=1}^T\frac{\eta_t}2\|g_t\|^2")

monotone = given("the step sizes do not increase", ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)))
close = given("the iterates are within D of theta*", norm(theta(t) - best) <= D)
weight = 1 / (2 * eta(t)) - 1 / (2 * eta(t - 1))
weight_j = 1 / (2 * eta(j)) - 1 / (2 * eta(j - 1))
r_1, r_j, r_end = norm(theta(1) - best)**2, norm(theta(j) - best)**2, norm(theta(T + 1) - best)**2
by_parts = r_1 / (2 * eta(1)) - r_end / (2 * eta(T)) + Sum(weight * r, (t, 2, T))
abel_summation_identity = Claim(
    name="Summation by parts of the telescoping term with varying steps",
    says=Eq(distances, by_parts),
    proof=therefore(Eq(distances, by_parts), because=arithmetic),
    holds_for=(example(T=3, eta=[1, half, Rational(1, 7)], theta=[[1], [-2], [0], [5]], theta_star=[1]),
               example(T=1, eta=[2], theta=[[1], [3]], theta_star=[0])),
    equation="(14), first equality",
    latex=r"\sum_{t=1}^T\frac{r_t-r_{t+1}}{2\eta_t}=\frac{r_1}{2\eta_1}-\frac{r_{T+1}}{2\eta_T}+\sum_{t=2}^T\Bigl(\frac1{2\eta_t}-\frac1{2\eta_{t-1}}\Bigr)r_t")

square_close = therefore(r <= D**2, because=(square_is_monotone, close))
square_close_j = therefore(r_j <= D**2, because=(square_is_monotone, close))
slower = therefore(eta(j) <= eta(j - 1), because=using(monotone, (t, j - 1)))
growing = therefore(1 / eta(j - 1) <= 1 / eta(j), because=(reciprocals_reverse_order, slower))
weighted = therefore(weight_j * r_j <= weight_j * D**2, because=(growing, square_close_j))
first_term = therefore(r_1 / (2 * eta(1)) <= D**2 / (2 * eta(1)), because=using(square_close, (t, 1)))
kept = D**2 / (2 * eta(1)) + Sum(weight * D**2, (t, 2, T))
kept_distances = chain(
    distances,
    equals(by_parts, because=abel_summation_identity),
    at_most(r_1 / (2 * eta(1)) + Sum(weight * r, (t, 2, T)), because=arithmetic),
    at_most(kept, because=(first_term, weighted)))
telescoping_bound = Claim(
    name="With non-increasing steps the distance terms are at most D^2/(2 eta_T)",
    says=(distances <= kept, distances <= D**2 / (2 * eta(T))),
    given=(monotone, close),
    proof=(square_close, square_close_j, slower, growing, weighted, first_term, kept_distances,
           chain(distances, at_most(kept, because=kept_distances), equals(D**2 / (2 * eta(T)), because=arithmetic))),
    holds_for=(example(T=2, D=1, eta=[2, 1], theta=[[1], [1], [0]], theta_star=[0], note="equality"),
               example(T=3, D=3, eta=[1, 1, half], theta=[[1, 0], [-2, 1], [0, 0], [5, 5]], theta_star=[0, 0]),
               example(T=1, D=0, eta=[1], theta=[[1], [1]], theta_star=[1])),
    fails_for=(example(T=2, D=1, eta=[Rational(1, 2), 1], theta=[[1], [0], [0]], theta_star=[0], note="the step grows"),
               example(T=1, D=1, eta=[1], theta=[[2], [0]], theta_star=[0], note="farther than D")),
    measured_by=measure_telescoping,
    note="Decreasing may be read as non-increasing, and D has to bound the distances at the steps 1, ..., T only.",
    equation="(14)",
    latex=r"\sum_{t=1}^T\frac{r_t-r_{t+1}}{2\eta_t}\le\frac{D^2}{2\eta_1}+\sum_{t=2}^T\Bigl(\frac1{2\eta_t}-\frac1{2\eta_{t-1}}\Bigr)D^2=\frac{D^2}{2\eta_T}",
    key=True)

bounded = given("the (sub)gradients at the iterates are at most G", norm(slope_now) <= G)
square_bounded = therefore(norm(slope_now)**2 <= G**2, because=(square_is_monotone, bounded))
fine_bound = D**2 / (2 * eta(T)) + Sum(eta(t) * norm(slope_now)**2, (t, 1, T)) / 2
total_bound = D**2 / (2 * eta(T)) + G**2 / 2 * Sum(eta(t), (t, 1, T))
with_squares = chain(
    regret,
    at_most(distances + squared_slopes, because=(summed_bound, *run, member, subgradient)),
    at_most(D**2 / (2 * eta(T)) + squared_slopes, because=(telescoping_bound, monotone, close)))
regret_bound_sum = Claim(
    name="Regret bound for online (sub)gradient steps",
    says=(regret <= fine_bound, regret <= total_bound),
    given=(*run, member, subgradient, monotone, close, bounded),
    proof=(with_squares, square_bounded,
           chain(regret, at_most(D**2 / (2 * eta(T)) + squared_slopes, because=with_squares), equals(fine_bound, because=arithmetic)),
           chain(regret, at_most(D**2 / (2 * eta(T)) + squared_slopes, because=with_squares),
                 at_most(D**2 / (2 * eta(T)) + Sum(eta(t) / 2 * G**2, (t, 1, T)), because=square_bounded),
                 equals(total_bound, because=arithmetic))),
    holds_for=(example(**tight, D=2, G=3, note="equality"), example(**slant, D=2, G=2, note="equality with T = 2"),
               example(**line, T=2, D=1, G=1, x=[1, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1]),
               example(**wide_line, T=2, D=2, G=1, x=[1, -half], eta=[1, half], theta=[[-1], [0], [-half]], theta_star=[1])),
    fails_for=(example(**line, T=2, D=1, G=1, x=[1, 1], eta=[Rational(1, 10), 1], theta=[[1], [Rational(9, 10)], [0]], theta_star=[0],
                       note="the step grows"),
               example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, D=1, G=0, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1],
                       note="a concave loss"),
               example(**line, T=1, D=0, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small"),
               example(**line, T=1, D=1, G=0, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="G too small for the second bound")),
    measured_by=measure_regret,
    equation="(15)", latex=r"R_T\le\frac{D^2}{2\eta_T}+\frac12\sum_{t=1}^T\eta_t\|g_t\|^2\le\frac{D^2}{2\eta_T}+\frac{G^2}2\sum_{t=1}^T\eta_t",
    note="With Theta the whole space and Pi(phi) = phi this is the plain step.",
    key=True)

diameter = given("no two points of Theta are farther apart than D", ForAll((a, b), (Element(a, Theta), Element(b, Theta)), norm(a - b) <= D))
gradients = given("the (sub)gradients on Theta are at most G", ForAll((a,), (Element(a, Theta),), norm(g(x[k], a)) <= G))
problem = (*run, member, subgradient, diameter, gradients)
average_regret = Sum(L(x[t], theta(t)), (t, 1, T)) / T - Sum(L(x[t], best), (t, 1, T)) / T
bound = D**2 / (2 * T * eta(T)) + G**2 / (2 * T) * Sum(eta(t), (t, 1, T))
near = therefore(norm(theta(t) - best) <= D, because=(diameter, in_set, member))
slow = therefore(norm(slope_now) <= G, because=(gradients, in_set))
total = therefore(regret <= total_bound, because=(regret_bound_sum, *run, member, subgradient, monotone, near, slow))
core_inequality = Claim(
    name="Headline: average regret of SGD controlled by the step sizes",
    says=average_regret <= bound,
    given=(*problem, monotone),
    proof=(in_set, near, slow, total, chain(
        average_regret,
        equals(regret / T, because=arithmetic),
        at_most(total_bound / T, because=total),
        equals(bound, because=arithmetic))),
    holds_for=(example(**tight, D=2, G=3, note="equality"),
               example(**line, T=2, D=1, G=1, x=[1, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1]),
               example(**wide_line, T=3, D=2, G=1, x=[1, -half, 1], eta=[1, half, half], theta=[[-1], [0], [-half], [0]], theta_star=[1])),
    fails_for=(example(**line, T=2, D=1, G=1, x=[1, 1], eta=[Rational(1, 10), 1], theta=[[1], [Rational(9, 10)], [0]], theta_star=[0],
                       note="the step grows"),
               example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=5, D=1, G=2, x=[1, 1, 1, 1, 1], eta=Rational(1, 4),
                       theta=[[0], [0], [0], [0], [0], [0]], theta_star=[1], note="a concave loss: the start is a stationary point"),
               example(Theta=finite_set(0, 1), Pi=round_off, L=slope_loss, g=slope, T=3, D=1, G=1, x=[1, 1, 1], eta=Rational(1, 4),
                       theta=[[1], [1], [1], [1]], theta_star=[0], note="two points are not convex: the run never leaves 1"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, Tuple(1)), L=slope_loss, g=slope, T=2, D=1, G=1, x=[1, 1], eta=half,
                       theta=[[1], [1], [1]], theta_star=[0], note="1 is not the nearest point"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, psi), g=slope, L=Lambda((u, psi), Piecewise((u * first, first <= 1), (9, True))),
                       T=2, D=1, G=1, x=[-1, 1], eta=1, theta=[[1], [2], [1]], theta_star=[0], note="the run leaves the set"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[5], [1]], theta_star=[0], note="theta_1 outside"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[-1], note="theta* outside"),
               example(**line, T=2, D=1, G=1, x=[1, 1], eta=half, theta=[[1], [1], [1]], theta_star=[0], note="no step is taken"),
               example(**line, T=1, D=0, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small"),
               example(**line, T=1, D=1, G=0, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="G too small")),
    measured_by=measure_core,
    note="It holds for every comparator in Theta and however the samples are chosen; the left side may be negative.",
    equation="(4)",
    latex=r"\frac1T\sum_{t=1}^TL(x_t,\theta_t)-\frac1T\sum_{t=1}^TL(x_t,\theta^*)\le\frac{D^2}{2T\eta_T}+\frac{G^2}{2T}\sum_{t=1}^T\eta_t",
    key=True)

# -- two learning rates -------------------------------------------------------------------------------------------------------

sloping = given("G is positive", G > 0)
constant_bound = D**2 / (2 * T * eta0) + G**2 * eta0 / 2
least, tuned = D * G / sqrt(T), D / (G * sqrt(T))
attained = given("the bound is least", Eq(constant_bound, least))
excess = chain(constant_bound - least, equals(G**2 / (2 * eta0) * (eta0 - tuned)**2, because=arithmetic))
no_excess = chain(
    (eta0 - tuned)**2,
    equals(2 * eta0 / G**2 * (constant_bound - least), because=sloping),
    equals(0, because=(attained, sloping)))
no_distance = therefore(Eq(eta0 - tuned, 0), because=(square_is_zero_at_zero, no_excess))
constant_step_am_gm = Claim(
    name="Best constant step by the arithmetic-geometric mean inequality",
    says=(constant_bound >= least, Iff(Eq(constant_bound, least), Eq(eta0, tuned))),
    given=(sloping,),
    proof=(excess,
           chain(constant_bound, equals(least + G**2 / (2 * eta0) * (eta0 - tuned)**2, because=excess), at_least(least, because=sloping)),
           therefore(Implies(Eq(eta0, tuned), Eq(constant_bound, least)), because=excess),
           suppose(attained, no_excess, no_distance, therefore(Eq(eta0, tuned), because=no_distance))),
    holds_for=(example(T=4, D=2, G=1, eta_0=1, note="equality"), example(T=4, D=2, G=1, eta_0=2), example(T=3, D=1, G=2, eta_0=half),
               example(T=2, D=0, G=1, eta_0=1)),
    equation="(5)", latex=r"\frac{D^2}{2T\eta}+\frac{G^2\eta}2\ge\frac{DG}{\sqrt T},\quad\text{equality iff }\eta=\frac D{G\sqrt T}",
    key=True)

constant = given("the step is D/(G sqrt(T)) throughout", Eq(eta(t), tuned))
never_larger = therefore(ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)), because=constant)
case_constant_step = Claim(
    name="Average regret with the optimal constant step",
    says=(average_regret <= least, Tends(least, T, oo, 0)),
    given=(*problem, sloping, constant),
    proof=(never_larger,
           chain(average_regret,
                 at_most(bound, because=(core_inequality, *problem, never_larger)),
                 equals(D * G / (2 * sqrt(T)) + G**2 / (2 * T) * Sum(tuned, (t, 1, T)), because=(constant, sloping)),
                 equals(least, because=arithmetic)),
           therefore(Tends(least, T, oo, 0), because=negative_power_tends_to_zero)),
    holds_for=(example(**tight, D=2, G=3, note="equality"),
               example(**wide_line, T=4, D=2, G=1, x=[1, -half, 1, 1], eta=[1, 1, 1, 1], theta=[[-1], [0], [-1], [0], [1]], theta_star=[1])),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=9, D=1, G=2, x=[1, 1, 1, 1, 1, 1, 1, 1, 1], eta=Rational(1, 6),
                       theta=[[0], [0], [0], [0], [0], [0], [0], [0], [0], [0]], theta_star=[1], note="a concave loss"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], note="theta_1 outside")),
    measured_by=measure_constant_step,
    note="The step has to be tuned with the final T. Only the bound tends to 0; the average regret itself may be negative.",
    equation="(6)", latex=r"\eta_t\equiv\frac D{G\sqrt T}\Rightarrow\frac{R_T}T\le\frac{DG}{\sqrt T}\to0",
    key=True)

root_sum = Sum(1 / sqrt(k), (k, 1, n))
rationalised = chain(
    2 * sqrt(n + 1) - 2 * sqrt(n) - 1 / sqrt(n + 1),
    equals((sqrt(n + 1) - sqrt(n))**2 / sqrt(n + 1), because=arithmetic),
    at_least(0, because=arithmetic))
up_to_n = hypothesis(root_sum <= 2 * sqrt(n) - 1)
sharp = induction(
    root_sum <= 2 * sqrt(n) - 1, on=n, start=1,
    base=therefore(Sum(1 / sqrt(k), (k, 1, 1)) <= 1, because=arithmetic),
    step=chain(Sum(1 / sqrt(k), (k, 1, n + 1)),
               equals(root_sum + 1 / sqrt(n + 1), because=arithmetic),
               at_most(2 * sqrt(n) - 1 + 1 / sqrt(n + 1), because=up_to_n),
               at_most(2 * sqrt(n + 1) - 1, because=rationalised)),
    hypothesis=up_to_n)
inverse_sqrt_sum = Claim(
    name="Sum of reciprocal square roots",
    says=(root_sum <= 2 * sqrt(n) - 1, root_sum < 2 * sqrt(n)),
    proof=(rationalised, sharp, chain(root_sum, at_most(2 * sqrt(n) - 1, because=sharp), less_than(2 * sqrt(n), because=arithmetic))),
    holds_for=(example(n=1, note="equality"), example(n=2), example(n=50)),
    measured_by=measure_root_sum,
    equation="(7)", latex=r"\sum_{t=1}^T\frac1{\sqrt t}\le2\sqrt T-1<2\sqrt T")

root_steps = given("the steps are alpha/sqrt(t)", Eq(eta(k), alpha / sqrt(k)))
roots_grow = therefore(sqrt(k) <= sqrt(k + 1), because=square_reflects_order)
reciprocals_fall = therefore(1 / sqrt(k + 1) <= 1 / sqrt(k), because=(reciprocals_reverse_order, roots_grow))
falling_steps = chain(
    eta(k + 1),
    equals(alpha / sqrt(k + 1), because=using(root_steps, (k, k + 1))),
    at_most(alpha / sqrt(k), because=reciprocals_fall),
    equals(eta(k), because=root_steps))
root_never_larger = therefore(ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)), because=using(falling_steps, (k, t)))
sharp_decay = D**2 / (2 * alpha * sqrt(T)) + G**2 * alpha * (2 * sqrt(T) - 1) / (2 * T)
decay = D**2 / (2 * alpha * sqrt(T)) + G**2 * alpha / sqrt(T)
steps_sum = chain(
    Sum(eta(t), (t, 1, T)),
    equals(alpha * Sum(1 / sqrt(k), (k, 1, T)), because=root_steps),
    at_most(alpha * (2 * sqrt(T) - 1), because=inverse_sqrt_sum))
decayed = chain(
    average_regret,
    at_most(bound, because=(core_inequality, *problem, root_never_larger)),
    equals(D**2 / (2 * alpha * sqrt(T)) + G**2 / (2 * T) * Sum(eta(t), (t, 1, T)), because=root_steps),
    at_most(sharp_decay, because=steps_sum))
case_decaying_step = Claim(
    name="Average regret with steps alpha/sqrt(t)",
    says=(average_regret <= sharp_decay, average_regret < decay),
    given=(*problem, sloping, root_steps),
    proof=(roots_grow, reciprocals_fall, falling_steps, root_never_larger, steps_sum, decayed,
           chain(average_regret, at_most(sharp_decay, because=decayed),
                 equals(decay - G**2 * alpha / (2 * T), because=arithmetic),
                 less_than(decay, because=sloping))),
    holds_for=(example(**tight, D=2, G=3, alpha=Rational(2, 3), note="equality in the first"),
               example(**line, T=2, D=1, G=1, alpha=half, x=[1, 1], eta=[half, 1 / sqrt(8)],
                       theta=[[1], [half], [half - 1 / sqrt(8)]], theta_star=[0])),
    fails_for=(example(**line, T=1, D=1, G=1, alpha=1, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], note="theta_1 outside"),
               example(**line, T=1, D=0, G=1, alpha=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small")),
    measured_by=measure_decaying_step,
    note="It holds for all T at once, without a horizon. With G = 0 the strict inequality would be an equality.",
    equation="(8)",
    latex=r"\eta_t=\frac\alpha{\sqrt t}\Rightarrow\frac{R_T}T\le\frac{D^2}{2\alpha\sqrt T}+\frac{G^2\alpha(2\sqrt T-1)}{2T}<\frac{D^2}{2\alpha\sqrt T}+\frac{G^2\alpha}{\sqrt T}",
    key=True)

constant_comparison = Claim(
    name="The decaying schedule loses a factor sqrt(2) even with its best constant",
    says=(D**2 / (2 * alpha) + G**2 * alpha >= sqrt(2) * D * G,
          Implies(Eq(alpha, D / (sqrt(2) * G)), Eq(D**2 / (2 * alpha) + G**2 * alpha, sqrt(2) * D * G))),
    given=(sloping,),
    proof=(chain(D**2 / (2 * alpha) + G**2 * alpha,
                 equals(sqrt(2) * D * G + (D / sqrt(2 * alpha) - G * sqrt(alpha))**2, because=arithmetic),
                 at_least(sqrt(2) * D * G, because=arithmetic)),
           therefore(Implies(Eq(alpha, D / (sqrt(2) * G)), Eq(D**2 / (2 * alpha) + G**2 * alpha, sqrt(2) * D * G)), because=sloping)),
    holds_for=(example(D=1, G=1, alpha=1 / sqrt(2)), example(D=2, G=3, alpha=1)),
    note="The article says only that the constant is larger. Bounds are compared here, not actual speeds.",
    equation="text after (8)", latex=r"\min_{\alpha>0}\Bigl(\frac{D^2}{2\alpha}+G^2\alpha\Bigr)=\sqrt2\,DG\ \text{ at }\alpha=\frac D{\sqrt2\,G}")

unit_steps = given("the steps are 1/sqrt(t)", Eq(eta(k), 1 / sqrt(k)))
decaying_step_convergence = Claim(
    name="Steps 1/sqrt(t) give an average regret of order 1/sqrt(T) without tuning",
    says=average_regret < (D**2 / 2 + G**2) / sqrt(T),
    given=(*problem, sloping, unit_steps),
    proof=chain(average_regret,
                less_than(D**2 / (2 * sqrt(T)) + G**2 / sqrt(T), because=(using(case_decaying_step, (alpha, 1)), *problem, sloping, unit_steps)),
                equals((D**2 / 2 + G**2) / sqrt(T), because=arithmetic)),
    holds_for=(example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0]),),
    note="What falls with T is the bound; the average regret need not be monotone.",
    equation="text after (8)", latex=r"\eta_t=t^{-1/2}\Rightarrow\frac{R_T}T<\frac{D^2/2+G^2}{\sqrt T}")

# -- from the samples to the population ---------------------------------------------------------------------------------------

iid = given("the samples are independent", IndependentEntries(X))
alike = given("the samples have one law", IdenticallyDistributed(X))
fixed_start = given("theta_1 is chosen before the first sample is drawn", FunctionOfPast(vartheta(1), X, 1))
measurable = given("each step is a measurable function of the sample and the iterate",
                   MeasurableMap(Lambda((u, v), Pi(v - eta(k) * g(u, v)))))
finite = given("the expectations of losses that are written are finite", FiniteMoments(X, vartheta(1)))
random_start = given("theta_1 is in Theta", Element(vartheta(1), Theta))
random_step = given("each iterate is the projected (sub)gradient step for the sample drawn",
                    Eq(vartheta(k + 1), Pi(vartheta(k) - eta(k) * g(X[k], vartheta(k)))))
random_subgradient = given("every loss that can be drawn is convex on Theta: it lies above its tangents", ForAll(
    (a, b), (Element(a, Theta), Element(b, Theta)), L(X[k], b) - L(X[k], a) >= dot(b - a, g(X[k], a))))
random_gradients = given("the (sub)gradients on Theta are at most G", ForAll((a,), (Element(a, Theta),), norm(g(X[k], a)) <= G))
random_run = (random_start, random_step, *projection)
random_problem = (*random_run, member, random_subgradient, diameter, random_gradients)
population = define(Lbar(v), E(L(X[1], v)), says="population loss")

step_at_n = Lambda((u, v), Pi(v - eta(n) * g(u, v)))
from_the_past = hypothesis(FunctionOfPast(vartheta(n), X, n))
drawn_step = therefore(Eq(vartheta(n + 1), Pi(vartheta(n) - eta(n) * g(X[n], vartheta(n)))), because=using(random_step, (k, n)))
measurable_step = therefore(MeasurableMap(step_at_n), because=using(measurable, (k, n)))
determined = induction(
    FunctionOfPast(vartheta(n), X, n), on=n, start=1,
    base=therefore(FunctionOfPast(vartheta(1), X, 1), because=fixed_start),
    step=(drawn_step, measurable_step, therefore(
        FunctionOfPast(vartheta(n + 1), X, n + 1),
        because=(using(next_value_of_past, ("F", step_at_n)), from_the_past, drawn_step, measurable_step))),
    hypothesis=from_the_past)
walk = dict(Pi=clip_wide, g=gap_slope, eta=1, vartheta=Lambda(k, Tuple(Piecewise(
    (-1, Eq(k, 1)), (Max(-1, Min(1, dot(vartheta(k - 1), Tuple(1)) - sign(dot(vartheta(k - 1), Tuple(1)) - X[k - 1]))), True)))))
two_to_one = distribution({1: Rational(2, 3), -1: Rational(1, 3)})
two_draws = jointly({(1, 1): Rational(4, 9), (1, -1): Rational(2, 9), (-1, 1): Rational(2, 9), (-1, -1): Rational(1, 9)})
one_draw_twice = jointly({(1, 1): Rational(2, 3), (-1, -1): Rational(1, 3)})
iterates_depend_on_the_past = Claim(
    name="The iterate is a function of the earlier samples, hence independent of the sample drawn next",
    says=(FunctionOfPast(vartheta(n), X, n), Independent(X[n], vartheta(n))),
    given=(iid, fixed_start, measurable, random_step),
    proof=(determined, therefore(Independent(X[n], vartheta(n)), because=(fresh_entry_is_independent, iid, determined))),
    holds_for=(example(**walk, X=two_draws, n=1), example(**walk, X=two_draws, n=2)),
    fails_for=(example(**walk, X=one_draw_twice, n=2, note="one sample drawn twice"),
               example(Pi=clip_wide, g=gap_slope, eta=1, n=1, X=jointly({(1,): Rational(2, 3), (-1,): Rational(1, 3)}),
                       vartheta=Lambda(k, Tuple(X[1])), note="a start that knows the first sample")),
    latex=r"x_t\ \text{independent of}\ \theta_1,\ldots,\theta_t", equation="not in the article")

finite_mean = given("the loss at a fixed parameter has a finite mean", FiniteMean(L(X[1], v)))
sampled_average = Sum(L(X[k], v), (k, 1, n)) / n
lln_definition_of_objective = Claim(
    name="The long-run average of the sampled losses is the expected loss",
    says=TendsAlmostSurely(sampled_average, n, oo, E(L(X[1], v))),
    given=(iid, alike, finite_mean),
    proof=therefore(TendsAlmostSurely(sampled_average, n, oo, E(L(X[1], v))),
                    because=(using(strong_law_of_large_numbers, ("F", Lambda(u, L(u, v)))), iid, alike, finite_mean)),
    measured_by=measure_average,
    note="The parameter must not depend on the samples: the average of losses along the iterates is no average at one parameter.",
    equation="(1)", latex=r"\frac1T\sum_{t=1}^TL(x_t,\theta)\to\bar L(\theta)=E_x[L(x,\theta)]\ \text{a.s. for each fixed }\theta")

tangent_point = g(x[k], on_the_way)
between = therefore(Element(on_the_way, Theta), because=(convex_domain, here, there, fraction))
from_psi = therefore(L(x[k], psi) - L(x[k], on_the_way) >= dot(psi - on_the_way, tangent_point), because=(subgradient, between, there))
from_phi = therefore(L(x[k], phi) - L(x[k], on_the_way) >= dot(phi - on_the_way, tangent_point), because=(subgradient, between, here))
convex_from_tangents = Claim(
    name="Losses that lie above their tangents are convex",
    says=L(x[k], on_the_way) <= lam * L(x[k], psi) + (1 - lam) * L(x[k], phi),
    given=(convex_domain, subgradient, here, there, fraction),
    proof=(between, from_psi, from_phi, chain(
        L(x[k], on_the_way),
        equals(lam * (L(x[k], on_the_way) + dot(psi - on_the_way, tangent_point))
               + (1 - lam) * (L(x[k], on_the_way) + dot(phi - on_the_way, tangent_point)), because=arithmetic),
        at_most(lam * L(x[k], psi) + (1 - lam) * L(x[k], phi), because=(from_psi, from_phi, fraction)))),
    holds_for=(example(Theta=interval(-1, 1), L=gap_loss, g=gap_slope, x=[half], phi=[-1], psi=[1], lambda_=Rational(1, 3)),),
    fails_for=(example(Theta=interval(0, 1), L=hill, g=hill_slope, x=[1], phi=[0], psi=[1], lambda_=half),),
    equation="not in the article", latex=r"L(x,\lambda\theta_2+(1-\lambda)\theta_1)\le\lambda L(x,\theta_2)+(1-\lambda)L(x,\theta_1)")

sampled = therefore(L(X[1], on_the_way) <= lam * L(X[1], psi) + (1 - lam) * L(X[1], phi),
                    because=(using(convex_from_tangents, (x, X), (k, 1)), convex_domain, random_subgradient, here, there, fraction))
population_loss_convex = Claim(
    name="The population loss is convex",
    says=Lbar(on_the_way) <= lam * Lbar(psi) + (1 - lam) * Lbar(phi),
    given=(convex_domain, random_subgradient, here, there, fraction, finite),
    definitions=(population,),
    proof=(sampled, chain(
        Lbar(on_the_way),
        equals(E(L(X[1], on_the_way)), because=population),
        at_most(E(lam * L(X[1], psi) + (1 - lam) * L(X[1], phi)), because=sampled),
        equals(lam * E(L(X[1], psi)) + (1 - lam) * E(L(X[1], phi)), because=finite),
        equals(lam * Lbar(psi) + (1 - lam) * Lbar(phi), because=population))),
    holds_for=(example(Theta=interval(-1, 1), L=gap_loss, g=gap_slope, X=two_to_one, vartheta=[[0]], phi=[-1], psi=[half], lambda_=Rational(1, 3)),),
    fails_for=(example(Theta=interval(0, 1), L=hill, g=hill_slope, X=coin, vartheta=[[0]], phi=[0], psi=[1], lambda_=half),),
    equation="not in the article", latex=r"\bar L(\lambda\theta_2+(1-\lambda)\theta_1)\le\lambda\bar L(\theta_2)+(1-\lambda)\bar L(\theta_1)")

random_regret = Sum(L(X[t], vartheta(t)), (t, 1, T)) / T - Sum(L(X[t], best), (t, 1, T)) / T
mean_population = Sum(Lbar(vartheta(t)), (t, 1, T)) / T
mean_iterate = Sum(vartheta(t), (t, 1, T)) / T
fresh = therefore(Independent(X[t], vartheta(t)), because=(iterates_depend_on_the_past, iid, fixed_start, measurable, random_step))
one_law = therefore(ForAll((v,), (), Eq(Lbar(v), E(L(X[t], v)))),
                    because=(population, using(equal_laws_equal_means, ("f", Lambda(u, L(u, v))), ("n", 1), ("m", t)), alike, finite))
online_is_population = therefore(Eq(E(L(X[t], vartheta(t))), E(Lbar(vartheta(t)))),
                                 because=(mean_with_one_variable_frozen, fresh, one_law, finite))
pathwise = therefore(random_regret <= bound, because=(using(core_inequality, (x, X), (theta, vartheta)), *random_problem, monotone))
on_average = chain(E(random_regret), at_most(E(bound), because=pathwise), equals(bound, because=arithmetic))
taken_apart = chain(
    E(random_regret),
    equals(Sum(E(L(X[t], vartheta(t))), (t, 1, T)) / T - Sum(E(L(X[t], best)), (t, 1, T)) / T, because=finite),
    equals(Sum(E(Lbar(vartheta(t))), (t, 1, T)) / T - Sum(E(L(X[t], best)), (t, 1, T)) / T, because=online_is_population),
    equals(Sum(E(Lbar(vartheta(t))), (t, 1, T)) / T - Sum(Lbar(best), (t, 1, T)) / T, because=one_law),
    equals(E(mean_population) - Lbar(best), because=finite))
convex_population = therefore(
    ForAll((phi, psi, lam), (Element(phi, Theta), Element(psi, Theta), 0 <= lam, lam <= 1),
           Lbar(on_the_way) <= lam * Lbar(psi) + (1 - lam) * Lbar(phi)),
    because=(population_loss_convex, convex_domain, random_subgradient, finite))
random_in_set = therefore(Element(vartheta(t), Theta),
                          because=(using(projected_iterates_feasible, (x, X), (theta, vartheta)), *random_run, member))
jensen_pathwise = therefore(
    Lbar(Sum(vartheta(t) / T, (t, 1, T))) <= Sum(Lbar(vartheta(t)) / T, (t, 1, T)),
    because=(using(jensen, ("w", Lambda(t, 1 / T)), ("x", vartheta), ("f", Lbar), ("n", T), ("S", Theta)),
             random_in_set, convex_domain, convex_population))
expected_average_loss = Claim(
    name="From regret to the population loss (step missing in the article)",
    says=(E(mean_population) - Lbar(best) <= bound, E(Lbar(mean_iterate)) <= E(mean_population)),
    given=(*random_problem, monotone, iid, alike, fixed_start, measurable, finite),
    definitions=(population,),
    proof=(fresh, one_law, online_is_population, pathwise, on_average, taken_apart,
           chain(E(mean_population) - Lbar(best), equals(E(random_regret), because=taken_apart), at_most(bound, because=on_average)),
           convex_population, random_in_set, jensen_pathwise,
           therefore(E(Lbar(mean_iterate)) <= E(mean_population), because=jensen_pathwise)),
    holds_for=(example(**walk, Theta=interval(-1, 1), L=gap_loss, T=1, D=2, G=1, X=two_draws, theta_star=[1]),
               example(**walk, Theta=interval(-1, 1), L=gap_loss, T=2, D=2, G=1, X=two_draws, theta_star=[1])),
    fails_for=(example(**line, T=4, D=1, G=1, eta=half, X=jointly({(1, -1, -1, -1): 1}), theta_star=[0],
                       vartheta=[[1], [half], [1], [1], [1]], note="the samples have different laws"),
               example(**line, T=20, D=1, G=1, eta=Rational(1, 4), X=multiples_of_one(distribution({1: half, Rational(-1, 100): half})),
                       theta_star=[0], vartheta=Lambda(k, Tuple(Piecewise((1, Eq(k, 1)), (1, X[1] < 0), (Max(0, 1 - (k - 1) / 4), True)))),
                       note="one sample drawn again and again")),
    measured_by=measure_population,
    note="The article takes the left side of its main inequality for an average loss minus the least loss. On a single run the two differ; "
         "they agree in expectation, if the samples are independent and of one law and the steps are fixed in advance.",
    equation="not in the article (needed for the remarks after (4))",
    latex=r"E\Bigl[\frac1T\sum_{t=1}^T\bar L(\theta_t)\Bigr]-\bar L(\theta^*)\le\frac{D^2}{2T\eta_T}+\frac{G^2}{2T}\sum_{t=1}^T\eta_t,\qquad E\,\bar L\Bigl(\frac1T\sum_t\theta_t\Bigr)\le E\Bigl[\frac1T\sum_t\bar L(\theta_t)\Bigr]",
    key=True)

article = Article(
    slug="sgd-average-loss", title="Making alchemy a bit more scientific (1): convergence of the average loss of SGD",
    title_zh="让炼丹更科学一些（一）：SGD的平均损失收敛", source=source,
    summary="The regret bound for projected (sub)gradient steps, for every T and every non-increasing step sequence; both learning "
            "rates; and the step from the regret to the population loss, which the article leaves out.",
    claims=(lln_definition_of_objective, core_inequality, constant_step_am_gm, case_constant_step, inverse_sqrt_sum,
            case_decaying_step, constant_comparison, decaying_step_convergence, first_order_convexity, distance_expansion, inner_product_rearranged, per_step_regret_bound,
            summed_bound, abel_summation_identity, telescoping_bound, regret_bound_sum, projection_exists_unique, projected_iterates_feasible,
            projection_nonexpansive_to_set, projection_optimality_with_lambda, obtuse_angle, pythagoras_projection,
            iterates_depend_on_the_past, convex_from_tangents, population_loss_convex, expected_average_loss))
