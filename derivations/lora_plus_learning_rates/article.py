"""LoRA+: different learning rates for the two factors, and what is a theorem about their ratio.

The gradients, the decrease under sign steps and the variances of the activations are right; the first-order change of the loss gets its error.
The ratio (n/m) sqrt(n/r) follows from its premises, but these have one constant for two sums of different lengths: over normal factors the exact
ratio is sqrt(n/r) times a quotient of row and column lengths, which is n/sqrt(m r) for a gradient that is spread evenly; the two agree for m = n.
The article calls the order n of the original paper an error.  For one sample both orders occur: sqrt(n) when the gradient in the output is spread
and independent of B, and n when it lies in the row space of B, where both factors return it coherently.
"""

from verifier.language import *

from .coherence import ratio_coherent, size_of_sample
from .gradients import gradients, rescaling_gradients, zero_init_first_step, first_order_loss, adam_to_sign, sign_decrease
from .increments import increment_lengths
from .normal_factors import half_normal_mean, mean_size_of_combination, normal_second_moments, ratio_exact
from .notation import source
from .one_sample import loss_contribution_b1, rank_one_batch_closed_form
from .orders import coherent_return, double_sum_between, mean_below_mean_size, mean_keeps_order, mean_l1_norms, mean_l1_of_hidden, product_between
from .output_criterion import ratio_output_criterion
from .ratio import ratio_article, ratio_flat, self_consistency
from .signed_length import inner_product_square, row_square, signed_length_above, signed_length_below, signed_mean, signed_number, square_sum
from .variance import lecun_variance, scale_ratio

article = Article(slug="lora-plus-learning-rates", title="Different learning rates for the two factors: can LoRA gain a little more? (LoRA+)",
                  source=source, title_zh="配置不同的学习率，LoRA还能再涨一点？",
                  claims=(lecun_variance, scale_ratio, gradients, rescaling_gradients, zero_init_first_step, first_order_loss, adam_to_sign, sign_decrease, ratio_article, self_consistency, half_normal_mean, mean_size_of_combination, ratio_exact, ratio_flat, rank_one_batch_closed_form, loss_contribution_b1, increment_lengths, normal_second_moments, mean_l1_of_hidden, mean_l1_norms, mean_below_mean_size, mean_keeps_order, product_between, double_sum_between, coherent_return, size_of_sample, ratio_coherent, signed_number, signed_mean, inner_product_square, row_square, square_sum, signed_length_above, signed_length_below, ratio_output_criterion))
