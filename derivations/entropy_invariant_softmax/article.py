"""Which scale keeps the entropy of softmax attention independent of the number of tokens: what is a theorem.

The article replaces the log-mean-exp of the scores by their mean and the softmax mean by the maximum.  Both steps
are inequalities in one direction, so its estimate of the entropy is a rigorous lower bound; the error of the first
step is at most the squared spread over eight (Hoeffding), and its expansion begins with half the variance.  That the
scale must be affine in log n is exact for the estimate, and for one relevant token with a fixed gap it is exact for
the attended mass; the entropy itself still grows with n there.  The published drop 0.24 lambda d of the entropy for
random keys is false: Laplace's method gives d h(lambda), which is not linear in the scale.
"""

from verifier.language import *

from .entropy import (
    cube_between, entropy_identity, log_n_split, softmax_mean_between, softmax_third_moment_bound,
    softmax_variance_bound, third_moment_between,
)
from .headline import entropy_of_headline_scale_is_constant, headline_scale_log_n_over_d, needle_entropy_grows
from .invariant_scales import invariance_forces_affine_log_n
from .mean_field import (
    entropy_derivative, entropy_lower_bound, exact_gap, mean_field_is_a_lower_bound, mean_field_remainder,
    softmax_mean_versus_max,
)
from .needle import needle_exact_log_n
from .notation import source
from .sphere import (
    constant_0_24_golden_ratio, entropy_drop_at_stationary_point, laplace_entropy_drop, laplace_of_mass,
    laplace_of_moment, published_linear_drop,
)

article = Article(
    slug="entropy-invariant-softmax", title="A quick derivation of the entropy-invariant softmax",
    title_zh="熵不变性Softmax的一个快速推导", source=source,
    claims=(entropy_identity, log_n_split, softmax_mean_between, softmax_variance_bound, cube_between,
            third_moment_between, softmax_third_moment_bound, mean_field_remainder, mean_field_is_a_lower_bound,
            softmax_mean_versus_max, entropy_lower_bound, exact_gap, entropy_derivative, invariance_forces_affine_log_n,
            needle_exact_log_n, headline_scale_log_n_over_d, entropy_of_headline_scale_is_constant, needle_entropy_grows,
            laplace_of_mass, laplace_of_moment, entropy_drop_at_stationary_point, constant_0_24_golden_ratio, published_linear_drop,
            laplace_entropy_drop))
