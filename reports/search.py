"""Search without a server: an inverted index of the claims with BM25 weights, in words of English and pairs of Chinese characters.

The weights are computed here (Robertson and Zaragoza 2009, with k_1 = 1.2 and b = 3/4); the page adds up those of the words asked.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict

from reports.pages import ArticlePage, Site

K_1, B = 1.2, 0.75
TITLE, ARTICLE = 3, 2  # how often a word of a title counts
_PIECES = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def words_of(text: str) -> list[str]:
    """The words of a text: letters and digits in lower case; of Chinese each pair of neighbours, or the one character."""
    found = []
    for piece in _PIECES.findall(text.lower()):
        if piece[0] < "\u3400" or len(piece) == 1:
            found.append(piece)
        else:
            found += [piece[place:place + 2] for place in range(len(piece) - 1)]
    return found


def index_of(site: Site) -> str:
    """The script that holds the index: documents with what a result shows and is filtered by, and word -> weights by document."""
    documents, counts = [], []
    for number, page in enumerate(site.articles):
        for claim in page.claims:
            documents.append([claim.title, claim.href, number, claim.look.name, claim.kind, int(claim.record.key), claim.state])
            counts.append(_counted(page, claim))
    articles = [[page.title, page.record.title_zh] for page in site.articles]
    looks = {look.name: [look.said, look.css] for look in site.looks}
    data = {"articles": articles, "looks": looks, "documents": documents, "words": _weights(counts)}
    return f"window.derivations = {json.dumps(data, separators=(',', ':'))};\n"


def _counted(page: ArticlePage, claim) -> Counter:
    record, counted = claim.record, Counter()
    reasons = [reason.words for step in claim.steps for reason in step.because]
    for text, times in ((claim.title, TITLE), (page.record.title, ARTICLE), (page.record.title_zh, ARTICLE), (record.equation, 1),
                        (record.note, 1), (" ".join(formula.text for formula in record.statements), 1),
                        (" ".join(premise.words for premise in claim.premises), 1), (" ".join(dict.fromkeys(reasons)), 1)):
        for word in words_of(text):
            counted[word] += times
    return counted


def _weights(counts: list[Counter]) -> dict[str, list[int]]:
    """Word -> [document, weight, document, weight, ...], weights in hundredths."""
    found = defaultdict(list)
    mean = sum(counted.total() for counted in counts) / max(1, len(counts)) or 1
    spread = Counter(word for counted in counts for word in counted)
    for number, counted in enumerate(counts):
        longer = K_1 * (1 - B + B * counted.total() / mean)
        for word, times in counted.items():
            rare = math.log(1 + (len(counts) - spread[word] + 0.5) / (spread[word] + 0.5))
            found[word] += [number, round(100 * rare * times * (K_1 + 1) / (times + longer))]
    return dict(sorted(found.items()))
