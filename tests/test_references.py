"""The list of references: what is read, what is refused, and a key that nobody lists."""

import pytest

from verifier.record import ArticleRecord, ClaimRecord, Record
from verifier.running.references import BadReferences, beside, gather, read

GOOD = '[Penrose1955]\nauthor = "R. Penrose"\nyear = 1955\ntitle = "A generalized inverse for matrices"\n'


@pytest.mark.parametrize(("text", "words"), [
    ("[Penrose1955", "not TOML"),
    ('[Penrose1955]\nauthor = "R. Penrose"\n', "missing year, title"),
    (GOOD + 'journal = "x"\n', "found journal"),
    ('Penrose1955 = "a paper"\n', "[Penrose1955]: expected author, year, title, in, url"),
])
def test_a_list_that_is_refused(tmp_path, text, words):
    path = tmp_path / "references.toml"
    path.write_text(text)
    with pytest.raises(BadReferences) as caught:
        read(path)
    assert words in str(caught.value)


def gathered(tmp_path, text, *cites):
    (tmp_path / "part").mkdir()
    if text:
        (tmp_path / "references.toml").write_text(text)
    claim = ClaimRecord(id="a/c", cites=[{"key": key, "where": ""} for key in cites])
    record = Record(articles=[ArticleRecord(slug="a", path=str(tmp_path / "part" / "article.py"), claims=[claim])])
    gather(record)
    return record, claim


def test_what_is_cited_stands_in_the_record(tmp_path):
    record, claim = gathered(tmp_path, GOOD, "Penrose1955")
    assert record.references == {"Penrose1955": {"author": "R. Penrose", "year": 1955, "title": "A generalized inverse for matrices"}}
    assert claim.problems == []


@pytest.mark.parametrize(("text", "message", "advice"), [
    (GOOD, "cites 'Penrose1956', which references.toml does not list", "did you mean Penrose1955?"),
    ("", "cites 'Penrose1956', which no references.toml", "add [Penrose1956] with author, year and title"),
])
def test_a_key_that_nobody_lists(tmp_path, monkeypatch, text, message, advice):
    if not text:
        monkeypatch.setattr("verifier.running.references.beside", lambda path: None)
    _, claim = gathered(tmp_path, text, "Penrose1956")
    assert message in claim.problems[0]["message"]
    assert advice in claim.problems[0]["advice"]


def test_a_bad_list_is_a_problem_of_the_article(tmp_path):
    record, claim = gathered(tmp_path, "[", "Penrose1955")
    assert "not TOML" in record.articles[0].problems[0]["message"]
    assert claim.problems == []


def test_the_nearest_list_is_taken(tmp_path):
    (tmp_path / "references.toml").write_text(GOOD)
    assert beside(tmp_path / "folder" / "article.py") == (tmp_path / "references.toml").resolve()
