"""Record to static site: fills the templates, copies the assets, and puts the whole in place at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError, Undefined
from markupsafe import Markup

from reports import model, wording
from reports.badges import badges
from reports.graph import SIZES, drawings
from reports.mathml import Typesetter
from reports.pages import Site, site_of, without
from reports.plots import plot
from reports.search import index_of
from reports.sources import Sources
from verifier.record import Formula, Record

HERE = Path(__file__).parent
WIDE = 34  # letters that fit beside the reasons of a step; a wider formula has them below it
MARKER = ".derivation-report"  # written into every site, so that no other folder is ever replaced
SHIPPED = ("style.css", "site.js", "search.js", "graph.js", "vendor/derivation-math.woff2", "vendor/derivation-math-LICENSE.txt",
           "vendor/derivation-math-MANIFEST.txt", "vendor/temml.css", "vendor/temml-LICENSE.txt")


class ForeignFolder(ValueError):
    """The output folder holds something that is not a report."""


def _short(value) -> str:
    """A measured number in at most six digits."""
    if isinstance(value, Undefined) or value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.6g}".replace("-", "−")
    return str(value)


def picture(series, title="") -> Markup:
    """The plot of a measurement; data that cannot be drawn leave the table beside it to speak."""
    try:
        return plot(series if isinstance(series, (list, tuple)) else (), str(title))
    except (ArithmeticError, ValueError):
        return Markup("")


def environment(typesetter: Typesetter) -> Environment:
    """The templates with their filters; everything that is not Markup is escaped."""
    jinja = Environment(loader=PackageLoader("reports", "templates"), autoescape=True, trim_blocks=True,
                        lstrip_blocks=True, undefined=_Missing, extensions=["jinja2.ext.i18n"])
    jinja.install_gettext_callables(gettext=wording._, ngettext=wording.ngettext, newstyle=True)
    jinja.globals["languages_of"] = wording.LANGUAGES

    def display(formula: Formula, relation: str = "") -> Markup:
        if not relation:
            return typesetter.display(formula.latex, formula.text)
        inner = typesetter.display(formula.latex, formula.text)
        return Markup("<b>{}</b>{}").format(relation, inner)

    def text(value) -> str:
        return "" if isinstance(value, Undefined) or value is None else str(value)

    jinja.filters.update(
        is_wide=lambda formula: typesetter.breadth(formula.latex, formula.text) > WIDE,
        display=display, sign=lambda value: model.sign(text(value)), short=_short, plot=picture,
        display_latex=lambda latex, words="": typesetter.display(text(latex), text(words)),
        inline=lambda latex, words="": typesetter.inline(text(latex), text(words)),
        translated=lambda words: wording._(text(words)),  # _("...") of a template is markup: for its own words only
        is_chinese=lambda words: model.is_chinese(text(words)))
    return jinja


class _Missing(StrictUndefined):
    """A key that a record's row may lack prints as nothing; a name that the templates misspell still fails."""

    def __str__(self) -> str:
        return "" if isinstance(self._undefined_obj, dict) else super().__str__()

    def __bool__(self) -> bool:
        return False if isinstance(self._undefined_obj, dict) else super().__bool__()

    __html__ = __str__


def files_of(record: Record, typesetter: Typesetter, out: Path, source_url: str = "") -> dict[str, str]:
    """The text of every generated file by its name; a page that fails says so and leaves the others whole."""
    jinja, files = environment(typesetter), {}
    for number, tag in enumerate(wording.LANGUAGES):
        with wording.speaking(tag):
            folder = f"{tag}/" if number else ""
            site = site_of(record, Sources(source_url, out / folder))
            jinja.globals.update(language=tag, root="../" if folder else "")
            files.update({folder + name: text for name, text in _pages(jinja, site, record).items()})
            if not folder:
                files["static/verdicts.css"] = jinja.get_template("verdicts.css.j2").render(site=site)
                files.update(badges(site))
    return files


def _pages(jinja: Environment, site: Site, record: Record) -> dict[str, str]:
    article, changes = jinja.get_template("article.html.j2"), jinja.get_template("changes.html.j2")
    files, errors = {}, {}
    for page in site.articles:
        try:
            files[page.file] = article.render(site=site, page=page)
            if any(claim.settled for claim in page.claims):
                files[page.changes] = changes.render(site=site, page=page)
        except (TypeError, ValueError, AttributeError, TemplateError) as error:
            errors[page.file] = error
    if errors:
        site = without(site, record, errors)
        files.update({page.file: article.render(site=site, page=page) for page in site.articles if page.file in errors})
    files["graph.html"] = jinja.get_template("graph.html.j2").render(site=site, drawings=drawings(site), sizes=SIZES)
    files["search-index.js"] = index_of(site)
    files["index.html"] = jinja.get_template("index.html.j2").render(site=site, kinds=model.KINDS)
    return files


def _write(folder: Path, files: dict[str, str]) -> None:
    for name in SHIPPED:
        target = folder / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / "static" / name, target)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", errors="replace", newline="\n")
    (folder / MARKER).write_text("This folder is rewritten by every report.\n", encoding="utf-8")


def _replace(old: Path, new: Path) -> None:
    """Put folder `new` where `old` is; whatever fails, one of the two stands there."""
    if not old.exists():
        os.replace(new, old)
        return
    aside = new.with_name(new.name + ".old")
    os.replace(old, aside)
    try:
        os.replace(new, old)
    except OSError:
        os.replace(aside, old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def render(record: Record, out: Path, typesetter: Typesetter | None = None, source_url: str = "") -> Path:
    """Write the site of a record into the folder `out` and return the path of its first page.

    Links to the author's lines lead below `source_url`, or to the files on the disk.
    The site is built beside `out` and moved in place when it is complete, so a crash leaves the old one.
    """
    out = Path(os.path.abspath(out))
    if out.exists() and not out.is_dir():
        raise ForeignFolder(f"{out} is a file; name a folder for the site")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise ForeignFolder(f"{out} holds files that no report has written; name an empty or a new folder")
    files = files_of(record, typesetter or Typesetter(), out, source_url)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        draft.chmod(0o755)
        _write(draft, files)
        _replace(out, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out / "index.html"
