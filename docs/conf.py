"""Settings of Sphinx: `make docs` writes build/docs."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
import generate  # noqa: E402 - found beside this file

from verifier import __version__  # noqa: E402

generate.write(Path(__file__).parent / "reference")

project, author, release = "Derivation verifier", "The derivation verifier authors", __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["reference/trusted.md"]
html_theme = "alabaster"
html_theme_options = {"description": "State each equation once", "page_width": "56rem", "sidebar_width": "15rem",
                      "fixed_sidebar": True}
html_title = "Derivation verifier"
suppress_warnings = ["misc.highlighting_failure"]  # blocks of notebooks show what is printed too
