"""Todo."""

from verifier.language import *

from .blocks import block_decomposition
from .notation import source

article = Article(slug="local-global-cosine", title="If the local cosine similarities are large, must the global one be large as well?",
                  source=source, title_zh="局部余弦相似度大，全局余弦相似度一定也大吗？",
                  claims=(block_decomposition,))
