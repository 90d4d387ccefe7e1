"""How to make retry code in Python more elegant: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="python-retry", title="How to make retry code in Python more elegant", title_zh="旁门左道之如何让Python的重试代码更加优雅",
    source=Source("Su", 2024, "旁门左道之如何让Python的重试代码更加优雅", url="https://kexue.fm/archives/9938"),
    why_no_claims="A programming idiom without a formula.",
    idea="A question that balls leave open is asked again at a higher precision, a fixed number of times, and each attempt is recorded.")
