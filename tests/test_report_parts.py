"""The parts of a report, each on its own: plots, links, colours, words, the graph of claims, parentheses."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from reports.graph import columns
from reports.model import LOOKS, kind_of, look_of
from reports.pages import site_of
from reports.parentheses import tightened
from reports.plots import interval, plot
from reports.search import words_of
from reports.sources import Sources
from tests.reports.synthetic import synthetic
from verifier.record import ClaimRecord, Formula
from verifier.verdict import Verdict


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


def test_words_of_two_languages():
    """Letters in lower case, pairs of Chinese characters, and one character where it stands alone."""
    assert words_of("Var[q·k] = d, 熵不变性 and 熵") == ["var", "q", "k", "d", "熵不", "不变", "变性", "and", "熵"]


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
