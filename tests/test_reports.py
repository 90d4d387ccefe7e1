"""The site of a record: whole, safe, self-contained, and the same bytes every time."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from reports import mathml
from reports.__main__ import main
from reports.graph import columns
from reports.mathml import Typesetter
from reports.model import LOOKS, kind_of, look_of
from reports.pages import site_of
from reports.parentheses import tightened
from reports.plots import interval, plot
from reports.render import MARKER, ForeignFolder, files_of, render
from reports.search import words_of
from reports.single import single
from reports.sources import Sources
from tests.reports.synthetic import SCRIPT, synthetic
from verifier.record import ClaimRecord, Formula, Record, write
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


def test_pictures_of_what_was_seen():
    """Distances stand in one picture with their order, the largest residual beside what rounding leaves, a mean in its band."""
    record = synthetic()
    claim = record.articles[0].claims[0]
    row = claim.numeric.instances[0]
    claim.numeric.instances = [
        {**row, "series": [{"label": "distance to the limit", "across": "n", "points": [[10**k, 10.0**(-2 * k)] for k in range(1, 6)]}]},
        {**row, "series": [{"label": "residual, at most", "across": "bits", "points": [[64, 1e-18], [1024, 1e-306]]}]},
        {**row, "series": [{"label": "residual, at most", "across": "bits", "points": [[64, 1e-18], [1024, 1e-307]]}]}]
    (far, distances), (_title, (residual, rounding)) = site_of(record, Sources()).articles[0].claims[0].pictures
    assert far == "distance to the limit" and "(slope −2 at the end)" in plot(distances)
    assert residual["points"][-1][1] == 1e-306 and rounding["points"][-1] == [1024, 2.0**-1024]
    assert plot((residual, rounding)).count("<polyline") == 2
    dot = ElementTree.fromstring(interval(0.5, 0.4, 0.2, 0.3, "=")).find("circle")
    assert 60 < float(dot.get("cx")) < 90
    assert interval(0.5, 0.4, 0.0, 0.3, "=") == interval("x", None, 1, 1, "") == ""


def test_a_long_premise_of_several_claims_is_typeset_once(tmp_path):
    """Its words stand with each claim and lead to the formula."""
    record = synthetic()
    long = {"name": "long", "says": "a long premise", "text": "x", "latex": " + ".join(f"x_{{{k}}}" for k in range(12)) + " > 0"}
    for claim in record.articles[0].claims:
        claim.premises = [*claim.premises, long]
    text = (render(record, tmp_path / "site").parent / "scaling.html").read_text(encoding="utf-8")
    assert text.count("x_{11}") == 1 and text.count('<a href="#given--1">a long premise</a>') == 4


@pytest.mark.parametrize(("path", "line", "address", "link"), [
    ("derivations/a b.py", 7, "https://example.org/blob/main/", "https://example.org/blob/main/derivations/a%20b.py#L7"),
    ("derivations/a b.py", 7, "", "../../derivations/a%20b.py#L7"),
    ("derivations/a b.py", 0, "", "../../derivations/a%20b.py"),
    ("derivations/gone.py", 7, "", ""),
    ("", 7, "https://example.org", ""),
])
def test_links_to_the_authors_lines(tmp_path, monkeypatch, path, line, address, link):
    """On the web where an address is given, else on the disk where the file is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations/a b.py").write_text("x = 1\n")
    assert Sources(address, tmp_path / "build/site").link(path, line) == link


def test_formulas_are_mathml_with_their_source(pages, site):
    """A formula carries its LaTeX, is kept from translation, and one that cannot be typeset is shown as LaTeX."""
    text = (site / "scaling.html").read_text(encoding="utf-8")
    assert '<math alttext="x^2">' in text  # without its dollar signs
    assert "untypeset" not in text
    assert len(re.findall("<math", text)) == len(re.findall(r'translate="no"><math alttext=', text))
    assert r'<code class="untypeset">\href{javascript:alert(1)}{x}</code>' in (site / "script-alert-1-script.html").read_text(
        encoding="utf-8"
    )


def test_without_the_engine_formulas_are_code(tmp_path, monkeypatch):
    """The site is complete without quickjs-ng."""
    monkeypatch.setattr(mathml, "quickjs", None)
    text = (render(synthetic(), tmp_path / "site").parent / "scaling.html").read_text(encoding="utf-8")
    assert "<math" not in text and r'<code class="untypeset">\operatorname{Var}' in text


def test_the_same_record_gives_the_same_bytes(site, tmp_path):
    """Nothing depends on the time, the folder or the order of a set."""
    other = render(synthetic(), tmp_path / "elsewhere").parent
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for name in files:
        assert (site / name).read_bytes() == (other / name).read_bytes(), name


def test_several_processes_print_the_same(monkeypatch, tmp_path):
    """What one process prints, several print as well, and their failures and formulas come home."""
    record = synthetic()
    record.articles[0].claims[1] = replace(record.articles[0].claims[1], boundary_cases=[{"breaks": 3}])
    alone, together = Typesetter(), Typesetter()
    files = files_of(record, alone, tmp_path, jobs=1)
    monkeypatch.setattr("reports.press.MANY", 1)
    assert files_of(record, together, tmp_path, jobs=2) == files
    assert together.failures == alone.failures and "This page could not be made" in files["scaling.html"]


