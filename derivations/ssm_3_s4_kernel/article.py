"""S4."""

from verifier.language import *

from .cauchy import dplr_inverse, s4_cauchy_form, s4_z_minus_one
from .eigenvectors import legs_eigvec_closed, legs_eigvec_recursion, legs_eigvec_zero_printed, legs_matvec
from .fourier import orthogonality, roots_of_unity_sum
from .fourier_products import circular_convolution, dft_aliasing, dft_inversion
from .kernels import kernel_generating_function, roots_of_unity_trick, truncated_generating_function
from .legs import legs_dplr, legs_skew
from .memory import legs_s4_exponential_memory
from .notation import source
from .resolvents import s4_resolvent, woodbury, woodbury_general
from .systems import discrete_kernel, discrete_kernel_printed, similarity_invariance

article = Article(
    slug="ssm-3-s4-kernel", title="Revisiting SSM (3): efficient computation of HiPPO (S4)", title_zh="重温SSM（三）：HiPPO的高效计算（S4）", source=source,
    claims=(similarity_invariance, legs_s4_exponential_memory, discrete_kernel_printed, discrete_kernel, roots_of_unity_sum, orthogonality, dft_inversion, circular_convolution, dft_aliasing, truncated_generating_function, kernel_generating_function, roots_of_unity_trick, woodbury, woodbury_general, dplr_inverse, s4_resolvent, s4_z_minus_one, s4_cauchy_form, legs_matvec, legs_eigvec_recursion, legs_eigvec_zero_printed,
            legs_eigvec_closed, legs_skew, legs_dplr))
