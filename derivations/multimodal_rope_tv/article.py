"""Todo."""

from verifier.language import *

from .notation import source
from .rotations import rope_2d_relative, text_at_diagonal_is_1d

article = Article(slug="multimodal-rope-tv", title="Armchair thoughts on multimodal models (3): position encoding (RoPE-TV / RoPE-Tie-v2)",
                  source=source, title_zh="“闭门造车”之多模态思路浅谈（三）：位置编码",
                  claims=(text_at_diagonal_is_1d, rope_2d_relative))
