"""The interface in each language: the catalogues have every word of the sources, nothing else, and the pages use them."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from reports.render import render
from reports.wording import CATALOGUES, LANGUAGES, _, counted, listed, speaking
from tests.reports.synthetic import SCRIPT, synthetic
from verifier.verdict import Verdict

REPORTS = Path(__file__).parents[1] / "reports"
SOURCES = [("**.py", "python"), ("templates/**.j2", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "noted": None, "counted": (1, 2), "ngettext": (1, 2)}
OTHERS = list(LANGUAGES)[1:]


def words():
    found = {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in extract_from_dir(
        REPORTS, SOURCES, {"**.j2": {"trimmed": "true", "newstyle_gettext": "true"}}, KEYWORDS)}
    return found | {verdict.value for verdict in Verdict}


def catalogue(tag):
    with (CATALOGUES / f"{tag}.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale=tag) if message.id}


@pytest.mark.parametrize("tag", OTHERS)
def test_the_catalogue_has_the_words_of_the_sources(tag):
    assert set(catalogue(tag)) == words()


@pytest.mark.parametrize("tag", OTHERS)
def test_each_text_is_translated_and_keeps_its_places(tag):
    for source, target in catalogue(tag).items():
        one = source if isinstance(source, str) else source[1]
        for form in [target] if isinstance(target, str) else target:
            assert form, one
            assert sorted(re.findall(r"\{\w*\}|%\(\w+\)s|%%", form)) == sorted(re.findall(r"\{\w*\}|%\(\w+\)s|%%", one)), one


def test_words_follow_the_language():
    assert [counted("{count} claim", "{count} claims", n) for n in (1, 1200)] == ["1 claim", "1,200 claims"]
    with speaking("zh"):
        assert (_("proved"), counted("{count} claim", "{count} claims", 3), listed(["a", "b", "c"])) == ("已证明", "3 个命题", "a，b和c")
    assert (_("proved"), _("")) == ("proved", "")


def test_every_page_has_its_twin_in_the_other_language(tmp_path):
    site = render(synthetic(), tmp_path / "site").parent
    for path in site.glob("*.html"):
        other = site / "zh" / path.name
        text, twin = path.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
        assert '<html lang="en">' in text and f'href="zh/{path.name}"' in text
        assert '<html lang="zh-CN">' in twin and f'href="../{path.name}"' in twin
        assert 'href="../static/style.css"' in twin and SCRIPT not in twin
        assert text.count("<math") == twin.count("<math")
    assert "已证明" in (site / "zh" / "index.html").read_text(encoding="utf-8")
