"""What attention without position encoding can know of positions, and how well it shows them.

For a fixed query full attention is invariant under rearrangements, as the article says; as a layer it is equivariant.  Causal attention is not,
but its last output is still blind to the order of the prefix, which the article does not see.  That the mean square of running means falls like 1/n
is right when the values at different positions are uncorrelated; the sum is printed with a wrong index.  The approximation signs are replaced by the
exact variance for dimension d, and neighbouring positions can be told apart only up to n of the order d/4.
"""

from verifier.language import *

from .decay import position_scalar_decays
from .drop import drop_of_one_component, order_of_neighbours_snr, square_of_average
from .moments import mean_square_concentration, moments_of_sums
from .notation import source
from .order import bidirectional_permutation_invariance, causal_breaks_permutation_invariance, causal_is_invariant, single_causal_layer_sees_only_prefix_sets
from .running_mean import running_mean_first_moment, running_mean_second_moment, uniform_causal_attention_is_running_mean

article = Article(slug="nope-position-encoding", title="Why do decoder-only LLMs need position encoding?",
                  source=source, title_zh="Decoder-only的LLM为什么需要位置编码？",
                  claims=(bidirectional_permutation_invariance, causal_is_invariant, causal_breaks_permutation_invariance, single_causal_layer_sees_only_prefix_sets,
                          uniform_causal_attention_is_running_mean, running_mean_first_moment, running_mean_second_moment,
                          moments_of_sums, mean_square_concentration, position_scalar_decays, drop_of_one_component, square_of_average, order_of_neighbours_snr))
