"""Why attention divides by sqrt(d), and what the scale that maximises the gradient really is.

That q.k has variance d needs more than mean 0 and variance 1 of the entries: one of the two vectors must be uncorrelated.
Half the l1 norm of the softmax Jacobian is alpha (1 - sum p^2), as the article says.  Its surrogate, in which sums become
expectations, is right for a fixed scale and many keys; its maximiser has a closed form with the Lambert W function, where
the article fits a multiple of sqrt(log n).  But at that scale the surrogate is no longer valid: under the same model the
mean gradient size equals the mean attended score and rises for ever, so it has no best scale.
"""

from verifier.language import *

from .cosine_scores import (
    above_34149, above_683, below_34150, below_684, cosine_annealed_optimum, cosine_mgf, larger_quotient,
    ratio_of_moments, smaller_quotient,
)
from .experiments import source
from .fixed_scale import lln_approximation
from .gradient import l1_norm_identity, softmax_jacobian
from .inner_product import scaled_variance_one, second_moments, trace_formula, var_dot_product
from .normal_scores import annealed_objective_gaussian, annealed_optimum, gaussian_mgf, stationary_point_is_best
from .true_gradient import (
    expected_objective_has_no_maximum, gibbs_mean_near_maximum, mean_gradient_increases, mean_gradient_is_mean_score,
    slope_of_mean_score, softmax_below_one, softmax_variance_is_positive, surrogate_optimum_is_optimal,
)

article = Article(
    slug="attention-scale-gradient-max", title="Attention's scale factor from the viewpoint of gradient maximisation",
    title_zh="从梯度最大化看Attention的Scale操作", source=source,
    summary="The variance of q.k, the gradient of the softmax and the article's surrogate are right; the scale it recommends is the optimum of the surrogate only.",
    claims=(
            second_moments, trace_formula, var_dot_product, scaled_variance_one, softmax_jacobian, l1_norm_identity,
            lln_approximation, gaussian_mgf, annealed_objective_gaussian, stationary_point_is_best, annealed_optimum,
            gibbs_mean_near_maximum, mean_gradient_is_mean_score, softmax_below_one, slope_of_mean_score,
            softmax_variance_is_positive, mean_gradient_increases, surrogate_optimum_is_optimal,
            expected_objective_has_no_maximum, cosine_mgf, ratio_of_moments,
            below_684, below_34150, above_683, above_34149, larger_quotient, smaller_quotient,
            cosine_annealed_optimum))
