"""Leaky."""

from verifier.language import *

from .leaky_map import leaky_map
from .notation import source

article = Article(
    slug="inverse-leaky-rerope", title="Road to a better Transformer 13: Leaky ReRoPE used in reverse",
    title_zh="Transformer升级之路：13、逆用Leaky ReRoPE", source=source,
    claims=(leaky_map,))
