"""Draft."""

from verifier.language import *

from .against_svd import id_vs_svd, small_rank
from .best_skeleton import multiples_in_order, one_column_chosen
from .kahan import z_at_most_two, z_exceeds_two
from .notation import source
from .pivoting import pivot_dominance, pivots_decrease
from .projection import complement_projector, hidden_moves_are_free, id_linear_combination, id_z_optimal, qq_projector, id_skeleton_exact, unique_if_independent, unique_only_if_independent
from .single_columns import r1_optimal_column, greedy_total_error_not_better, max_norm_not_best
from .svd_bound import any_coefficients, of_projection, one_column_more, one_step, shrinks
from .truncation import cpqr_z_is_pinv, cpqr_gives_id, image_norm, cpqr_truncation_error
from .volume import exchange_determinant, max_volume_z
from .within_factor import averaged, some_set_is_good, weighed

article = Article(slug="low-rank-4-id", title="The road to low-rank approximation (4): interpolative decomposition", title_zh="低秩近似之路（四）：ID", source=source,
                  claims=(hidden_moves_are_free, id_linear_combination, id_z_optimal, unique_if_independent, unique_only_if_independent, id_skeleton_exact, complement_projector, qq_projector, pivot_dominance, pivots_decrease, image_norm, cpqr_truncation_error, cpqr_gives_id, cpqr_z_is_pinv,
                          z_exceeds_two, z_at_most_two, exchange_determinant, max_volume_z, any_coefficients, shrinks, of_projection, one_column_more, one_step, multiples_in_order, one_column_chosen, weighed, averaged, some_set_is_good, small_rank, id_vs_svd,
                          r1_optimal_column, max_norm_not_best, greedy_total_error_not_better))
