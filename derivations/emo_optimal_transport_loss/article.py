"""EMO."""

from verifier.language import *

from .cosine import cosine_cost_loss, cosine_cost_loss_range
from .entropy import cross_entropy_one_hot, kl_equals_ce_minus_entropy, kl_split
from .expected_cost import expected_cost_minimum, expected_cost_not_proper, gibbs_inequality, no_gap_means_equal
from .notation import source
from .transport import one_hot_array, plan_from_point, plan_to_point, product_coupling_upper_bound, transport_to_a_point
from .zero_one import emo_gradient, softmax_slopes, zero_one_cost, zero_one_gradient_is_damped_ce

article = Article(
    slug="emo-optimal-transport-loss", title="EMO: a classification loss designed from the idea of optimal transport",
    title_zh="EMO：基于最优传输思想设计的分类损失函数", source=source,
    claims=(cross_entropy_one_hot, kl_split, kl_equals_ce_minus_entropy, one_hot_array, plan_to_point, plan_from_point, product_coupling_upper_bound,
            transport_to_a_point, zero_one_cost, softmax_slopes, zero_one_gradient_is_damped_ce, emo_gradient, cosine_cost_loss, cosine_cost_loss_range,
            no_gap_means_equal, gibbs_inequality, expected_cost_minimum, expected_cost_not_proper))