def test_formulas_are_kept_for_the_next_time(tmp_path, monkeypatch):
    """A second run needs no engine; what somebody else wrote into the file is admitted like anything else."""
    kept = tmp_path / "cache/formulas.json"
    first = Typesetter(kept)
    shown = first.display("x^2"), first.display("y^2")
    first.keep()
    monkeypatch.setattr(Typesetter, "_made_now", lambda *_: "")
    assert (Typesetter(kept).display("x^2"), Typesetter(kept).display("y^2")) == shown
    kept.write_text(kept.read_text().replace("<msup>", "<script>alert(1)</script><msup>", 1))
    assert "<script>" not in Typesetter(kept).display("x^2")
    for broken in ("", "[]", "{}", '{"engine": 1}', '{"formulas": [1]}'):
        kept.write_text(broken)
        assert Typesetter(kept).display("x^2") == '<div class="formula" translate="no"><code class="untypeset">x^2</code></div>'


def test_the_site_stays_light(site):
    """The assets are below 300 KiB; pages of a few claims, and each further step of a proof, are small."""
    assert sum(path.stat().st_size for path in (site / "static").rglob("*") if path.is_file()) < 300 * KIB
    assert (site / "scaling.html").stat().st_size < 30 * KIB
    assert (site / "index.html").stat().st_size < 40 * KIB


def test_a_step_of_a_proof_is_light(tmp_path):
    """The longest article has six hundred steps; a page of them must load at once."""
    record = synthetic()
    claim = record.articles[0].claims[0]
    before = len(files_of(record, Typesetter(), tmp_path)["scaling.html"])
    claim.steps = [replace(claim.steps[1], id=str(count)) for count in range(1, 601)]
    after = len(files_of(record, Typesetter(), tmp_path)["scaling.html"])
    assert after - before < 600 * 1.3 * KIB


