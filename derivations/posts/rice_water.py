"""Making rice water in a rice cooker: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="rice-water", title="Making rice water in a rice cooker", title_zh="【生活杂记】用电饭锅来煮米汤",
    source=Source("Su", 2024, "【生活杂记】用电饭锅来煮米汤", url="https://kexue.fm/archives/10240"),
    why_no_claims="A note on cooking without a formula.")
