"""Exponentiated gradient descent, and gains of the learning rate that are learned by it.

All displayed formulas hold, for every number of parameters and every differentiable loss.  Four remarks around them need care.
A nonnegative start is enough for the signs, but a coordinate that starts at 0 never moves, so the start must be positive.  The
factor exp(phi) that is dropped on the way is called inessential: without it the direction still descends, but the speed changes
from 1/t to exponential where the optimum is 0, and exponentiated steps are another algorithm (mirror descent with the relative
entropy).  The gradient in the gains is that of the last step only; gains shared by several steps have further terms.  And gains
grow with the sum of the products of consecutive slopes, not with the number of times that their signs agree.
"""

from verifier.language import *

from .descent import closed_form, egd_from_dropped_factor, egd_positivity
from .dropped import dropped_factor_keeps_descent, log_reparametrisation_gradient, phi_descent_step, slope_of_exponential
from .gains import gain_closed_form, gain_update, hypergradient, shared_gain, shared_gain_last_step_only
from .mirror import egd_is_mirror_descent, egd_step_size_instability, entropy_is_not_negative
from .notation import source
from .signs import exponential_sign, gain_monotone_in_sign, noise_drives_gain_down, quadratic_sign_rule, slopes_often_alike
from .speed import dropped_factor_changes_rate, exponential_below_chord, exponential_below_parabola, logarithm_above, phi_descent_bounds

article = Article(
    slug="exponentiated-gradient-meta-lr", title="Exponentiated gradient descent + meta-learning = adaptive learning rate",
    title_zh="指数梯度下降 + 元学习 = 自适应学习率", source=source,
    claims=(closed_form, egd_positivity, slope_of_exponential, log_reparametrisation_gradient, phi_descent_step,
            egd_from_dropped_factor, dropped_factor_keeps_descent, exponential_below_chord, exponential_below_parabola,
            logarithm_above, phi_descent_bounds, dropped_factor_changes_rate, entropy_is_not_negative, egd_is_mirror_descent,
            egd_step_size_instability, hypergradient, shared_gain_last_step_only, shared_gain, gain_update, gain_closed_form,
            exponential_sign, slopes_often_alike, gain_monotone_in_sign, quadratic_sign_rule, noise_drives_gain_down))
