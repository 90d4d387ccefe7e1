"""Draft."""
from verifier.language import *

from .bumps import complete_the_square, gaussian_omega_halves_temperature, wide_random_vectors
from .gaussian_integrals import gaussian_factors, one_gaussian_factor
from .mixtures import density_of_one_entry, dirac_representation, infinite_dimensional_linear_attention, gmm_approximation_gives_vq, kernel_against_density, kernel_smoothing, mixture_numerator, smoothed_attention_numerator, sum_of_shares_is_positive
from .notation import source
from .per_key import division_by_key, mean_of_bump_sum, per_key_normalisation_is_not_free, per_key_softmax_printed
from .quantised import one_hot_recovers_transformer_vq, vq_linearises_attention
from .random_features import estimate_is_unbiased, performer_identity, performer_variance

from .weights import equal_norm_omega, normalisation_absorbs_query_factors, performer_without_query_factors

article = Article(
    slug="performer-transformer-vq", title="Finding traces of Transformer-VQ in Performer",
    title_zh="我在Performer中发现了Transformer-VQ的踪迹", source=source,
    claims=(one_gaussian_factor, gaussian_factors, performer_identity, estimate_is_unbiased, performer_variance, complete_the_square, gaussian_omega_halves_temperature,
    wide_random_vectors, normalisation_absorbs_query_factors, performer_without_query_factors, equal_norm_omega, per_key_softmax_printed, division_by_key, per_key_normalisation_is_not_free, mean_of_bump_sum, kernel_smoothing, dirac_representation, density_of_one_entry, kernel_against_density, smoothed_attention_numerator, infinite_dimensional_linear_attention, mixture_numerator, sum_of_shares_is_positive, gmm_approximation_gives_vq, vq_linearises_attention, one_hot_recovers_transformer_vq))
