"""The curve of fastest descent: refraction, the first integral, the cycloid, and why nothing is faster.

The formulas of the article are right.  What it leaves out is proved here: that the Euler-Lagrange equation gives the
first integral and not the other way round (constants pass that are no extremals), that exactly one arch passes through
each end point, and that the stationary curve is the fastest of all.  The printed root for y' is the descending branch;
an end point with x_2 > (pi/2) y_2 is reached after the lowest point, where the root is negative.  Its one loose
sentence says that the length of an arch is rational: it is four diameters.
"""

from verifier.language import *

from .cycloid import cycloid_arch_area, cycloid_arch_length
from .descent import minimal_time, tautochrone
from .end_point import (end_point_fixes_the_cycloid, ratio_is_large, ratio_is_one_to_one, ratio_is_small,
                        sine_above_t_cosine)
from .equation import antiderivative, brachistochrone_ode, root_below_1
from .first_integral import beltrami_identity, first_integral, partial_derivatives
from .layers import cosine_of_slope, length_above_tangent, refracted_is_fastest, snell_invariant
from .minimum import convex_in_the_root_of_the_depth, global_minimality, projection, tangent_below, width_increases, width_positive
from .motion import descent_time_functional, energy_conservation, rolling_point_speed, speed_from_energy
from .notation import source
from .solution import cycloid_substitution, factor_cancels, solution_is_cycloid

article = Article(slug="brachistochrone", title="Natural extrema 6: solution of the brachistochrone", source=source,
                  title_zh="《自然极值》系列——6.最速降线的解答", claims=(
        energy_conservation, speed_from_energy, descent_time_functional, cosine_of_slope, length_above_tangent,
        refracted_is_fastest, snell_invariant, partial_derivatives, beltrami_identity, first_integral, root_below_1,
        antiderivative, brachistochrone_ode, cycloid_substitution, factor_cancels, solution_is_cycloid, sine_above_t_cosine,
        ratio_is_one_to_one, ratio_is_small, ratio_is_large, end_point_fixes_the_cycloid,
        minimal_time, projection, tangent_below, width_positive, width_increases, convex_in_the_root_of_the_depth,
        global_minimality, cycloid_arch_length, cycloid_arch_area, rolling_point_speed, tautochrone))
