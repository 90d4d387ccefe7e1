"""What a reader sees of a name: two names with one skeleton print alike and must not stand for different things."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import sympy as sp

# Letters of other alphabets that are drawn exactly like Latin ones (from the confusables table of Unicode TR 39); alpha is no a.
DRAWN_ALIKE = str.maketrans(
    "аеорсхуіѕјһԁԛԝАВЕКМНОРСТХУІЅЈονϲΑΒΕΖΗΙΚΜΝΟΡΤΥΧıȷɡɑℓ", "aeopcxyisjhdqwABEKMHOPCTXYISJovcABEZHIKMNOPTYXijgal"
)
GREEK = {
    unicodedata.lookup(f"GREEK {size} LETTER {name}"): word(name.lower())
    for name in (
        "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA MU NU XI PI RHO SIGMA TAU UPSILON PHI CHI PSI OMEGA"
    ).split()
    for size, word in (("SMALL", str), ("CAPITAL", str.capitalize))
} | {"λ": "lambda", "Λ": "Lambda"}


@lru_cache(maxsize=1024)
def skeletons(name: str) -> frozenset[str]:
    """How the name looks in plain text and in print; names that share one are taken for each other."""
    name = unicodedata.normalize("NFKC", name)
    plain = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cf", "Mn"))
    spelled = "".join(GREEK.get(letter, letter) for letter in plain)
    return frozenset({plain.translate(DRAWN_ALIKE), sp.latex(sp.Symbol(spelled))})


def alike(names) -> tuple[str, str] | None:
    """The first two different names that look the same, or None."""
    seen: dict[str, str] = {}
    for name in names:
        for skeleton in skeletons(name):
            if seen.setdefault(skeleton, name) != name:
                return seen[skeleton], name
    return None


def spelled_out(name: str) -> str:
    """The letters of a name that are not plain Latin ones, by their Unicode names."""
    strange = [f"{letter} is {unicodedata.name(letter, 'unnamed')}" for letter in name if ord(letter) > 127]
    return "; ".join(strange)
