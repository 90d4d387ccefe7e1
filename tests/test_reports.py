"""The site of a record: whole, safe, self-contained, and the same bytes every time."""

from __future__ import annotations

import ast
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from reports import mathml
from reports.pages import site_of
from reports.render import render
from reports.single import single
from reports.sources import Sources
from tests.reports.synthetic import SCRIPT, synthetic
from verifier.verdict import Verdict

KIB = 1024


class Page(HTMLParser):
    """What the tests ask of a page: its elements with their attributes, and that they are closed in order."""

    VOID = frozenset(["meta", "link", "br", "img", "input"])

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self._open: list[str] = []
        self.misnested: list[str] = []
        self.feed(text)
        self.misnested += self._open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.misnested.append(f"/{tag}")

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.elements if name in attrs]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The rendered site of the synthetic record."""
    return render(synthetic(), tmp_path_factory.mktemp("reports") / "site").parent


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Page]:
    """Every page, parsed."""
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in sorted(site.glob("*.html"))}


def test_one_page_per_article_and_an_overview(pages):
    """A slug cannot leave the folder nor overwrite the overview."""
    assert sorted(pages) == ["broken.html", "graph.html", "index-2.html", "index.html", "scaling--changes.html", "scaling.html",
                             "script-alert-1-script--changes.html", "script-alert-1-script.html"]


def test_elements_are_nested_and_identifiers_are_unique(pages):
    """Every element is closed where it was opened, and no anchor occurs twice."""
    for name, page in pages.items():
        assert page.misnested == [], name
        identifiers = page.values("id")
        assert len(identifiers) == len(set(identifiers)), name


def test_every_claim_and_step_has_its_anchor(pages):
    """Permalinks are made of the claim's id and the step's number."""
    identifiers = pages["scaling.html"].values("id")
    for anchor in ("variance", "variance--1", "variance--2", "variance--2.1", "variance--given-1", "false", "true", "late"):
        assert anchor in identifiers


def test_internal_links_lead_somewhere(pages, site):
    """Each link within the site names a file that exists and an anchor on it."""
    for name, page in pages.items():
        for href in page.values("href"):
            if href.startswith(("https://", "data:")):
                continue
            file, _, anchor = href.partition("#")
            assert (site / (file or name)).is_file(), (name, href)
            if anchor.startswith("focus="):
                assert unquote(anchor.removeprefix("focus=")) in pages[file].values("data-id"), (name, href)
            elif anchor and (file or name).endswith(".html"):
                assert anchor in pages[file or name].values("id"), (name, href)


def test_no_request_leaves_the_page(pages, site):
    """Only source links point to the network, and stylesheets and scripts name local files."""
    outside = set()
    for page in pages.values():
        for tag, attrs in page.elements:
            for key, value in attrs.items():
                if key in ("href", "src", "action", "srcset", "poster", "data", "xlink:href") and re.match(
                    r"\w+:|//", value or ""
                ):
                    outside.add((tag, value))
    assert outside == {("a", "https://example.org/9812"), ("link", "data:,")}
    for path in (site / "static").rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", path.read_text(encoding="utf-8")), path
    assert "fetch(" not in (site / "static/site.js").read_text(encoding="utf-8")


def test_nothing_from_the_record_executes(pages, site):
    """Hostile titles, formulas, code, ids and verdicts stay text."""
    for name, page in pages.items():
        scripts = [attrs for tag, attrs in page.elements if tag == "script"]
        own = ["static/site.js", *{"index.html": ["search-index.js", "static/search.js"], "graph.html": ["static/graph.js"]}.get(name, [])]
        assert scripts == [{"src": script, "defer": None} for script in own], name
        assert not [key for _, attrs in page.elements for key in attrs if key.startswith("on")], name
        assert not [value for value in page.values("href") if "javascript:" in value], name
        assert not [value for value in page.values("style") if "url" in value], name
        assert SCRIPT not in (site / name).read_text(encoding="utf-8")
    assert "&lt;script&gt;" in (site / "script-alert-1-script.html").read_text(encoding="utf-8")
    assert "<" not in (site / "static/verdicts.css").read_text(encoding="utf-8")


def test_broken_and_empty_articles_have_pages(site):
    """What went wrong stands on the article's page and on the overview."""
    page = (site / "broken.html").read_text(encoding="utf-8")
    assert "SyntaxError" in page and "close the bracket" in page and "line 4" in page
    assert "has no claims" in (site / "index-2.html").read_text(encoding="utf-8")
    assert "SyntaxError" in (site / "index.html").read_text(encoding="utf-8")


