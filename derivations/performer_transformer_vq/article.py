"""Draft."""
from verifier.language import *

from .bumps import complete_the_square, gaussian_omega_halves_temperature, wide_random_vectors
from .gaussian_integrals import gaussian_factors, one_gaussian_factor
from .notation import source
from .random_features import estimate_is_unbiased, performer_identity, performer_variance

article = Article(
    slug="performer-transformer-vq", title="Finding traces of Transformer-VQ in Performer",
    title_zh="我在Performer中发现了Transformer-VQ的踪迹", source=source,
    claims=(one_gaussian_factor, gaussian_factors, performer_identity, estimate_is_unbiased, performer_variance, complete_the_square, gaussian_omega_halves_temperature,
    wide_random_vectors))
