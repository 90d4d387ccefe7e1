"""TODO."""

from verifier.language import *

from .cycloid import cycloid_arch_area, cycloid_arch_length
from .descent import minimal_time, tautochrone
from .end_point import end_point_fixes_the_cycloid, ratio_increases, ratio_is_large, ratio_is_one_to_one, ratio_is_small, ratio_takes_all_values, sine_above_t_cosine
from .equation import antiderivative, brachistochrone_ode, root_below_1
from .first_integral import beltrami_identity, first_integral, partial_derivatives
from .layers import cosine_of_slope, length_above_tangent, refracted_is_fastest, snell_invariant
from .minimum import convex_in_the_root_of_the_depth, global_minimality, projection, tangent_below, width_increases, width_positive
from .motion import descent_time_functional, energy_conservation, rolling_point_speed, speed_from_energy
from .notation import source
from .solution import cycloid_substitution, factor_cancels, solution_is_cycloid

article = Article(slug="brachistochrone", title="Natural extrema 6: solution of the brachistochrone", source=source,
                  title_zh="《自然极值》系列——6.最速降线的解答", claims=(energy_conservation, speed_from_energy, descent_time_functional, cosine_of_slope, length_above_tangent, refracted_is_fastest, snell_invariant, partial_derivatives, beltrami_identity, first_integral, root_below_1, antiderivative, brachistochrone_ode, cycloid_substitution, factor_cancels, solution_is_cycloid, sine_above_t_cosine, ratio_increases, ratio_is_one_to_one, ratio_is_small, ratio_is_large, ratio_takes_all_values, end_point_fixes_the_cycloid, minimal_time, projection, tangent_below, width_positive, width_increases, convex_in_the_root_of_the_depth, global_minimality, cycloid_arch_length, cycloid_arch_area, rolling_point_speed, tautochrone))
