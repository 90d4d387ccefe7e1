"""How fast the average loss of (projected, stochastic, sub-) gradient descent falls.

The bound on the average regret and both choices of the learning rate are right: for every number of steps, every sequence
of samples and every non-increasing positive sequence of steps.  The iterates below are those of the projected step; the plain
step is the case where the set is the whole space and nothing is moved.  Three things are missing in the article.  The set must
be closed for a nearest point (and the diameter) to exist; here "Pi(phi) is a nearest point" is a premise.  The left side of the
main inequality compares losses of different samples at different parameters, so by itself it says nothing of one loss: the step
to the population loss needs independent samples and an expectation, and is proved at the end.  The constant step needs the
number of steps in advance, and only the bound on the average regret, not the regret, is shown to tend to 0.
"""

from verifier.language import *

from .all_steps import abel_summation_identity, core_inequality, regret_bound_sum, summed_bound, telescoping_bound
from .learning_rates import (
    case_constant_step, case_decaying_step, constant_comparison, constant_step_am_gm, decaying_step_convergence,
    inverse_sqrt_sum,
)
from .notation import source
from .one_step import (
    distance_expansion, first_order_convexity, inner_product_rearranged, per_step_regret_bound,
    projected_iterates_feasible,
)
from .population import (
    convex_from_tangents, expected_average_loss, iterates_depend_on_the_past, lln_definition_of_objective,
    population_loss_convex,
)
from .projection import (
    obtuse_angle, projection_exists_unique, projection_nonexpansive_to_set, projection_optimality_with_lambda,
    pythagoras_projection,
)

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
