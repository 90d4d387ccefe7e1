"""x"""
from verifier.language import *
from .decay import decay_index, decay_limit
from .exponential import mean_of_exponential, softmax_arbitrarily_sparse, softmax_sparsity
from .keys import isotropy_reduction
from .features import nonnegative_linear_index
from .linear import even_formula, linear_sparsity, linear_sparsity_floor, mean_size, mean_square
from .moments import fourth_moment, second_moment
from .norms import norm_ratio_maximum_is_one
from .notation import source
from .relu2 import relu2_depends_on_ratio, relu2_sparsity
article = Article(slug="attention-concentration-sparsity", title="Can attention mechanisms really focus their attention?",
    title_zh="注意力机制真的可以“集中注意力”吗？", source=source, claims=(isotropy_reduction, mean_of_exponential, softmax_sparsity, softmax_arbitrarily_sparse, second_moment, fourth_moment, relu2_sparsity, relu2_depends_on_ratio, mean_size, mean_square, linear_sparsity, even_formula, linear_sparsity_floor, nonnegative_linear_index, norm_ratio_maximum_is_one, decay_index, decay_limit))
