"""A simple logo: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="site-logo", title="A simple logo", title_zh="简单做了个Logo~",
    source=Source("Su", 2014, "简单做了个Logo~", url="https://kexue.fm/archives/2709"),
    why_no_claims="It shows a logo with the phase exp(iS/hbar) of the path integral, and asserts nothing about it.")
