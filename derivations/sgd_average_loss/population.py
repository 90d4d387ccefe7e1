"""From the samples to the population loss."""

from sympy import Eq, Lambda, Max, Min, Piecewise, Rational, Sum, Tuple, oo, sign

from verifier.language import *

from .all_steps import bound, core_inequality, diameter, monotone
from .examples import brief, clip_wide, deep, gap_loss, gap_slope, half, hill, hill_slope, line
from .experiments import measure_average, measure_population
from .notation import G, L, Lbar, Pi, T, Theta, X, a, b, best, eta, g, k, lam, n, phi, psi, t, theta, u, v, vartheta, x
from .one_step import member, on_the_way, projected_iterates_feasible, subgradient
from .projection import convex_domain, fraction, here, projection, there

iid = given("the samples are independent", IndependentEntries(X), unstated=True)
alike = given("the samples have one law", IdenticallyDistributed(X), unstated=True)
fixed_start = given("theta_1 is chosen before the first sample is drawn", FunctionOfPast(vartheta(1), X, 1), unstated=True)
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
    holds_for=(example(X=two_to_one, L=gap_loss, v=[half]),),
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
two_thirds = Rational(2, 3)
expected_average_loss = Claim(
    name="From regret to the population loss (step missing in the article)",
    says=(E(mean_population) - Lbar(best) <= bound, E(Lbar(mean_iterate)) <= E(mean_population)),
    given=(*random_problem, monotone, iid, alike, fixed_start, measurable, finite),
    definitions=(population,),
    proof=(fresh, one_law, online_is_population, pathwise, on_average, taken_apart,
           chain(E(mean_population) - Lbar(best), equals(E(random_regret), because=taken_apart), at_most(bound, because=on_average)),
           convex_population, random_in_set, jensen_pathwise,
           therefore(E(Lbar(mean_iterate)) <= E(mean_population), because=jensen_pathwise)),
    holds_for=(example(**deep, D=4, G=3, X=jointly({(3, 3): 1}), eta=[two_thirds, two_thirds, 1], vartheta=[[5], [3], [1]], note="equality, with one sample for sure"),
               example(**deep, D=4, G=3, X=jointly({(3, 3): 1}), eta=[two_thirds, two_thirds, half], vartheta=[[5], [3], [1]]),
               example(**brief, vartheta=[[half], [0]], X=jointly({(Rational(1, 3),): 1}), D=half, G=Rational(1, 3), note="equality with all below 1"),
               example(Theta=interval(-1, 1), Pi=clip_wide, L=gap_loss, g=gap_slope, T=2, D=2, G=1, X=jointly({(0, 0): 1}), eta=1, theta_star=[0],
                       vartheta=[[-half], [half], [-half]], note="the least loss lies between the iterates"),
               example(**walk, Theta=interval(-1, 1), L=gap_loss, T=1, D=2, G=1, X=two_draws, theta_star=[1]),
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
    key=True, cites="CesaBianchi2004")
