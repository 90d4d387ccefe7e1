"""LoRA-Pro: directions for the two factors whose first-order step is as close to full fine-tuning as the factors allow.

The closed forms hold as printed, for every shape and rank, where both factors have full rank (said here, not in the article).  The article calls
its family of solutions complete; the kernel of the linear map, found exactly, shows that it is.  Vanishing gradients are replaced by excesses that
are squared norms, so every optimum is global and, for the choice of C, unique.  The two factors are not independent problems, as the article says:
each at its own best misses the optimum by a term that is computed here; minimising one inside the other, which is what it does, is right.
"""

from verifier.language import *

from .directions import (
    adam_projection, descent, gauge_fixing, gauge_invariance, gradient_cross_identity, kernel_exact, lora_pro_solution,
    nested_minimisation, projected_gradient, reduced_problem, zero_init_forbidden,
)
from .notation import source
from .one_factor import left_least_squares, lora_step_exact, modified_step_exact, right_least_squares
from .sylvester import ga_pro_match, sylvester_solution
from .which_c import balance_objective_1, balance_objective_2, sylvester_C, symmetric_C

article = Article(slug="lora-pro-align-every-step", title="Aligning with full fine-tuning: the most brilliant LoRA I have seen (2) (LoRA-Pro)",
                  source=source, title_zh="对齐全量微调！这是我看过最精彩的LoRA（二）",
                  claims=(lora_step_exact, modified_step_exact, right_least_squares, left_least_squares, gauge_invariance, kernel_exact,
                          lora_pro_solution, projected_gradient, gauge_fixing, reduced_problem, nested_minimisation, descent, adam_projection,
                          gradient_cross_identity, zero_init_forbidden,
                          symmetric_C, balance_objective_1, balance_objective_2, sylvester_C, sylvester_solution, ga_pro_match))
