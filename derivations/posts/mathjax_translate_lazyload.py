"""Making MathJax coexist with Google Translate and lazy loading: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="mathjax-translate-lazyload", title="Making MathJax coexist with Google Translate and lazy loading", title_zh="让MathJax更好地兼容谷歌翻译和延时加载",
    source=Source("Su", 2024, "让MathJax更好地兼容谷歌翻译和延时加载", url="https://kexue.fm/archives/10320"),
    why_no_claims="A note on front-end engineering; its formulas are rendering examples.",
    idea="Formulas are typeset when the page is written and marked so that a browser's translation leaves them alone.")