def test_overview_puts_failures_first_then_findings(site):
    """A failing claim is on top with its command; a finding names its correction."""
    text = (site / "index.html").read_text(encoding="utf-8")
    order = [text.index(f'id="{name}"') for name in ("failing", "findings", "articles", "ladder")]
    assert order == sorted(order)
    assert "verifier check derivations/scaling.py --claim late" in text
    assert 'href="scaling.html#true"' in text
    assert "4 changes, of which 1 refuted, 1 left open and 2 without an outcome (25.0 % settled)" in text
    for verdict in Verdict:
        assert verdict.value.split(";")[0] in text


def test_what_the_article_does_not_assert_is_no_finding(tmp_path):
    """A refuted converse is said to be false, but not to be the article's mistake."""
    record = synthetic()
    for article in record.articles:
        for claim in article.claims:
            if claim.expected == "REFUTED":
                claim.strength = "not asserted"
    render(record, tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert "False, and the article does not assert it." in pages["scaling.html"]
    assert not [name for name, text in pages.items() if "alse as printed." in text]
    assert 'id="findings"' not in pages["index.html"]


def test_an_article_page_shows_all_that_is_known(site):
    """Every part of a claim's record reaches the reader."""
    text = (site / "scaling.html").read_text(encoding="utf-8")
    for words in (
        "缩放",
        "Su (2023): Scaling",
        ">A summary.<",
        ">And more.<",
        ">Su (2023): Scaling<",
        "it fails at beta = -1",
        "Both sides agree.",
        "normal form",
        "none found",
        "1e-16",
        "sampled",
        "2 is not 3.",
        "Left open",
        "sign of the last term",
        "no time left",
        "try a smaller step",
        "once “beta is positive” is dropped",
        "d is a natural number",
        "nowhere/assumed",
        "verifier check derivations/scaling.py --claim variance",
        "variance = Claim(...)",
        "equals(d)",
        "Logarithmic scale: horizontal and vertical.",
        "True instead",
        "Puts right",
        'Used by <a href="#true">The true statement</a>',
        "False as printed",
    ):
        assert words in text, words
    assert text.count('<svg class="plot"') == 1


@pytest.mark.skipif(mathml.quickjs is None, reason="formulas are typeset by quickjs-ng")
def test_the_changes_on_purpose_stand_by_what_became_of_them(site):
    """Mutants that fail at one point stand below it, each with its own numbers; survivors stay with the claim."""
    record = synthetic()
    point = "at n = 2, p = {1: 3}"
    record.articles[0].claims[0].mutants = [
        {"change": "A", "text": "a", "outcome": "refuted", "shown_by": f"{point}: 1 = 2 fails"},
        {"change": "B", "text": "b", "outcome": "implied", "shown_by": "it follows from the statement: it is weaker"},
        {"change": "C", "text": "c", "outcome": "refuted", "shown_by": f"{point}: 1 = 3 fails"},
        {"change": "D", "text": "d", "outcome": "survived", "shown_by": "no point decides it"}]
    view = site_of(record, Sources()).articles[0].claims[0]
    assert [(row.fate, row.shown_by, row.changes) for row in view.settled] == [
        ("refuted", point, (("A", "1 = 2 fails", "a"), ("C", "1 = 3 fails", "c"))),
        ("weaker and implied", "it follows from the statement: it is weaker", (("B", "", "b"),))]
    assert [row.changes for row in view.survivors] == [(("D", "", "d"),)]


def test_a_long_premise_of_several_claims_is_typeset_once(tmp_path):
    """Its words stand with each claim and lead to the formula."""
    record = synthetic()
    long = {"name": "long", "says": "a long premise", "text": "x", "latex": " + ".join(f"x_{{{k}}}" for k in range(12)) + " > 0"}
    for claim in record.articles[0].claims:
        claim.premises = [*claim.premises, long]
    text = (render(record, tmp_path / "site").parent / "scaling.html").read_text(encoding="utf-8")
    assert text.count("x_{11}") == 1 and text.count('<a href="#given--1">a long premise</a>') == 4


def test_formulas_are_mathml_with_their_source(pages, site):
    """A formula carries its LaTeX, is kept from translation, and one that cannot be typeset is shown as LaTeX."""
    text = (site / "scaling.html").read_text(encoding="utf-8")
    assert '<math alttext="x^2">' in text  # without its dollar signs
    assert "untypeset" not in text
    assert len(re.findall("<math", text)) == len(re.findall(r'translate="no"><math alttext=', text))
    assert r'<code class="untypeset">\href{javascript:alert(1)}{x}</code>' in (site / "script-alert-1-script.html").read_text(
        encoding="utf-8"
    )


def test_the_same_record_gives_the_same_bytes(site, tmp_path):
    """Nothing depends on the time, the folder or the order of a set."""
    other = render(synthetic(), tmp_path / "elsewhere").parent
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for name in files:
        assert (site / name).read_bytes() == (other / name).read_bytes(), name


def test_the_site_stays_light(site):
    """The assets are below 300 KiB; pages of a few claims, and each further step of a proof, are small."""
    assert sum(path.stat().st_size for path in (site / "static").rglob("*") if path.is_file()) < 300 * KIB
    assert (site / "scaling.html").stat().st_size < 30 * KIB
    assert (site / "index.html").stat().st_size < 40 * KIB


def test_reports_import_only_the_record_and_the_verdicts():
    """The record is the only door between verifying and rendering."""
    for path in (Path(__file__).parent.parent / "reports").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [item.name for item in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            for name in names:
                assert not name.startswith("verifier") or name in ("verifier.record", "verifier.verdict"), (path.name, name)
                assert not name.startswith(("sympy", "numpy", "mpmath")), (path.name, name)


def test_the_search_index_ranks_titles_first(site):
    """Each claim is a document; a word of a title weighs more than one of a premise, a rare one more than a common one."""
    text = (site / "search-index.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("window.derivations = ").removesuffix(";\n"))
    titles = [document[0] for document in data["documents"]]
    variance = dict(zip(*[iter(data["words"]["variance"])] * 2))
    assert titles[max(variance, key=variance.get)] == "The variance is d"
    assert all(href.partition("#")[0] in {path.name for path in site.glob("*.html")} for _, href, *_ in data["documents"])
    assert {document[3] for document in data["documents"]} <= {*data["looks"], SCRIPT}  # a verdict that no version knows is shown as it stands


def test_badges_are_pictures_with_the_verdicts_words(site):
    """One for each article and claim, well-formed, and hostile titles cannot get in."""
    claims = sum(len(article.claims) for article in synthetic().articles)
    found = {path.name: path.read_text(encoding="utf-8") for path in (site / "badges").iterdir()}
    assert len(found) == claims + 4  # and one for each article, also for the empty and the broken one
    assert all(ElementTree.fromstring(text).tag.endswith("svg") for text in found.values())
    assert "could not be verified" in found["broken.svg"]
    assert "not as expected" in found["scaling.svg"]
    assert "✓ proved" in found["scaling--variance.svg"]


def test_one_page_as_one_file(site):
    """Nothing is loaded from elsewhere, nothing leads to another page of the site, and the claims are all there."""
    text = single(site / "scaling.html")
    page = Page(text)
    assert page.misnested == []
    assert not [tag for tag, attrs in page.elements if tag in ("link", "script") and (attrs.get("href", "data:,") != "data:," or attrs.get("src"))]
    assert all(href.startswith(("#", "https://", "data:")) for href in page.values("href"))
    assert "font/woff2;base64," in text and "@import" not in text and "variance" in page.values("id")
