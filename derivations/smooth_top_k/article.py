"""Draft."""

from verifier.language import *

from .gradtopk import *
from .gradtopk_limit import *
from .implicit import *
from .iteration import *
from .laplace_softmax import *
from .notation import *
from .pigeonhole import *
from .positivity import *
from .selection import top_k_is_gradient_of_top_k_sum
from .slope import *
from .subsets import *
from .thresholds import *
from .vanishing_temperature import *
from .windows import *

article = Article(slug="smooth-top-k", title="Sequel to softmax: in search of a smooth approximation of Top-K",
                  title_zh="Softmax后传：寻找Top-K的光滑近似", source=source, claims=(no_early_member, with_or_without, sums_not_negative, sums_grow, member_added_later, member_added, only_empty_set, no_member_of_empty_set, new_member, none_of_none, more_members, members_counted, set_of_all, sums_positive, same_early, same_before, apart_later, apart, without_grows, without_not_negative, set_of_all_others, without_positive, apart_without_i, neither_grows, neither_not_negative, neither_same_before, set_of_all_but_two, neither_positive, recursion_later, gradtopk_recursion, gradtopk_in_simplex, exponential_keeps_order, apart_without_l, positive_factor_keeps_sign, gradtopk_monotone, soft_iteration_leaves_unit_interval, soft_iteration_not_monotone, soft_iteration_stays_in_simplex, clipped_above, clipped_below, clipped_sum, minexp_threshold_closed_form, laplace_below, laplace_sum, root_positive, quadratic_root, laplace_threshold_closed_form, laplace_window_printed, laplace_missing_case, equal_terms_in_order, output_is_unique, shift_to_infinity, sum_is_continuous, threshold_exists_unique_output, range_of_f, balance_of_error, error_bound, error_of_selected, error_of_left_out, threshold_limit, factor_stays, others_stay, moved_whole, moved_members, gradtopk_formula, threshold_in_a_direction, threshold_implicit_gradient, laplace_k1_printed, laplace_increases, smaller_than_share, laplace_k1_is_not_softmax, top_k_is_gradient_of_top_k_sum, counted_without_i, only_is_product, only_or_neither, only_at_most, pigeonhole, exchanged, share_of_others, share_without, share_with, share_of_selected, share_of_left_out, gradtopk_limit))
