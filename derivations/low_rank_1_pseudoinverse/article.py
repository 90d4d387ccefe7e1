"""The pseudo-inverse as the best one-sided inverse: least squares, what rank deficiency leaves open, the ridge limit.

The closed forms, the limit form and the formula through eigenvectors hold for every shape and rank, and are proved so.
One statement is false: A^+ A A^+ = A^+ does not single out the pseudo-inverse among the best right inverses; the other
condition that the article offers, (A^+)^+ = A, does.  A vanishing gradient alone shows no minimum; the excess over the
least cost is a squared norm, which does.  That the ridge limit exists is argued in a circle; the singular value
decomposition proves it and gives the rate epsilon / sigma^3 with the smallest singular value that is not 0.
"""

from verifier.language import *

from .eigenvectors import arbitrary_fill, eigenvalue_is_squared_length, pinv_via_eigen, zero_eigenvalue_kills_row
from .gradient import gradient_B, orthogonal_invariance, trace_inner_product
from .least_squares import least_squares_B, penrose_uniqueness, pinv_full_rank
from .limit_form import pinv_limit, pinv_limit_error, pinv_of_decomposition, ridge_of_decomposition, shrinkage_falls
from .notation import source
from .rank_deficient import (
    factor_excess, minimisers_share_image, nonuniqueness_rank_deficient, patch_by_involution_works,
    patch_by_reflexivity_fails, patch_by_symmetry_works, pinv_involution, pinv_is_a_minimiser, reflexive_minimisers,
)
from .ridge import ridge_invertible, ridge_is_coercive, tikhonov_minimiser

article = Article(slug="low-rank-1-pseudoinverse", title="The road to low-rank approximation (1): the pseudo-inverse", source=source,
                  title_zh="低秩近似之路（一）：伪逆",
                  claims=(trace_inner_product, orthogonal_invariance, gradient_B, least_squares_B, penrose_uniqueness, 
                          pinv_full_rank, pinv_is_a_minimiser, factor_excess, nonuniqueness_rank_deficient, 
                          patch_by_reflexivity_fails, reflexive_minimisers, patch_by_symmetry_works, minimisers_share_image, 
                          pinv_involution, patch_by_involution_works, ridge_is_coercive, ridge_invertible, 
                          tikhonov_minimiser, pinv_of_decomposition, ridge_of_decomposition, shrinkage_falls, 
                          pinv_limit_error, pinv_limit, eigenvalue_is_squared_length, zero_eigenvalue_kills_row, 
                          arbitrary_fill, pinv_via_eigen))
