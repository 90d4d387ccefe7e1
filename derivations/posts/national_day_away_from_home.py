"""A National Day away from home: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="national-day-away-from-home", title="A National Day away from home", title_zh="不在家的国庆",
    source=Source("Su", 2013, "不在家的国庆", url="https://kexue.fm/archives/2106"),
    why_no_claims="A diary entry without mathematics.")
