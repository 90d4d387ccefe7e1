"""Rotary positions for text with images and videos: the symmetric placement of RoPE-TV.

The two-dimensional encoding reduces to the one-dimensional one on the diagonal and is relative in both coordinates, for every number of
blocks.  The offsets of the article are right, and exactly those that make both gaps equal; they may be half-integers, which it does not say.
One statement is false as printed: the jump between text and image is one step longer than the numbers given.  M-RoPE, in the same notation, is
symmetric exactly for equal sides, and then it is the counting of tokens that fails.
"""

from verifier.language import *

from .images import gap_as_printed, gap_between_text_and_image, rope_tie_integer_solution, symmetric_solution, symmetry_means_centred
from .notation import source
from .rotations import rope_2d_relative, text_at_diagonal_is_1d
from .videos import m_rope_in_this_notation, video_solution

article = Article(slug="multimodal-rope-tv", title="Armchair thoughts on multimodal models (3): position encoding (RoPE-TV / RoPE-Tie-v2)",
                  source=source, title_zh="“闭门造车”之多模态思路浅谈（三）：位置编码",
                  claims=(text_at_diagonal_is_1d, rope_2d_relative, symmetric_solution, symmetry_means_centred, gap_as_printed, gap_between_text_and_image, rope_tie_integer_solution, video_solution,
                          m_rope_in_this_notation))
