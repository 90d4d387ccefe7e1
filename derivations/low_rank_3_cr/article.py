"""Approximating a matrix product by a few columns and rows: which to keep, how to draw them, and the best factor between.

The sampling results hold as printed once it is said that every term which is not zero may be drawn; for r draws the error
falls by the factor 1/r, which the article leaves out.  Its description of the weights is wrong: the weight of a drawn term
counts how often it came out, and weights without this count are too small in the mean, by a factor that is given here.
Keeping the terms of largest norm is optimal for orthogonal terms, for each number of terms.  The middle factors are
best for every rank, and the only best ones where the columns are independent; the form with Gram matrices needs that.
"""

from verifier.language import *

from .draws import lambda_with_multiplicity, lambda_without_multiplicity, sample_mean_unbiased
from .middle import lambda_diagonal, lambda_full, stacked_problem
from .notation import source
from .optimum import amgm_bound, completing_squares, norm_cancels, optimal_sampling
from .outer import frobenius_by_entries, outer_gram, outer_norm, product_norm, stacked_gram
from .sampling import unbiased_sampling, variance_one_sample, weight_cancels
from .selection import cr_as_subset, cr_orthogonal_exact, nonnegative_product, orthogonal_sum, scaled_columns, smallest_terms

article = Article(slug="low-rank-3-cr", title="The road to low-rank approximation (3): CR (column-row) approximation",
                  title_zh="低秩近似之路（三）：CR", source=source,
                  summary="Unbiased sampling of column-row products, its error and the best probabilities, the weights that the article "
                          "gets wrong, the rule of the largest norms for orthogonal products, and the best middle factors.",
                  claims=(frobenius_by_entries, outer_norm, product_norm, stacked_gram, outer_gram,
                          scaled_columns, cr_as_subset, nonnegative_product, smallest_terms, orthogonal_sum, cr_orthogonal_exact,
                          weight_cancels, unbiased_sampling, lambda_without_multiplicity, lambda_with_multiplicity,
                          variance_one_sample, sample_mean_unbiased, norm_cancels, completing_squares, amgm_bound, optimal_sampling,
                          lambda_full, stacked_problem, lambda_diagonal))