def test_a_crash_leaves_the_old_site(tmp_path, monkeypatch):
    """A site is replaced when the new one is complete, and nothing is left beside it."""
    index = render(synthetic(), tmp_path / "site")
    before = index.read_bytes()
    monkeypatch.setattr("reports.render._write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        render(Record(), tmp_path / "site")
    assert index.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_stale_pages_go_and_foreign_folders_stay(tmp_path):
    """Rendering again removes the pages of articles that are gone; a folder of other files is refused."""
    render(synthetic(), tmp_path / "site")
    record = synthetic()
    render(replace(record, articles=record.articles[:1]), tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        MARKER, "badges", "graph.html", "index.html", "scaling--changes.html", "scaling.html", "search-index.js", "static", "zh"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.tex").write_text("years of work")
    with pytest.raises(ForeignFolder, match="no report has written"):
        render(record, tmp_path / "mine")
    assert (tmp_path / "mine/thesis.tex").exists()


@pytest.mark.parametrize("row", [{"steps": [1]}, {"mutants": ["x"]}, {"statements": ["x"]}, {"witness": "x"}, {"premises": [7]},
                                 {"boundary_cases": [{"breaks": 3}]}, {"numeric": None}, {"seconds": "long"}])
def test_a_misshapen_row_costs_its_own_page_only(tmp_path, row):
    """The page says what went wrong, the overview repeats it, and the other pages are whole."""
    record = synthetic()
    record.articles[0].claims[1] = replace(record.articles[0].claims[1], **row)
    index = render(record, tmp_path / "site")
    assert "This page could not be made" in index.read_text(encoding="utf-8")
    assert "This page could not be made" in (tmp_path / "site/scaling.html").read_text(encoding="utf-8")
    assert "close the bracket" in (tmp_path / "site/broken.html").read_text(encoding="utf-8")


def test_an_empty_record_is_a_site(tmp_path):
    """No articles, no verdicts, no date."""
    assert "0 claims from 0 articles" in render(Record(), tmp_path / "site").read_text(encoding="utf-8")


def test_the_command_line(tmp_path, capsys):
    """It prints the first page, and refuses what is not a record with a reason and code 2."""
    write(synthetic(), tmp_path / "record.json")
    assert main([str(tmp_path / "record.json"), "-o", str(tmp_path / "site")]) == 0
    assert capsys.readouterr().out.strip().endswith("index.html")
    (tmp_path / "old.json").write_text('{"schema": 0}')
    assert main([str(tmp_path / "old.json"), "-o", str(tmp_path / "site")]) == 2
    assert "schema" in capsys.readouterr().err
    assert main([str(tmp_path / "absent.json")]) == 2


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_verdicts_are_told_apart_without_colour_and_read_on_both_papers():
    """Every verdict has a look, in the order of the ladder, with its own word and symbol, at contrast 4.5 or more."""
    assert list(LOOKS) == [verdict.name for verdict in Verdict]
    assert len({look.word for look in LOOKS.values()}) == len({look.symbol for look in LOOKS.values()}) == len(LOOKS)
    for look in LOOKS.values():
        assert _contrast(look.light, "#f6f3ec") >= 4.5 and _contrast(look.dark, "#1f2125") >= 4.5, look.name
    assert look_of("NEW").word == "new"


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


def test_words_of_two_languages():
    """Letters in lower case, pairs of Chinese characters, and one character where it stands alone."""
    assert words_of("Var[q·k] = d, 熵不变性 and 熵") == ["var", "q", "k", "d", "熵不", "不变", "变性", "and", "熵"]


def test_the_search_index_ranks_titles_first(site):
    """Each claim is a document; a word of a title weighs more than one of a premise, a rare one more than a common one."""
    text = (site / "search-index.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("window.derivations = ").removesuffix(";\n"))
    titles = [document[0] for document in data["documents"]]
    variance = dict(zip(*[iter(data["words"]["variance"])] * 2))
    assert titles[max(variance, key=variance.get)] == "The variance is d"
    assert all(href.partition("#")[0] in {path.name for path in site.glob("*.html")} for _, href, *_ in data["documents"])
    assert {document[3] for document in data["documents"]} <= {*data["looks"], SCRIPT}  # a verdict that no version knows is shown as it stands


@pytest.mark.parametrize(("text", "kind"), [
    ("Eq(Sum(a[i], (i, 1, n)), d)", "equation"), ("f(x) <= g(x)", "inequality"), ("p(1) > 0 if and only if Eq(q, r)", "equivalence"),
    ("f(k) -> 1 as k -> 0", "limit"), ("f(k) = O(1/k) as k -> oo", "limit"), ("Ne(x, 0)", "equation"), ("theta(n) is in Theta", "other statement"),
    ("Eq(Max(a < b, c), d)", "equation"),
])
def test_the_kind_of_a_claim(text, kind):
    """The outermost relation decides."""
    assert kind_of(ClaimRecord(statements=[Formula(text, text)])) == kind


def test_a_claim_stands_to_the_right_of_what_it_uses():
    """Each edge runs to the right, long ones through a dummy in each column between, and what is used late stands late."""
    layers, edges = columns({"d": ["c", "a"], "c": ["b"], "b": ["a"], "a": [], "late": [], "e": ["late", "d"]})
    column = {vertex: number for number, layer in enumerate(layers) for vertex in layer}
    assert [column[key] for key in "abcde"] == [0, 1, 2, 3, 4]
    assert column["late"] == 3
    assert all(column[b] == column[a] + 1 for _, _, way in edges for a, b in zip(way, way[1:]))
    assert ("a", "d", ["a", ("a", "d", 1), ("a", "d", 2), "d"]) in edges


def test_a_circle_of_claims_is_drawn():
    """Claims that use one another are a problem that the run names; the drawing must not hang on it."""
    layers, _ = columns({"a": ["b"], "b": ["a"], "c": ["a"]})
    assert sorted(vertex for layer in layers for vertex in layer if isinstance(vertex, str)) == ["a", "b", "c"]


def test_six_hundred_claims_are_laid_out():
    """A graph as large as the whole corpus keeps short columns apart and loses nobody."""
    uses = {f"n{k}": [f"n{k // 2}", f"n{k - 7}"] if k > 7 else [] for k in range(600)}
    layers, edges = columns(uses)
    assert sorted(vertex for layer in layers for vertex in layer if isinstance(vertex, str)) == sorted(uses)
    assert len(edges) == sum(map(len, uses.values()))


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


@pytest.mark.parametrize(("latex", "tight"), [
    (r"P{\left(\tau,l \right)}", r"P(\tau,l)"), (r"\left(1 - \beta_{1}\right)^{2}", r"(1 - \beta_{1})^{2}"),
    (r"Z_{\mathrm{with}}{\left(i,q \right)}", r"Z_{\mathrm{with}}(i,q)"), (r"\left(\left(a + b\right) c\right)", r"((a + b) c)"),
    (r"\frac{a_{1}}{\left(b + 1\right)}", r"\frac{a_{1}}{(b + 1)}"), (r"e^{\left(a\right)}", r"e^{(a)}"),
    (r"\left|{g_{i}}\right|", r"\lvert {g_{i}}\rvert"), (r"a \left(R\right)_{i,j}", r"a R_{i,j}"), (r"f\left(R\right)_{i}", r"f(R)_{i}"), (r"\left\|X\right\|", r"\lVert X\rVert"),
    (r"\left(a \rightarrow b\right)", r"(a \rightarrow b)"), (r"\operatorname{E}\left[q\right]", r"\operatorname{E}[q]"),
    *((same, same) for same in (r"\left(\frac{a}{b}\right)", r"\left(\left(\frac{a}{b}\right) c\right)", r"\left(\sum_{i} x\right)",
                                r"\left(0, 1\right]", r"\left\lfloor x \right\rfloor", r"\left(a", r"a\right)"))])
def test_parentheses_that_need_not_grow(latex, tight):
    assert tightened(latex) == tight
