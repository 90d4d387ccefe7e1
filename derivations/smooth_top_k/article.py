"""Softmax turned into a smooth top-k: what holds of the three constructions, and what does not.

GradTopK, the gradient of log Z_k, is all that is claimed for it, but only for k < n, which the article does not say; its error at
temperature tau is at most k (n - k) e^(-gap/tau).  A threshold exists for every continuous nondecreasing f, its output is unique, and it tends
to the top-k indicator with an error bounded by the tails of f at half the gap; the article's argument for the limit fails for min(1, e^x).
The soft iteration, about which the article is undecided, leaves the unit interval and can reverse the order of two components.  The closed form
for the Laplace function misses the case in which all components lie above the threshold, where the printed code stops; and for k = 1 that
operator is softmax only while no share exceeds one half, so that the exercise posed at the end cannot be solved.
"""

from verifier.language import *

from .gradtopk import (
    apart_without_l, exponential_keeps_order, gradtopk_in_simplex, gradtopk_monotone, gradtopk_recursion, positive_factor_keeps_sign,
    recursion_later,
)
from .gradtopk_limit import gradtopk_limit, share_of_left_out, share_of_selected
from .implicit import threshold_implicit_gradient, threshold_in_a_direction
from .iteration import soft_iteration_leaves_unit_interval, soft_iteration_not_monotone, soft_iteration_stays_in_simplex
from .laplace_softmax import laplace_increases, laplace_k1_is_not_softmax, laplace_k1_printed, smaller_than_share
from .notation import *
from .pigeonhole import (
    counted_without_i, exchanged, only_at_most, only_is_product, only_or_neither, pigeonhole, share_of_others, share_with, share_without,
)
from .positivity import (
    apart, apart_later, apart_without_i, neither_grows, neither_not_negative, neither_positive, neither_same_before, same_before,
    same_early, set_of_all, set_of_all_but_two, set_of_all_others, sums_positive, without_grows, without_not_negative, without_positive,
)
from .selection import top_k_is_gradient_of_top_k_sum
from .slope import factor_stays, gradtopk_formula, moved_members, moved_whole, others_stay
from .subsets import (
    member_added, member_added_later, members_counted, more_members, new_member, no_early_member, no_member_of_empty_set, none_of_none,
    only_empty_set, sums_grow, sums_not_negative, with_or_without,
)
from .thresholds import equal_terms_in_order, output_is_unique, shift_to_infinity, sum_is_continuous, threshold_exists_unique_output
from .vanishing_temperature import balance_of_error, error_bound, error_of_left_out, error_of_selected, range_of_f, threshold_limit
from .weighted import weighted_softmax_of_two, weighted_softmax_wrong_limit
from .windows import (
    clipped_above, clipped_below, clipped_sum, laplace_below, laplace_missing_case, laplace_sum, laplace_threshold_closed_form,
    laplace_window_printed, minexp_threshold_closed_form, quadratic_root, root_positive,
)

article = Article(
    slug="smooth-top-k", title="Sequel to softmax: in search of a smooth approximation of Top-K",
    title_zh="Softmax后传：寻找Top-K的光滑近似", source=source,
    claims=(no_early_member, with_or_without, sums_not_negative, sums_grow, member_added_later, member_added, only_empty_set,
            no_member_of_empty_set, new_member, none_of_none, more_members, members_counted, set_of_all, sums_positive, same_early,
            same_before, apart_later, apart, without_grows, without_not_negative, set_of_all_others, without_positive, apart_without_i,
            neither_grows, neither_not_negative, neither_same_before, set_of_all_but_two, neither_positive, recursion_later,
            gradtopk_recursion, gradtopk_in_simplex, exponential_keeps_order, apart_without_l, positive_factor_keeps_sign, gradtopk_monotone,
            soft_iteration_leaves_unit_interval, soft_iteration_not_monotone, soft_iteration_stays_in_simplex, clipped_above, clipped_below,
            clipped_sum, minexp_threshold_closed_form, laplace_below, laplace_sum, root_positive, quadratic_root,
            laplace_threshold_closed_form, laplace_window_printed, laplace_missing_case, equal_terms_in_order, output_is_unique,
            shift_to_infinity, sum_is_continuous, threshold_exists_unique_output, range_of_f, balance_of_error, error_bound,
            error_of_selected, error_of_left_out, threshold_limit, factor_stays, others_stay, moved_whole, moved_members, gradtopk_formula,
            threshold_in_a_direction, threshold_implicit_gradient, laplace_k1_printed, laplace_increases, smaller_than_share,
            laplace_k1_is_not_softmax, top_k_is_gradient_of_top_k_sum, weighted_softmax_of_two, weighted_softmax_wrong_limit, counted_without_i, only_is_product, only_or_neither, only_at_most,
            pigeonhole, exchanged, share_of_others, share_without, share_with, share_of_selected, share_of_left_out, gradtopk_limit))
