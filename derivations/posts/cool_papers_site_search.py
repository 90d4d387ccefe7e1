"""A simple search for the site: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="cool-papers-site-search", title="A simple search for the site", title_zh="Cool Papers更新：简单搭建了一个站内检索系统",
    source=Source("Su", 2024, "Cool Papers更新：简单搭建了一个站内检索系统", url="https://kexue.fm/archives/10088"),
    why_no_claims="It describes a search page; the ranking is named without its formula, which is verified under the sequel.")
