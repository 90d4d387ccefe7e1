"""State space models by the rational generating function of their kernel: what holds, where, and what the coefficients are.

The identities hold as printed for every size, with one change of index: the sum that the article gives for y_L is y_(L+1).
Its formulas with C-tilde are written for every z and hold at roots of unity only, where the transform of the kernel is read
off; there 1 + a_1 z + ... + a_d z^d must not vanish, and d < L is needed, which the article leaves out.  The companion matrix
realises any coefficients; one column of its resolvent, (1, z, ..., z^(d-1)), shows this without Laplace expansions.  That the
roots lie inside the unit circle when the coefficients add up to less than 1 is proved with the radius s^(1/d), which is
stronger than the article's conclusion.  Its remark that necessary and sufficient conditions are unknown is wrong: Schur
and Cohn gave them; for two coefficients the triangle is proved here.
"""

from verifier.language import *

from .coefficients import coefficients_charpoly
from .companion import companion_charpoly, companion_determinant, companion_resolvent, shift_resolvent
from .determinants import reversed_characteristic_polynomial, sylvester_determinant
from .fourier import dft_quotient
from .generating import dft_of_kernel, recovered_kernel, resolvent_equation, roots_of_unity_form, roots_of_unity_form_everywhere, truncated_gf
from .notation import source
from .rational import rational_form
from .realisation import companion_realisation
from .recurrence import rnn_convolution, rnn_convolution_as_printed
from .register import shift_register_step, zero_init_fir
from .schur_cohn import l1_is_necessary, roots_in_triangle, schur_cohn_exists
from .similar import schur_determinant, similar_systems
from .stability import l1_stability

article = Article(slug="ssm-4-rational-generating-function", title="Revisiting SSM (4): a new view through rational generating functions (RTF)",
                  source=source, title_zh="重温SSM（四）：有理生成函数的新视角",
                  claims=(rnn_convolution_as_printed, rnn_convolution, resolvent_equation, truncated_gf,
                          roots_of_unity_form_everywhere, dft_of_kernel, roots_of_unity_form, sylvester_determinant,
                          schur_determinant, reversed_characteristic_polynomial, rational_form, coefficients_charpoly,
                          dft_quotient, recovered_kernel, similar_systems, shift_resolvent, companion_determinant,
                          companion_charpoly, companion_resolvent, companion_realisation, shift_register_step, zero_init_fir,
                          l1_stability, roots_in_triangle, schur_cohn_exists, l1_is_necessary))
