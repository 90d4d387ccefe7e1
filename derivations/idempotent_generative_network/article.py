"""The idempotent generative network: a GAN whose discriminator is the reconstruction error of its generator.

The rewriting of two losses into one is right as printed: with frozen copies, and with a single stop-gradient, the gradients are those of both players,
in every direction of the parameters; with the reconstruction error as the score this is the loss of the paper with weights 1.  Three things are missing.
A map that fixes the data need not be idempotent (y^2 fixes 0 and 1 but moves 1/4): a map is idempotent if and only if its image is fixed, which is what the
generator's term asks for.  Every idempotent map that fixes the data is a critical point of the loss, the identity included, which passes noise on unchanged.
In one dimension, descent settles at the identity where the data are larger than the noise, and otherwise at a scale that is neither the right one nor
idempotent: the author's doubt about the last step is justified.
"""

from verifier.language import *

from .critical import idempotent_maps_are_critical
from .fixed_points import approximate_idempotence, data_fixed_as_printed, fixed_points_give_iterates, idempotent_iff_image_fixed
from .one_dimension import one_dimensional_ign, sign_with_square
from .notation import source
from .players import (
    generator_objective_simplifies, ign_is_the_gan_loss, single_loss_with_copies, single_loss_with_stop_gradient, stop_gradient_inner,
    stop_gradient_outer_by_difference,
)

article = Article(
    slug="idempotent-generative-network", title="Idempotent generative network: a GAN that tries to merge discriminator and generator",
    title_zh="幂等生成网络IGN：试图将判别和生成合二为一的GAN", source=source,
    claims=(generator_objective_simplifies, single_loss_with_copies, stop_gradient_inner, stop_gradient_outer_by_difference, single_loss_with_stop_gradient,
            ign_is_the_gan_loss, fixed_points_give_iterates, approximate_idempotence, data_fixed_as_printed,
            idempotent_iff_image_fixed, idempotent_maps_are_critical, sign_with_square, one_dimensional_ign))
