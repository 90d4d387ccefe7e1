"""Minimisation over probability distributions."""

from verifier.language import *

from .concentrated import mixture_first_order_fails
from .duality import strong_duality_on_simplex, tangent_below_convex
from .flow import descent_formula, flow_dissipation, steepest_field
from .minimax import minimax_theorem, minimax_with_saddle_point, weak_minimax
from .notation import source
from .optimality import convex_combination_feasible, vertices_feasible, slopes_toward_distributions, simplex_gradient_step, simplex_optimality_condition
from .simplex import linear_minimum_on_simplex
from .particles import particle_density, particle_ode, wasserstein_gradient_flow
from .sparsemax import nearest_has_threshold, sparsemax_gradient_condition, sparsemax_threshold_explicit, sparsemax_threshold_form, threshold_not_larger

article = Article(slug="probability-space-minimization", title="The road to the optimal distribution: minimisation over probability spaces",
                  title_zh="通向最优分布之路：概率空间的最小化", source=source,
                  claims=(minimax_theorem, weak_minimax, minimax_with_saddle_point, linear_minimum_on_simplex, convex_combination_feasible, vertices_feasible, slopes_toward_distributions, simplex_gradient_step, simplex_optimality_condition, tangent_below_convex, strong_duality_on_simplex, threshold_not_larger, sparsemax_gradient_condition, nearest_has_threshold, sparsemax_threshold_form, sparsemax_threshold_explicit, mixture_first_order_fails, descent_formula, steepest_field, flow_dissipation, wasserstein_gradient_flow, particle_ode, particle_density))
