"""Performer seen as Transformer-VQ: what is an identity in the chain from random features to quantised keys, and what is not.

The Gaussian mean behind Performer, the factored attention of quantised keys and the mixture over codes are exact, each
in every dimension; the error of m samples, which the article leaves out, grows exponentially with |q + k|^2.  Two links
are not identities.  Writing the key features as Gaussian bumps needs random vectors of one norm, which normal vectors
do not have.  Replacing the bumps by their softmax divides by a number that depends on the key, so the attention changes
unless that number is the same for all keys.  For many normal random vectors the final form is attention at twice the
temperature.  The limit of width 0 in the last step is not needed: normalisation removes the width.
"""

from verifier.language import *

from .bounds import log_sum_moves_little, soft_shares_overestimate, weights_move_little
from .bumps import complete_the_square, gaussian_omega_halves_temperature, wide_random_vectors
from .gaussian_integrals import gaussian_factors, one_gaussian_factor
from .mixtures import (density_of_one_entry, dirac_representation, gmm_approximation_gives_vq, infinite_dimensional_linear_attention, kernel_against_density,
                       kernel_smoothing, mixture_numerator, smoothed_attention_numerator, sum_of_shares_is_positive)
from .notation import source
from .per_key import division_by_key, mean_of_bump_sum, per_key_normalisation_is_not_free, per_key_softmax_printed
from .quantised import one_hot_recovers_transformer_vq, vq_linearises_attention
from .random_features import estimate_is_unbiased, performer_identity, performer_variance
from .softmax import below_itself, share_of_nearest, softmax_logit_simplification, softmax_to_one_hot
from .weights import equal_norm_omega, normalisation_absorbs_query_factors, performer_without_query_factors

article = Article(
    slug="performer-transformer-vq", title="Finding traces of Transformer-VQ in Performer",
    title_zh="我在Performer中发现了Transformer-VQ的踪迹", source=source,
    summary="The identities hold in every dimension; the softmax over the random vectors changes the attention, and for normal vectors it doubles the temperature.",
    claims=(
        vq_linearises_attention, one_gaussian_factor, gaussian_factors, performer_identity, estimate_is_unbiased, performer_variance,
        normalisation_absorbs_query_factors, performer_without_query_factors, complete_the_square, equal_norm_omega,
        gaussian_omega_halves_temperature, wide_random_vectors, per_key_softmax_printed, division_by_key,
        per_key_normalisation_is_not_free, mean_of_bump_sum, kernel_smoothing, dirac_representation, density_of_one_entry,
        kernel_against_density, smoothed_attention_numerator, infinite_dimensional_linear_attention, mixture_numerator,
        sum_of_shares_is_positive, gmm_approximation_gives_vq, one_hot_recovers_transformer_vq, log_sum_moves_little, weights_move_little,
        soft_shares_overestimate, softmax_logit_simplification, below_itself, share_of_nearest, softmax_to_one_hot))
