"""EMO: a classification loss from optimal transport.

The formulas are right as printed: onto a one-hot target there is one transport plan, so that the transport cost, here the infimum over all plans for any number of
classes and any costs, is the expected cost; the independent coupling bounds it for soft targets; the 0/1 cost gives one minus the target probability, and the cosine
cost one minus an inner product with the mean direction.  What the article leaves open is settled: the bound is attained if one side is one-hot, the 0/1 cost for soft
targets is the total variation, the gradient of the 0/1 loss is that of the cross entropy times the target probability, and the cross entropy touches the 0/1 loss to
first order.  Two remarks need care: the cosine cost violates the triangle inequality, so that the transport cost is not a distance, and with random labels the expected
cost is least at the most central class and not at their distribution, where the cross entropy is least.
"""

from verifier.language import *

from .cosine import cosine_cost_loss, cosine_cost_loss_range
from .distance import cosine_cost_not_a_metric, emo_evaluation_order, triangle_as_printed
from .entropy import cross_entropy_one_hot, kl_equals_ce_minus_entropy, kl_split
from .expected_cost import expected_cost_minimum, expected_cost_not_proper, gibbs_inequality, no_gap_means_equal
from .notation import source
from .total_variation import agree_without_variation, cost_above_variation, variation_is_enough, zero_one_transport_is_total_variation
from .transport import one_hot_array, plan_from_point, plan_to_point, product_coupling_upper_bound, transport_to_a_point
from .zero_one import emo_gradient, softmax_slopes, zero_one_cost, zero_one_gradient_is_damped_ce

article = Article(
    slug="emo-optimal-transport-loss", title="EMO: a classification loss designed from the idea of optimal transport",
    title_zh="EMO：基于最优传输思想设计的分类损失函数", source=source,
    claims=(cross_entropy_one_hot, kl_split, kl_equals_ce_minus_entropy, one_hot_array, plan_to_point, plan_from_point, product_coupling_upper_bound,
            transport_to_a_point, zero_one_cost, cost_above_variation, variation_is_enough, agree_without_variation,
            zero_one_transport_is_total_variation, softmax_slopes, zero_one_gradient_is_damped_ce, emo_gradient, cosine_cost_loss, cosine_cost_loss_range,
            triangle_as_printed, cosine_cost_not_a_metric, emo_evaluation_order, no_gap_means_equal, gibbs_inequality, expected_cost_minimum, expected_cost_not_proper))
