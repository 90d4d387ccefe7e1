"""The rotation trick for vector quantisation: a straight-through estimator that turns and scales the gradient.

Every identity holds for all dimensions: the rotation as printed (it is 0/0 for opposite vectors, which the article does not mention), the
estimator for any matrix, the length of the gradient, and the exact distance of G from the identity.  Five statements are false as printed.
The gradient at q is not G times that at z.  The ratio of the lengths of the gradients is the reciprocal of the one named.  The angle between the
gradients is that between q and z only for gradients in their plane; what is preserved is the angle of each gradient with its own point.  Outputs
of one cell share a gradient only if they share the target.  The two commitment terms alone pull codes and outputs to a weighted mean, not to 0.
"""

from verifier.language import *

from .angles import angle_claim_as_printed, angle_claim_false, angle_preserved_correctly, projection_on_plane
from .identity_and_shifts import distance_of_g_from_identity, not_translation_invariant
from .notation import source
from .rotation import rotation_formula, rotation_second_form
from .straight_through import (
    general_ste, inverted_as_printed, same_gradient_as_printed, ste_forward_and_jacobian, ste_gradient_same_in_cell,
)
from .training import codebook_term_is_k_means, collapse_as_printed, no_collapse_to_zero
from .trick import fast_application, g_maps_z_to_q, gradient_norm_ratio, ratio_as_printed, stop_gradient_on_g_is_essential

article = Article(slug="vq-rotation-trick", title="The rotation trick for VQ: a general extension of the straight-through estimator",
                  source=source, title_zh="VQ的旋转技巧：梯度直通估计的一般推广",
                  claims=(ste_forward_and_jacobian, codebook_term_is_k_means, same_gradient_as_printed, ste_gradient_same_in_cell, general_ste, inverted_as_printed, rotation_formula, rotation_second_form, g_maps_z_to_q, fast_application, stop_gradient_on_g_is_essential, ratio_as_printed, gradient_norm_ratio, angle_claim_as_printed, projection_on_plane, angle_claim_false, angle_preserved_correctly, distance_of_g_from_identity, not_translation_invariant, collapse_as_printed, no_collapse_to_zero))
