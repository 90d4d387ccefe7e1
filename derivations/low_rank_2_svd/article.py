"""SVD."""

from verifier.language import *

from .norms import fro_sum_sigma, image_bound, spectral_norm_sigma1, squared_length
from .notation import source

article = Article(slug="low-rank-2-svd", title="The road to low-rank approximation (2): SVD", title_zh="低秩近似之路（二）：SVD", source=source,
                  claims=(fro_sum_sigma, squared_length, image_bound, spectral_norm_sigma1))
