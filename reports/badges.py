"""A small picture of a result for embedding in a blog: one for each article and one for each claim."""

from __future__ import annotations

from markupsafe import Markup

from reports.model import ClaimView, Look, look_of
from reports.pages import ArticlePage, Site

LETTER, PAD = 6.2, 7  # width of a letter at 11 pixels, and of the space beside a text
_BADGE = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{label}: {text}">
<title>{label}: {text}</title>
<rect width="{width}" height="20" rx="3" fill="{colour}"/><path d="M3 0h{rest}v20h-{rest}a3 3 0 0 1-3-3v-14a3 3 0 0 1 3-3z" fill="#45423c"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="{pad}" y="14" textLength="{label_width}">{label}</text><text x="{middle}" y="14" textLength="{text_width}">{text}</text>
</g>
</svg>
""")


def badges(site: Site) -> dict[str, str]:
    """File name -> picture; the words are those of the pages, the colour that of the verdict on light paper."""
    found = {}
    for page in site.articles:
        stem = page.file.removesuffix(".html")
        if page.claims or page.is_broken:
            found[page.badge] = badge("derivations", *_of_article(page))
        for claim in page.claims:
            found[f"badges/{stem}--{claim.anchor}.svg"] = badge("claim", *_of_claim(claim))
    return found


def badge(label: str, text: str, look: Look) -> str:
    """One picture: what it is about on the left, the result on the right."""
    label_width, text_width = (round(LETTER * len(words)) for words in (label, text))
    left = label_width + 2 * PAD
    return str(_BADGE.format(width=left + text_width + 2 * PAD, label=label, text=text, colour=look.light, rest=left - 3, pad=PAD,
                             middle=left + PAD, label_width=label_width, text_width=text_width))


def _of_article(page: ArticlePage) -> tuple[str, Look]:
    if page.is_broken:
        return "could not be verified", look_of("ERROR")
    if page.failing:
        return f"{len(page.failing)} of {len(page.claims)} not as expected", look_of("CONFLICT")
    parts = [f"{share.look.symbol} {share.count} {share.look.word}" for share in page.shares if share.look.name != "REFUTED"]
    false = [f"{len(page.findings)} false as printed"] if page.findings else []
    return ", ".join(parts + false), page.shares[0].look


def _of_claim(claim: ClaimView) -> tuple[str, Look]:
    if claim.state == "finding":
        return f"{claim.look.symbol} false as printed", claim.look
    if claim.state == "denied":
        return f"{claim.look.symbol} false, not asserted", claim.look
    return f"{claim.look.symbol} {claim.look.word}" + (" (not as expected)" if claim.state == "failing" else ""), claim.look
