"""CR."""

from verifier.language import *

from .draws import bernoulli_inequality, lambda_with_multiplicity, lambda_without_multiplicity, sample_mean_unbiased
from .middle import lambda_diagonal, lambda_full, stacked_problem
from .notation import source
from .optimum import amgm_bound, norm_cancels, optimal_sampling
from .outer import frobenius_by_entries, outer_gram, outer_norm, stacked_gram
from .sampling import unbiased_sampling, variance_one_sample, weight_cancels
from .selection import (cr_as_subset, cr_orthogonal_exact, exchange_costs, nonnegative_product, orthogonal_sum, scaled_columns,
                        smallest_terms)

article = Article(slug="low-rank-3-cr", title="The road to low-rank approximation (3): CR (column-row) approximation",
                  title_zh="低秩近似之路（三）：CR", source=source,
                  claims=(weight_cancels, unbiased_sampling, variance_one_sample, sample_mean_unbiased, bernoulli_inequality,
                          lambda_without_multiplicity, lambda_with_multiplicity,
                          norm_cancels, amgm_bound, optimal_sampling,
                          frobenius_by_entries, outer_norm, stacked_gram, outer_gram,
                          exchange_costs, nonnegative_product, smallest_terms,
                          scaled_columns, cr_as_subset, orthogonal_sum, cr_orthogonal_exact,
                          lambda_full, stacked_problem, lambda_diagonal))
