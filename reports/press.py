"""Prints pages: the templates with their filters, and the pages of many articles by several processes."""

from __future__ import annotations

import functools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError, Undefined
from markupsafe import Markup

from reports import model, wording
from reports.mathml import Typesetter
from reports.pages import Site
from reports.parentheses import tightened
from reports.plots import HEIGHT, interval, plot
from verifier.record import Formula

WIDE = 31  # letters that fit beside the reasons of a step, with its number; a wider formula has them below it
MANY = 100  # claims from which on a second process is worth its start


def _short(value) -> str:
    """A measured number in at most six digits."""
    if isinstance(value, Undefined) or value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.6g}".replace("-", "−")
    return str(value)


def picture(series, title="", height: int = HEIGHT) -> Markup:
    """The plot of a measurement; data that cannot be drawn leave the table beside it to speak."""
    try:
        return plot(series if isinstance(series, (list, tuple)) else (), str(title), height)
    except (ArithmeticError, ValueError):
        return Markup("")


class _Missing(StrictUndefined):
    """A key that a record's row may lack prints as nothing; a name that the templates misspell still fails."""

    def __str__(self) -> str:
        return "" if isinstance(self._undefined_obj, dict) else super().__str__()

    def __bool__(self) -> bool:
        return False if isinstance(self._undefined_obj, dict) else super().__bool__()

    __html__ = __str__


@functools.cache
def _worded(tag: str, text: str) -> Markup:
    return Markup(wording._(text))


def _said(text: str, **values) -> Markup:
    """Words of a template in the language of the page; what is put into them is escaped."""
    return _worded(wording.spoken(), text) % values


def environment(typesetter: Typesetter) -> Environment:
    """The templates with their filters; everything that is not Markup is escaped."""
    jinja = Environment(loader=PackageLoader("reports", "templates"), autoescape=True, trim_blocks=True,
                        lstrip_blocks=True, undefined=_Missing, extensions=["jinja2.ext.i18n"])
    jinja.install_gettext_callables(gettext=wording._, ngettext=wording.ngettext, newstyle=True)
    jinja.globals.update(languages_of=wording.LANGUAGES, interval=interval, _=_said)

    def display(formula: Formula, relation: str = "") -> Markup:
        inner = typesetter.display(tightened(formula.latex), formula.text)
        return Markup("<b>{}</b>{}").format(relation, inner) if relation else inner

    def text(value) -> str:
        return "" if isinstance(value, Undefined) or value is None else str(value)

    jinja.filters.update(
        is_wide=lambda step: typesetter.breadth(tightened(step.formula.latex), step.formula.text) + 1.4 * step.depth + max(0, len(step.id) - 5) / 2 > WIDE,
        display=display, sign=lambda value: model.sign(text(value)), short=_short, plot=picture,
        display_latex=lambda latex, words="": typesetter.display(tightened(text(latex)), text(words)),
        quoted_latex=lambda latex: typesetter.display(text(latex)),
        inline=lambda latex, words="": typesetter.inline(text(latex), text(words)),
        translated=lambda words: wording._(text(words)),  # _("...") of a template is markup: for its own words only
        is_chinese=lambda words: model.is_chinese(text(words)))
    return jinja


@dataclass(frozen=True)
class Printed:
    """The pages of one article by file name, and what failed."""

    files: dict[str, str]
    errors: dict[tuple[str, str], str]  # (language, file) -> why a page could not be printed


class Press:
    """Prints the pages of the sites in all languages."""

    def __init__(self, sites: dict[str, Site], typesetter: Typesetter) -> None:
        self.sites, self.typesetter = sites, typesetter
        self._jinja = environment(typesetter)

    def print(self, template: str, language: str, **what) -> str:
        """The text of one page."""
        with wording.speaking(language):
            return self._jinja.get_template(template).render(language=language, root="" if language == wording.FIRST else "../",
                                                             site=self.sites[language], **what)

    def article(self, number: int) -> Printed:
        """The pages of one article in all languages."""
        files, errors = {}, {}
        for language, site in self.sites.items():
            page = site.articles[number]
            try:
                files[wording.folder(language) + page.file] = self.print("article.html.j2", language, page=page)
                if any(claim.settled for claim in page.claims):
                    files[wording.folder(language) + page.changes] = self.print("changes.html.j2", language, page=page)
            except (TypeError, ValueError, AttributeError, TemplateError) as error:
                errors[language, page.file] = f"{type(error).__name__}: {error}"
        return Printed(files, errors)

    def articles(self, jobs: int) -> Printed:
        """The pages of all articles, by several processes when there are many claims."""
        pages = next(iter(self.sites.values())).articles
        order = sorted(range(len(pages)), key=lambda number: -sum(len(claim.steps) for claim in pages[number].claims))
        if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods() or sum(len(page.claims) for page in pages) < MANY:
            printed = [self.article(number) for number in order]
        else:
            _forked.append(self)
            try:
                with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
                    printed = []
                    for result, typeset in pool.map(_in_fork, order):
                        printed.append(result)
                        self.typesetter.learn(typeset)
            finally:
                _forked.clear()
        return Printed({name: text for result in printed for name, text in result.files.items()},
                       {key: error for result in printed for key, error in result.errors.items()})


_forked: list[Press] = []  # what the processes inherit: a site is too large to be sent


def _in_fork(number: int):
    press = _forked[0]
    return press.article(number), press.typesetter.news()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
