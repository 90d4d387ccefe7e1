"""TODO."""

from verifier.language import *

from .minibatch import minibatch_mean_covariance
from .loss_and_roots import decrease_curve, inverse_root_bounds, length_as_root, sign_loss_decrease, sign_sqrt_scaling, sqrt_scaling_as_printed
from .mean_field import mean_field_rate
from .notation import source
from .scaling import linear_scaling, linear_scaling_error, sde_correspondence, sqrt_scaling
from .sign_steps import expected_sign
from .sign_rate import mean_squared_sign, sign_mean_loss, sign_optimal_rate, sign_second_moments
from .surge import critical_batch_size, curve_with_a_top, mean_sign_grows, no_surge_for_unequal_ratios, quotient_moves, surge_formula, surge_maximum, two_noise_scales
from .tradeoff import steps_samples_hyperbola, steps_versus_batch
from .quadratic import best_loss_decrease, expected_quadratic_loss, optimal_learning_rate, small_batch_linear, trace_trick

article = Article(slug="batch-size-learning-rate", title="How should the learning rate change when the batch size grows?", source=source,
                  title_zh="当Batch Size增大时，学习率该如何随之变化？", claims=(minibatch_mean_covariance, sqrt_scaling, sde_correspondence, linear_scaling, linear_scaling_error, trace_trick, expected_quadratic_loss, best_loss_decrease, small_batch_linear, optimal_learning_rate, steps_versus_batch, steps_samples_hyperbola, expected_sign, mean_squared_sign, sign_second_moments, sign_mean_loss, sign_optimal_rate, mean_field_rate, inverse_root_bounds, length_as_root, sqrt_scaling_as_printed, sign_sqrt_scaling, surge_formula, mean_sign_grows, critical_batch_size, quotient_moves, curve_with_a_top, no_surge_for_unequal_ratios, surge_maximum, decrease_curve, sign_loss_decrease, two_noise_scales))
