"""The best learning rate as a function of the batch size, for SGD and for sign steps as a model of Adam.

In the quadratic model all statements about SGD are right: the best rate is proved best for every batch size, grows with it and stays bounded.
That it grows needs tr(Sigma H) > 0, which the article does not say: at a saddle it can fall.  The covariance Sigma/B needs samples drawn with
replacement.  Linear scaling keeps the stochastic differential equation, not SGD: the stationary variance is off by about eta h/2, and there is none
from eta h = 2 on.  The mean sign of a gradient with normal noise is an error function, and the best rate of sign steps is exact with it.
The second form of the surge formula needs b > 0.  The surge itself is exact only where all noise-to-signal ratios are equal: otherwise the rate can
fall from the first sample on although the criterion excludes it.  One version of the article prints the sum of the sigma_i for that of the |g_i|.
"""

from verifier.language import *

from .loss_and_roots import (
    decrease_curve, inverse_root_bounds, length_as_root, sign_loss_decrease, sign_sqrt_scaling, sqrt_scaling_as_printed,
)
from .mean_field import mean_field_rate
from .minibatch import minibatch_mean_covariance
from .notation import source
from .quadratic import best_loss_decrease, expected_quadratic_loss, optimal_learning_rate, small_batch_linear, trace_trick
from .scaling import linear_scaling, linear_scaling_error, sde_correspondence, sqrt_scaling
from .sign_rate import mean_squared_sign, sign_mean_loss, sign_optimal_rate, sign_second_moments
from .sign_steps import adam_first_step_is_sign, expected_sign
from .surge import (
    critical_batch_size, curve_with_a_top, mean_sign_grows, no_surge_for_unequal_ratios, quotient_moves, surge_formula, surge_maximum, two_noise_scales,
)
from .tradeoff import steps_samples_hyperbola, steps_versus_batch

article = Article(
    slug="batch-size-learning-rate", title="How should the learning rate change when the batch size grows?",
    title_zh="当Batch Size增大时，学习率该如何随之变化？", source=source,
    summary="The best rate of SGD grows with the batch size and stays bounded; that of sign steps can fall beyond a critical size. Each within its model, "
            "with the premises that the article leaves out.",
    claims=(minibatch_mean_covariance, sqrt_scaling, sde_correspondence, linear_scaling, linear_scaling_error, trace_trick, expected_quadratic_loss,
            small_batch_linear, best_loss_decrease, optimal_learning_rate, steps_versus_batch, steps_samples_hyperbola, adam_first_step_is_sign, expected_sign, mean_squared_sign,
            sign_second_moments, sign_mean_loss, sign_optimal_rate, mean_field_rate, inverse_root_bounds, length_as_root, sqrt_scaling_as_printed,
            sign_sqrt_scaling, surge_formula, mean_sign_grows, critical_batch_size, quotient_moves, curve_with_a_top, no_surge_for_unequal_ratios,
            surge_maximum, decrease_curve, sign_loss_decrease, two_noise_scales))
