"""Switching a gas stove off with its flame-failure device and a relay: a post that states nothing to verify."""

from verifier.language import *

article = Article(
    slug="gas-stove-auto-off", title="Switching a gas stove off with its flame-failure device and a relay", title_zh="利用“熄火保护 + 通断器”实现燃气灶智能关火",
    source=Source("Su", 2024, "利用“熄火保护 + 通断器”实现燃气灶智能关火", url="https://kexue.fm/archives/10394"),
    why_no_claims="A note on home automation without a formula.",
    idea="Fail safe: a check that could not run is shown as not verified, never as passed.")
