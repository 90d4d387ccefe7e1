"""Rendering a record: in several processes, without the engine, after a crash, over folders of others, from misshapen rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports import mathml
from reports.__main__ import main
from reports.mathml import Typesetter
from reports.render import MARKER, ForeignFolder, files_of, render
from tests.reports.synthetic import synthetic
from verifier.record import Record, write

KIB = 1024


def test_without_the_engine_formulas_are_code(tmp_path, monkeypatch):
    """The site is complete without quickjs-ng."""
    monkeypatch.setattr(mathml, "quickjs", None)
    text = (render(synthetic(), tmp_path / "site").parent / "scaling.html").read_text(encoding="utf-8")
    assert "<math" not in text and r'<code class="untypeset">\operatorname{Var}' in text


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
