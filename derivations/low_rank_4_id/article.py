"""Draft."""

from verifier.language import *

from .notation import source
from .pivoting import pivot_dominates, pivots_fall
from .projection import hidden_moves_are_free, linear_combination, optimal_coefficients, projector_from_basis, skeleton_is_exact, unique_if_independent, unique_only_if_independent
from .single_columns import best_single_column, least_total_error_is_better, longest_column_is_best
from .truncation import coefficients_are_optimal, gives_decomposition, image_norm, truncation_error

article = Article(slug="low-rank-4-id", title="The road to low-rank approximation (4): interpolative decomposition", title_zh="低秩近似之路（四）：ID", source=source,
                  claims=(hidden_moves_are_free, linear_combination, optimal_coefficients, unique_if_independent, unique_only_if_independent, skeleton_is_exact, projector_from_basis, pivot_dominates, pivots_fall, image_norm, truncation_error, gives_decomposition, coefficients_are_optimal,
                          best_single_column, longest_column_is_best, least_total_error_is_better))
