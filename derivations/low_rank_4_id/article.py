"""Columns of a matrix as a basis for the others: the best coefficients, column pivoting, and how good a choice can be.

The formulas of the article hold for every shape and rank once it is said that the pivots in use are not 0; they include wide
matrices, for which its shapes do not fit.  Its remark that neither |z| <= 1 nor |z| <= 2 is guaranteed by column pivoting is made
concrete: Kahan's matrix gives coefficients that grow like powers of 1 + c.  Columns with |z| <= 1 do exist, those of largest
volume.  The longest column need not be the best one; choosing the least total error in each step, which the article recommends,
is exact for one column and can lose against column pivoting for two, already for a 3 by 3 matrix with entries 0, 1 and -1.  The best
r columns are within a factor r + 1 of the singular value decomposition, which is proved here without determinants.
"""

from verifier.language import *

from .against_svd import id_vs_svd, small_rank
from .best_skeleton import multiples_in_order, one_column_chosen
from .kahan import z_at_most_two, z_exceeds_two
from .notation import source
from .pivoting import pivot_dominance, pivots_decrease
from .projection import complement_projector, hidden_moves_are_free, id_linear_combination, id_z_optimal, projection_error, qq_projector, id_skeleton_exact, unique_if_independent, unique_only_if_independent
from .single_columns import r1_optimal_column, greedy_total_error_not_better, max_norm_not_best
from .svd_bound import any_coefficients, of_projection, one_column_more, one_step, shrinks
from .truncation import cpqr_z_is_pinv, cpqr_gives_id, image_norm, cpqr_truncation_error
from .volume import exchange_determinant, max_volume_z
from .within_factor import averaged, no_column, one_more, some_set_is_good, weighed

article = Article(slug="low-rank-4-id", title="The road to low-rank approximation (4): interpolative decomposition",
                  title_zh="低秩近似之路（四）：ID", source=source,
                  summary="The best coefficients for given columns, what column pivoting guarantees and what it does not, columns of largest "
                          "volume, the best single column, and the best columns against the singular value decomposition.",
                  claims=(hidden_moves_are_free, id_linear_combination, id_z_optimal, unique_if_independent, unique_only_if_independent,
                          id_skeleton_exact, complement_projector, qq_projector, projection_error, pivot_dominance, pivots_decrease, image_norm,
                          cpqr_truncation_error, cpqr_gives_id, cpqr_z_is_pinv, z_exceeds_two, z_at_most_two, exchange_determinant, max_volume_z,
                          r1_optimal_column, max_norm_not_best, greedy_total_error_not_better,
                          any_coefficients, shrinks, of_projection, one_column_more, one_step, multiples_in_order, one_column_chosen,
                          weighed, averaged, no_column, one_more, some_set_is_good, small_rank, id_vs_svd))
