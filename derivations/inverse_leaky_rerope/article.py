"""Leaky ReRoPE: relative positions that grow more slowly, or in reverse faster, outside a window.

What the article states holds, for every dimension, all angles and every window.  Two things are easily read wrongly.  The map is
the smaller of two lines only for k >= 1; for the inverse use, where k < 1, it is the larger one, and the formula with min is
false there.  And k divides distances, so steps longer than 1 mean k below 1.  That attention has to be computed twice is stated
without a proof; here it is shown that positions of the form a_i - b_j give the leaky matrix on a context of w + 2 positions only
for k = 1.  For the choice k = 1/(2c), found by trial, coverage is a reason: with a window of a quarter of the training length
the positions seen in training then cover a test that is c times as long, whatever c is, and with k = 1/c they never do for c > 1.
The article's rule that the largest position stay below half of the training length is a rule of thumb, not a statement.
"""

from verifier.language import *

from .largest import inverse_leaky_needs_k_below_one, inverse_leaky_range_covers_test, leaky_max_position, rerope_distance, rerope_is_uniform_limit
from .leaky_map import leaky_exact_in_window, leaky_keeps_order, leaky_map, leaky_monotone_continuous, leaky_map_as_one_minimum
from .limit_of_logits import rerope_logit_is_limit, wave_settles
from .notation import source
from .rotary import rope_relative, turned_back, turned_coordinates, turns_add, two_pass_implementation
from .single_pass import no_single_pass

article = Article(
    slug="inverse-leaky-rerope", title="Road to a better Transformer 13: Leaky ReRoPE used in reverse",
    title_zh="Transformer升级之路：13、逆用Leaky ReRoPE", source=source,
    claims=(turned_coordinates, turns_add, turned_back, rope_relative, two_pass_implementation, wave_settles,
            rerope_logit_is_limit, leaky_map_as_one_minimum, leaky_map, leaky_exact_in_window, leaky_monotone_continuous,
            leaky_keeps_order, leaky_max_position, rerope_distance, rerope_is_uniform_limit, no_single_pass,
            inverse_leaky_needs_k_below_one, inverse_leaky_range_covers_test))
