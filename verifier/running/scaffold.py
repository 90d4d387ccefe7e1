"""Files that are written for an author: an article to start from, and what a repository of one's own needs around it."""

from __future__ import annotations

import datetime
import importlib.resources
import re
import string
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from verifier import __version__
from verifier.running import settings
from verifier.running.files import find_files

LONGEST = 100  # characters of a name
FIRST = "My first claim"
PAGES = ("index", "graph")  # what the site calls its own pages
WORKFLOW = Path(".github") / "workflows" / "verify.yml"


class BadName(ValueError):
    """A name from which no file and no id of an article can be made."""


@dataclass(frozen=True)
class Named:
    """An article by its title, its id and the file in which it is written."""

    title: str
    slug: str
    file: str


def named(name: str, slug: str = "") -> Named:
    """The title, id and file name that follow from a name as people type it: `lottery_tickets`, "Why q.k has variance d"."""
    title = " ".join(name.split())
    if not title or len(title) > LONGEST:
        raise BadName(f"expected a name of 1 to {LONGEST} characters, found {len(title)}")
    odd = next((letter for letter in title if unicodedata.category(letter)[0] == "C" or letter in "/\\"), None)
    if odd is not None:
        raise BadName(f"a name may not contain {odd!r}; to write the article elsewhere, say so with --folder")
    plain = unicodedata.normalize("NFKD", slug or title).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))
    if not found or slug and slug != found or found in PAGES:
        taken = f" that is free (the site has a page {found})" if found in PAGES else ""
        raise BadName(f"{slug or title!r} gives no id{taken}: name one of the letters a-z, digits and hyphens, "
                      "such as --slug my-article")
    if " " not in title and title.isascii():
        title = re.sub(r"[_-]+", " ", title).strip().capitalize()
    return Named(title, found, found.replace("-", "_") + ".py")


def template(name: str, **values: str) -> str:
    """A template that is installed with the verifier, with its placeholders filled in."""
    text = (importlib.resources.files("verifier") / "templates" / name).read_text(encoding="utf-8")
    return string.Template(text).safe_substitute(values)


def write_article(article: Named, folder: Path) -> Path:
    """Write an article with one claim that is proved; FileExistsError where one of that name is."""
    path = folder / article.file
    if path.with_suffix("").exists():
        raise FileExistsError(f"{path.with_suffix('')}: there is an article of that name already")
    _create(path, template("article.py.txt", title=repr(article.title), slug=repr(article.slug),
                           year=str(datetime.date.today().year)))
    return path


def _create(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise FileExistsError(f"{path}: there is such a file already; it is left as it is") from error


def start(folder: Path) -> Iterator[tuple[Path, str]]:
    """Write what a repository of articles needs and has not: (file, what became of it), nothing that is there is lost."""
    settings.read(folder)  # a table that cannot be read stops everything before anything is written
    yield _add(folder / settings.FILE, template("pyproject.txt"), _has_table)
    yield _add_lines(folder / ".gitignore", template("gitignore.txt").splitlines())
    yield _add(folder / WORKFLOW, template("workflow.yml", version=__version__), lambda text: True)
    where = folder / settings.read(folder).derivations[0]
    if where.is_dir() and find_files([where]):
        yield where, "kept"
    else:
        yield write_article(named(FIRST), where), "written"


def _has_table(text: str) -> bool:
    import tomllib
    return "verifier" in tomllib.loads(text).get("tool", {})


def _add(path: Path, text: str, is_there) -> tuple[Path, str]:
    """Write the file, or add the text at its end unless what it brings is there."""
    if not path.exists():
        _create(path, text)
        return path, "written"
    old = path.read_text(encoding="utf-8")
    if is_there(old):
        return path, "kept"
    path.write_text(old.rstrip("\n") + "\n\n" * bool(old.strip()) + text, encoding="utf-8")
    return path, "added to"


def _add_lines(path: Path, lines: list[str]) -> tuple[Path, str]:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    known = {line.strip().strip("/") for line in old.splitlines()}
    new = [line for line in lines if line.strip("/") not in known]
    return _add(path, "".join(line + "\n" for line in new), lambda text: not new)
