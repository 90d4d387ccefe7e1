"""IGN."""

from verifier.language import *

from .critical import idempotent_maps_are_critical
from .fixed_points import approximate_idempotence, data_fixed_as_printed, fixed_points_give_iterates, idempotent_iff_image_fixed
from .one_dimension import one_dimensional_ign
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
            idempotent_iff_image_fixed, idempotent_maps_are_critical, one_dimensional_ign))
