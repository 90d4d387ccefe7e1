"""Which attention functions can concentrate: the sparsity index of weights f(q.k) for normal keys, as theorems.

The reduction to one normal number and all closed forms hold as printed: the exponential, the squared positive part, the
identity, features that are not negative, and weights that decay.  What the article reads from plots is proved here: the
index of relu^2 depends only on the ratio of mean and deviation of the scores and rises strictly from 0 through 1/sqrt(6)
to 1, and that of plain linear attention has the exact floor sqrt(2/pi).  False is the remark that |q|_2/|q|_1 has the
maximum sqrt(d), and with it the conclusion that sparsity asks for a larger d: the maximum is 1 for every d, and sqrt(d)
is that of the reciprocal.  The formula for decaying weights is 0/0 at lambda = 1, which the article allows; there the
index is 1.
"""

from verifier.language import *

from .decay import decay_index, decay_limit
from .exponential import mean_of_exponential, softmax_arbitrarily_sparse, softmax_sparsity
from .features import nonnegative_linear_index
from .keys import isotropy_reduction
from .linear import even_formula, linear_sparsity, linear_sparsity_even, linear_sparsity_floor, mean_size, mean_square
from .moments import fourth_moment, second_moment
from .norms import norm_ratio_maximum_is_one, printed_maximum_sqrt_d
from .notation import source
from .relu2 import relu2_depends_on_ratio, relu2_sparsity

article = Article(
    slug="attention-concentration-sparsity", title="Can attention mechanisms really focus their attention?",
    title_zh="注意力机制真的可以“集中注意力”吗？", source=source,
    summary="The closed forms hold, and what was read from plots is proved; the maximum of the ratio of the norms is 1, not sqrt(d).",
    claims=(isotropy_reduction, mean_of_exponential, softmax_sparsity, softmax_arbitrarily_sparse, second_moment, fourth_moment,
            relu2_sparsity, relu2_depends_on_ratio, mean_size, mean_square, linear_sparsity, linear_sparsity_even, even_formula, linear_sparsity_floor,
            nonnegative_linear_index, printed_maximum_sqrt_d, norm_ratio_maximum_is_one, decay_index, decay_limit))
