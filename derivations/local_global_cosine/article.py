"""Whether large local cosines make the global cosine large, and what this has to do with Simpson's paradox.

They do not: the formula for the global cosine is right for any number of blocks of any sizes, and with free lengths of the blocks its infimum
over vectors with large local cosines is 0, approached and not reached.  The bound from above needs only the largest local cosine to be
non-negative, not all of them; bounds without any condition on signs are added.  For correlations the article carries the result over without
saying that the groups need common means; with them it holds, and without them the term between the groups can turn the sign around.
"""

from verifier.language import *

from .blocks import block_decomposition, norm_vector_cosine
from .bounds import combination_bound, global_cosine_upper_bound, scaled_order, two_sided_bound, w_shrinks
from .correlation import between_group_identity, pearson_is_centred_cosine, pooled_correlation_can_vanish, simpson_paradox
from .no_bound import no_positive_lower_bound
from .notation import source
from .reversal import pooling_without_reversal, reversal_needs_centring, simpson_reversal_condition
from .vanishing import global_cosine_can_vanish, two_dimensional_counterexample

article = Article(slug="local-global-cosine", title="If the local cosine similarities are large, must the global one be large as well?",
                  source=source, title_zh="局部余弦相似度大，全局余弦相似度一定也大吗？",
                  claims=(two_dimensional_counterexample, block_decomposition, norm_vector_cosine, scaled_order, combination_bound, w_shrinks, global_cosine_upper_bound, two_sided_bound, global_cosine_can_vanish, no_positive_lower_bound, pearson_is_centred_cosine, between_group_identity, pooled_correlation_can_vanish, simpson_paradox, simpson_reversal_condition, pooling_without_reversal,
                          reversal_needs_centring))
