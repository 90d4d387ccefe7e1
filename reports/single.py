"""One page as one file, to be attached to a mail or a review: styles, script and fonts are put inside."""

from __future__ import annotations

import base64
import re
from pathlib import Path

_SHEET = re.compile(r'<link rel="stylesheet" href="(static/[^"]+)">')
_SCRIPT = re.compile(r'<script src="(static/[^"]+)" defer></script>')
_ASSET = re.compile(r"""(@import )?url\(["']?([\w./-]+)["']?\)(?(1);)""")
_POLICY = "script-src 'self' file:; font-src 'self' file:"


def single(page: Path) -> str:
    """The text of a page of a site with all that it loads written into it; links to other pages of the site stay words only."""
    text, folder = page.read_text(encoding="utf-8"), page.parent
    text = text.replace(_POLICY, "script-src 'unsafe-inline'; font-src data:")
    text = _SHEET.sub(lambda found: f"<style>{_sheet(folder / found[1])}</style>", text)
    scripts = "".join(f"<script>{(folder / name).read_text(encoding='utf-8')}</script>" for name in _SCRIPT.findall(text))
    text = _SCRIPT.sub("", text).replace("</body>", f"{scripts}</body>")
    text = re.sub(r'<nav class="top".*?</nav>|<details class="embed".*?</details>', "", text, flags=re.DOTALL)
    return re.sub(r' href="(?!#|https?:|data:)[^"]*"', "", text)


def _sheet(path: Path) -> str:
    """A style sheet with its imports and fonts inside."""
    def inside(found: re.Match) -> str:
        target = path.parent / found[2]
        if found[1]:
            return _sheet(target)
        return f"url(data:font/woff2;base64,{base64.b64encode(target.read_bytes()).decode()})"
    return _ASSET.sub(inside, path.read_text(encoding="utf-8"))
