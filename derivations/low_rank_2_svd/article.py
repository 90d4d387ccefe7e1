"""The singular value decomposition: where it comes from, what it says of norms and of the pseudo-inverse, and the best approximation.

The construction, the norms, the pseudo-inverse and the best approximation of low rank in the Frobenius norm hold for every shape and
rank.  Putting eigenvectors of M M^T and of M^T M together that were found separately is false: the signs do not fit, already for the
matrix (-1).  The induction step of the spectral theorem needs no eigenvalue other than 0, which the article asks for.  Two formulas of
the article have matrices of the wrong shape.
"""

from verifier.language import *

from .best_approximation import capped_simplex, eckart_young_mirsky, projected_error, projector_trace, trace_with_diagonal
from .eigen import independent_eigen_fails, spectral_theorem_induction, svd_existence
from .norms import fro_sum_sigma, image_bound, spectral_norm_sigma1, squared_length
from .notation import source
from .pseudo_inverse import pinv_svd, reciprocals_cancel
from .spectral_approximation import divided, eym_spectral, kernel_bound

article = Article(slug="low-rank-2-svd", title="The road to low-rank approximation (2): SVD", title_zh="低秩近似之路（二）：SVD", source=source,
                  summary="The decomposition from the eigenvectors of M^T M, both norms, the pseudo-inverse, and the best approximation of rank r, "
                          "with what fails when the two sides are diagonalised separately.",
                  claims=(fro_sum_sigma, squared_length, image_bound, spectral_norm_sigma1,
                          reciprocals_cancel, pinv_svd, spectral_theorem_induction,
                          independent_eigen_fails, svd_existence, capped_simplex, projected_error, projector_trace, trace_with_diagonal, eckart_young_mirsky, divided, kernel_bound, eym_spectral))
