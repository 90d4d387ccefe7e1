"""`python -m reports build/record.json -o build/site`: render a record as a site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reports.mathml import Typesetter
from reports.render import render
from verifier.record import read

MOST_WARNINGS = 10


def main(arguments: list[str] | None = None) -> int:
    """Read the record, write the site, name the first page; 2 when the input or the folder will not do."""
    parser = argparse.ArgumentParser(prog="python -m reports", description=__doc__)
    parser.add_argument("record", type=Path, help="the JSON that a run has written")
    parser.add_argument("-o", "--out", type=Path, default=Path("build/site"), help="folder of the site")
    chosen = parser.parse_args(arguments)
    typesetter = Typesetter()
    try:
        index = render(read(chosen.record), chosen.out, typesetter)
    except (OSError, ValueError) as error:
        print(f"reports: {error}", file=sys.stderr)
        return 2
    for latex, reason in sorted(typesetter.failures.items())[:MOST_WARNINGS]:
        print(f"reports: shown as LaTeX, {' '.join(reason.split())[:160]}: {' '.join(latex.split())[:120]}", file=sys.stderr)
    if len(typesetter.failures) > MOST_WARNINGS:
        print(f"reports: and {len(typesetter.failures) - MOST_WARNINGS} more formulas", file=sys.stderr)
    print(index)
    return 0


if __name__ == "__main__":
    sys.exit(main())
