"""Record to static site: prints the pages, copies the assets, and puts the whole in place at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from reports import model, wording
from reports.badges import badges
from reports.graph import SIZES, drawings
from reports.mathml import Typesetter
from reports.pages import site_of, without
from reports.press import Press, processors
from reports.search import index_of
from reports.sources import Sources
from verifier.record import Record

HERE = Path(__file__).parent
MARKER = ".derivation-report"  # written into every site, so that no other folder is ever replaced
SHIPPED = ("style.css", "site.js", "search.js", "graph.js", "vendor/derivation-math.woff2", "vendor/derivation-math-LICENSE.txt",
           "vendor/derivation-math-MANIFEST.txt", "vendor/temml.css", "vendor/temml-LICENSE.txt")


class ForeignFolder(ValueError):
    """The output folder holds something that is not a report."""


def files_of(record: Record, typesetter: Typesetter, out: Path, source_url: str = "", jobs: int | None = None) -> dict[str, str]:
    """The text of every generated file by its name; a page that fails says so and leaves the others whole."""
    sites = {}
    for language in wording.LANGUAGES:
        with wording.speaking(language):
            sites[language] = site_of(record, Sources(source_url, out / wording.folder(language)))
    press = Press(sites, typesetter)
    printed = press.articles(jobs or processors())
    files = dict(printed.files)
    for language, site in sites.items():
        with wording.speaking(language):
            if errors := {file: error for (spoken, file), error in printed.errors.items() if spoken == language}:
                press.sites[language] = site = without(site, record, errors)
                files.update({wording.folder(language) + page.file: press.print("article.html.j2", language, page=page)
                              for page in site.articles if page.file in errors})
            graph = press.print("graph.html.j2", language, drawings=drawings(site), sizes=SIZES)
            index = press.print("index.html.j2", language, kinds=model.KINDS)
            files.update({wording.folder(language) + name: text for name, text in (
                ("graph.html", graph), ("index.html", index), ("search-index.js", index_of(site)))})
    return {**files, **badges(sites[wording.FIRST]), "static/verdicts.css": press.print("verdicts.css.j2", wording.FIRST)}


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
    typesetter = typesetter or Typesetter()
    files = files_of(record, typesetter, out, source_url)
    typesetter.keep()
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        draft.chmod(0o755)
        _write(draft, files)
        _replace(out, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out / "index.html"
