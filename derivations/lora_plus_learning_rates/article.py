"""LoRA+."""

from verifier.language import *

from .coherence import ratio_coherent, size_of_sample
from .gradients import gradients, rescaling_gradients, zero_init_first_step, first_order_loss, adam_to_sign, sign_decrease
from .increments import increment_lengths
from .normal_factors import half_normal_mean, mean_size_of_combination, normal_second_moments, ratio_exact
from .notation import source
from .one_sample import loss_contribution_b1, rank_one_batch_closed_form
from .orders import coherent_return, double_sum_between, mean_below_mean_size, mean_keeps_order, mean_l1_norms, product_between
from .ratio import ratio_article, ratio_flat, self_consistency
from .variance import lecun_variance, scale_ratio

article = Article(slug="lora-plus-learning-rates", title="Different learning rates for the two factors: can LoRA gain a little more? (LoRA+)",
                  source=source, title_zh="配置不同的学习率，LoRA还能再涨一点？",
                  claims=(lecun_variance, scale_ratio, gradients, rescaling_gradients, zero_init_first_step, first_order_loss, adam_to_sign, sign_decrease, ratio_article, self_consistency, half_normal_mean, mean_size_of_combination, ratio_exact, ratio_flat, rank_one_batch_closed_form, loss_contribution_b1, increment_lengths, normal_second_moments, mean_l1_norms, mean_below_mean_size, mean_keeps_order, product_between, double_sum_between, coherent_return, size_of_sample, ratio_coherent))
