"""TODO."""

from verifier.language import *

from .cycloid import cycloid_arch_area, cycloid_arch_length
from .notation import source
from .solution import cycloid_substitution, factor_cancels, solution_is_cycloid

article = Article(slug="brachistochrone", title="Natural extrema 6: solution of the brachistochrone", source=source,
                  title_zh="《自然极值》系列——6.最速降线的解答", claims=(cycloid_substitution, factor_cancels, solution_is_cycloid, cycloid_arch_length, cycloid_arch_area))
