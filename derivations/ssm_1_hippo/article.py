"""Linear systems that compress a signal: windowed Fourier coefficients and the HiPPO matrices LegT and LegS.

The LegT and LegS matrices are right, for every row and column.  The Fourier system is not: the sum of the coefficients
tends to the mean of u(T) and u(T - w), not to u(T - w), so the printed system keeps a residual that no truncation
removes, and in the limit it stores an echo of every old window; a factor 2 repairs it.  The scaling 2/sqrt(2n+1) of
LegT leaves an input that is too small by sqrt(2).
"""

from verifier.language import *

from .echo import (
    fourier_echo_formula, fourier_iterated_echo, fourier_jump, fourier_limit_eigenvalues, fourier_modes, fourier_transport,
)
from .echo_bounds import (
    fourier_decay, fourier_energy, fourier_gain, fourier_odd_sum, fourier_follows, fourier_sum_bound, fourier_tail, fourier_tail_grows,
)
from .echo_limit import fourier_distance, fourier_echo, fourier_flow, fourier_gap, fourier_re_entry, fourier_real_sum
from .fourier import (
    fourier_closure_article, fourier_endpoint_limit, fourier_window_system_article, fourier_window_system_corrected,
    window_fourier_ode_exact,
)
from .general_map import hippo_derivative
from .least_squares import completing_the_square, l2_expansion, l2_minimiser_is_unique, squares_positive
from .legendre import legendre_derivative_expansion, legendre_neighbours, legendre_t1_derivative
from .legs import legs_derivative_exact, legs_integral, legs_matrix
from .legt import legt_closure, legt_derivative_exact, legt_matrix, legt_polynomial_exactness, legt_residual
from .notation import source
from .rescaling import coefficient_rescaling, legt_lmu_flip, legt_lmu_scaling, legt_lmu_scaling_printed
from .windows import growing_window, sliding_window

article = Article(
    slug="ssm-1-hippo", title="Revisiting SSM (1): linear systems and the HiPPO matrices", title_zh="重温SSM（一）：线性系统和HiPPO矩阵", source=source,
    claims=(
        window_fourier_ode_exact, fourier_closure_article, fourier_endpoint_limit, fourier_window_system_article, fourier_window_system_corrected,
        fourier_jump, fourier_iterated_echo, fourier_echo_formula, fourier_modes, fourier_limit_eigenvalues, fourier_transport,
        fourier_decay, fourier_tail_grows, fourier_tail, fourier_odd_sum, fourier_energy, fourier_gain, fourier_sum_bound, fourier_follows,
        fourier_real_sum, fourier_flow, fourier_gap, fourier_distance, fourier_re_entry, fourier_echo,
        completing_the_square, squares_positive, l2_expansion, l2_minimiser_is_unique, hippo_derivative, sliding_window, growing_window,
        legendre_neighbours, legendre_derivative_expansion, legendre_t1_derivative,
        legt_derivative_exact, legt_closure, legt_residual, legt_matrix, legt_polynomial_exactness,
        coefficient_rescaling, legt_lmu_scaling_printed, legt_lmu_scaling, legt_lmu_flip, legs_derivative_exact, legs_integral, legs_matrix))
