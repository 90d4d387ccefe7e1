"""LoRA-GA: an initialisation of the two factors whose first step is as close to full fine-tuning as rank 2r allows.

The formulas hold as printed, for every shape and rank: the gradients of the factors, the reduction to a diagonal gradient, and the minimiser,
which is global by the theorem of Eckart, Young and Mirsky.  The first step is first order only in the article; the exact one has a further
term that does not vanish at this initialisation.  More is optimal than the article says: any split of the first 2r singular directions will do,
and each factor may be turned.  The scales change the effective learning rate, not only the direction.
"""

from verifier.language import *

from .around_the_solution import (
    alignment_objective, exact_when_low_rank, one_sided_zero_init, orthonormal_init, scale_factors, second_order_size,
)
from .diagonal import diagonal_solution
from .notation import source
from .objective import first_step_exact, lora_gradients, svd_reduction
from .solution import any_split_optimal, lora_ga_solution, rank_2r_bound

article = Article(slug="lora-ga-align-first-step", title="Aligning with full fine-tuning: the most brilliant LoRA I have seen (1) (LoRA-GA)",
                  source=source, title_zh="对齐全量微调！这是我看过最精彩的LoRA（一）",
                  claims=(lora_gradients, first_step_exact, svd_reduction, diagonal_solution, any_split_optimal, lora_ga_solution, rank_2r_bound, orthonormal_init,
                          second_order_size, scale_factors, alignment_objective, exact_when_low_rank, one_sided_zero_init))
