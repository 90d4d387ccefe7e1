"""Leaky."""

from verifier.language import *

from .largest import inverse_leaky_needs_k_below_one, inverse_leaky_range_covers_test, leaky_max_position, rerope_distance, rerope_is_uniform_limit
from .leaky_map import leaky_exact_in_window, leaky_keeps_order, leaky_map, leaky_monotone_continuous
from .notation import source
from .rotary import rope_relative, turned_back, turned_coordinates, turns_add, two_pass_implementation
from .single_pass import no_single_pass

article = Article(
    slug="inverse-leaky-rerope", title="Road to a better Transformer 13: Leaky ReRoPE used in reverse",
    title_zh="Transformer升级之路：13、逆用Leaky ReRoPE", source=source,
    claims=(turned_coordinates, turns_add, turned_back, rope_relative, two_pass_implementation, leaky_map, leaky_exact_in_window, leaky_monotone_continuous, leaky_keeps_order, leaky_max_position, rerope_distance, rerope_is_uniform_limit, no_single_pass, inverse_leaky_needs_k_below_one, inverse_leaky_range_covers_test))
