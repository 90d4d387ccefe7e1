"""The words of the interface in each language, from one catalogue a language; what authors wrote is shown as it stands."""

from __future__ import annotations

import contextlib
import functools
import gettext
import io
from contextvars import ContextVar
from pathlib import Path
from typing import Iterator

from babel.messages import mofile, pofile

LANGUAGES = {"en": "English", "zh": "中文"}  # tag of a language -> its own name; the first is that of the sources
CATALOGUES = Path(__file__).parent / "locale"


@functools.cache
def catalogue(tag: str) -> gettext.NullTranslations:
    """The translations into a language; those of the sources' own language leave every text as it is."""
    path = CATALOGUES / f"{tag}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file, locale=tag))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


FIRST, *_ = LANGUAGES


def folder(tag: str) -> str:
    """Where the pages in a language stand in a site: the first language at its top."""
    return "" if tag == FIRST else f"{tag}/"


_spoken: ContextVar[str] = ContextVar("spoken", default=FIRST)


def spoken() -> str:
    """The tag of the language of the page."""
    return _spoken.get()


@contextlib.contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Within this, words are those of the language."""
    before = _spoken.set(tag)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(text: str) -> str:
    """The text in the language that is spoken."""
    return catalogue(_spoken.get()).gettext(text) if text else ""


def noted(text: str) -> str:
    """A text of a table, for the catalogue; it is translated where it is shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The form for the number, in the language that is spoken."""
    return catalogue(_spoken.get()).ngettext(one, many, count)


def counted(one: str, many: str, count: int) -> str:
    """"1 claim", "2 claims": the form for the number, with {count} put in."""
    return ngettext(one, many, count).format(count=f"{count:,}")


def listed(parts: list[str]) -> str:
    """The parts as one phrase: a, b and c."""
    return _(" and ").join(filter(None, (_(", ").join(parts[:-1]), *parts[-1:])))
