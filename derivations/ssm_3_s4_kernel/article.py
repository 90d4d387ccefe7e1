"""The S4 kernel: LegS as a time-invariant system, its generating function, and diagonal minus rank one.

The formulas that S4 computes with are right for every size and every complex matrix, once the inverses in them exist,
which the article leaves out.  At z = -1, a node for every even length, the final formulas read 0 times infinity; the
value there is epsilon/2 C^* B.  Three statements are false as printed: the convolution uses inputs from one step
ahead, the partial sums of the eigenvectors vanish up to lambda - 2 and not lambda - 1, and their spread has the power
3/2 of d and not 1/2.  Formula (32) drops two factors 1/2, and Woodbury's identity needs no Neumann series.
"""

from verifier.language import *

from .cauchy import dplr_inverse, s4_cauchy_form, s4_z_minus_one
from .eigenvectors import legs_eigvec_closed, legs_eigvec_recursion, legs_eigvec_zero_printed, legs_matvec
from .fourier import orthogonality, roots_of_unity_sum
from .fourier_products import circular_convolution, dft_aliasing, dft_inversion
from .kernels import kernel_generating_function, roots_of_unity_trick, truncated_generating_function
from .legs import characteristic_of_legs, legs_dplr, legs_eigenvalues, legs_skew
from .memory import legs_s4_exponential_memory
from .notation import source
from .resolvents import s4_resolvent, woodbury, woodbury_general
from .spread import legs_eigvec_stirling, legs_eigvec_stirling_printed
from .systems import bilinear_stability, discrete_kernel, discrete_kernel_printed, similarity_invariance

article = Article(
    slug="ssm-3-s4-kernel", title="Revisiting SSM (3): efficient computation of HiPPO (S4)", title_zh="重温SSM（三）：HiPPO的高效计算（S4）", source=source,
    claims=(similarity_invariance, legs_s4_exponential_memory, discrete_kernel_printed, bilinear_stability, discrete_kernel, roots_of_unity_sum, orthogonality, dft_inversion, circular_convolution, dft_aliasing, truncated_generating_function, kernel_generating_function, roots_of_unity_trick, woodbury, woodbury_general, dplr_inverse, s4_resolvent, s4_z_minus_one, s4_cauchy_form, characteristic_of_legs, legs_eigenvalues, legs_matvec, legs_eigvec_recursion, legs_eigvec_zero_printed,
            legs_eigvec_closed, legs_eigvec_stirling_printed, legs_eigvec_stirling, legs_skew, legs_dplr))
