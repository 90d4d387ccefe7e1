"""SVD."""

from verifier.language import *

from .eigen import independent_eigen_fails, spectral_theorem_induction, svd_existence
from .norms import fro_sum_sigma, image_bound, spectral_norm_sigma1, squared_length
from .notation import source
from .pseudo_inverse import pinv_svd, reciprocals_cancel

article = Article(slug="low-rank-2-svd", title="The road to low-rank approximation (2): SVD", title_zh="低秩近似之路（二）：SVD", source=source,
                  claims=(fro_sum_sigma, squared_length, image_bound, spectral_norm_sigma1,
                          reciprocals_cancel, pinv_svd, spectral_theorem_induction,
                          independent_eigen_fails, svd_existence))
