"""Minimisation over probability distributions: on the simplex, and over densities.

The updates and formulas that the article arrives at are right: the step towards the corner with the least entry of the gradient, sparsemax as a
shifted relu, the Wasserstein gradient flow and its particles (with the sign that the author corrected), here for every dimension.  Three statements
on the way are not.  The quoted minimax theorem is false without compactness: x, y >= 1 and f = y/(x + y) give 1 on one side and 0 on the other; the
exchange that the article needs is true all the same, since a minimiser and its multipliers are a saddle point.  "The condition for a local minimum"
is necessary, and sufficient for convex functions only.  The equivalence stated for the support of sparsemax fails where a coordinate equals the
threshold.  The part on densities is formal in the article; what it needs is stated here: a positive density that is differentiable, a flux that
vanishes at infinity, integrable changes, and a Lipschitz field for the particles.
"""

from verifier.language import *

from .concentrated import mixture_first_order_fails
from .duality import strong_duality_on_simplex, tangent_below_convex
from .flow import descent_formula, flow_dissipation, steepest_field
from .minimax import minimax_theorem, minimax_with_saddle_point, weak_minimax
from .notation import source
from .optimality import (
    convex_combination_feasible, optimality_condition_as_printed, simplex_gradient_step, simplex_optimality_condition, slopes_toward_distributions,
    vertices_feasible,
)
from .particles import particle_density, particle_ode, wasserstein_gradient_flow
from .simplex import linear_minimum_on_simplex
from .sparsemax import (
    nearest_has_threshold, sparsemax_gradient_condition, sparsemax_support_as_printed, sparsemax_support_condition, sparsemax_threshold_explicit,
    sparsemax_threshold_form, threshold_not_larger,
)

article = Article(
    slug="probability-space-minimization", title="The road to the optimal distribution: minimisation over probability spaces",
    title_zh="通向最优分布之路：概率空间的最小化", source=source,
    claims=(minimax_theorem, weak_minimax, minimax_with_saddle_point, linear_minimum_on_simplex, convex_combination_feasible, vertices_feasible,
            slopes_toward_distributions, simplex_gradient_step, optimality_condition_as_printed, simplex_optimality_condition, tangent_below_convex,
            strong_duality_on_simplex, sparsemax_support_as_printed, sparsemax_support_condition, threshold_not_larger, sparsemax_gradient_condition,
            nearest_has_threshold, sparsemax_threshold_form, sparsemax_threshold_explicit, mixture_first_order_fails, descent_formula, steepest_field,
            flow_dissipation, wasserstein_gradient_flow, particle_ode, particle_density))
