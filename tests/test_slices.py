"""What of a derivation a claim rests on: each edit changes the keys of the claims that it concerns, and of no others."""

import pytest

from verifier.running.discovery import load
from verifier.running.slices import keys_of

NOTATION = '''"""Symbols."""
from verifier.language import *

n = natural("n")  # the length
m = natural("m")
large = given("n is large", n > 3)
'''
EXPERIMENTS = '''"""Experiments."""
import numpy as np
from verifier.language import Measurement


def close(value):
    return Measurement("sum", value, value, 1e-9)


def measure_sum():
    return (close(np.ones(4).sum()),)


def measure_other():
    return ()
'''
ARTICLE = '''"""An article."""
from sympy import Eq
from .experiments import measure_sum
from .notation import *

twice = n + n
base = Claim(name="base", says=Eq(twice, 2*n, evaluate=False), proof=therefore(Eq(n, n, evaluate=False), because=(arithmetic,)),
             measured_by=measure_sum)
top = Claim(name="top", says=Eq(4*n, 2*n + 2*n, evaluate=False), given=(large,),
            proof=therefore(Eq(n, n, evaluate=False), because=(base,)))
alone = Claim(name="alone", says=Eq(m + m, 2*m, evaluate=False), note="a word")

article = Article(slug="art", title="T", source=None, claims=(base, top, alone))
'''
ALL = {"base", "top", "alone"}
EDITS = (  # (file, what is replaced, by what, the claims whose keys change)
    ("article", "# nothing", "", set()),
    ("article", '"""An article."""', '"""An article.\n\nOf more words."""\n# and a remark\n', set()),
    ("article", "says=Eq(twice", "says =  Eq(twice", set()),
    ("article", "says=Eq(m + m", "says=Eq(2*m + m", {"alone"}),
    ("article", "twice = n + n", "twice = n + n + 0*n", {"base", "top"}),
    ("article", "Eq(n, n, evaluate=False), because=(arithmetic,)", "Eq(m, m, evaluate=False), because=(arithmetic,)", {"base"}),
    ("article", "Eq(twice, 2*n,", "Eq(twice, 2*n + 0,", {"base", "top"}),
    ("article", "measured_by=measure_sum", "note='a word'", {"base"}),
    ("article", "because=(base,)", "because=(large,)", {"top"}),
    ("article", "claims=(base, top, alone)", "claims=(alone, top, base)", set()),
    ("article", 'slug="art"', 'slug="other"', ALL),
    ("article", 'title="T"', 'title="another"', set()),
    ("article", "alone = Claim(", "copied = base.measured_by\nalone = Claim(measured_by=copied, ", {"alone"}),
    ("article", "from sympy import Eq", "from sympy import Eq, exp", ALL),
    ("article", "from sympy import Eq", "import mpmath\nfrom sympy import Eq\nmpmath.mp.dps = 7", ALL),
    ("notation", "# the length", "# the width", set()),
    ("notation", "n > 3", "n > 4", {"top"}),
    ("notation", "n is large", "n is rather large", {"top"}),
    ("notation", 'n = natural("n")', 'n = whole("n")', {"base", "top"}),
    ("notation", "large = given", "big = large = given", {"top"}),
    ("notation", 'm = natural("m")', 'm = natural("m")\nextra = natural("extra")', set()),
    ("experiments", "np.ones(4)", "np.ones(5)", {"base"}),
    ("experiments", "1e-9", "1e-8", {"base"}),
    ("experiments", "return ()", "return (1,)", set()),
)


def keys(folder, **changed):
    """The keys of the article as it stands, or with some files in other words."""
    for name, text in {"notation": NOTATION, "experiments": EXPERIMENTS, "article": ARTICLE, **changed}.items():
        (folder / f"{name}.py").write_text(text)
    return keys_of(load(folder / "article.py").article)


@pytest.mark.parametrize(("file", "before", "after", "concerned"), EDITS)
def test_an_edit_concerns_these_claims(tmp_path, file, before, after, concerned):
    text = {"notation": NOTATION, "experiments": EXPERIMENTS, "article": ARTICLE + "# nothing"}[file]
    assert text.count(before) == 1
    first, second = keys(tmp_path, article=ARTICLE + "# nothing"), keys(tmp_path, **{file: text.replace(before, after)})
    assert {name for name in ALL if first[name] != second[name]} == concerned


@pytest.mark.parametrize("hidden", ["value = getattr(base, 'says')", "import dataclasses", "from . import notation",
                                    "def late():\n    from .notation import m\n    return m"])
def test_a_file_that_reaches_for_names_by_text_is_taken_whole(tmp_path, hidden):
    text = ARTICLE.replace("alone = Claim", f"{hidden}\nalone = Claim")
    first, second = keys(tmp_path, article=text), keys(tmp_path, article=text.replace("twice = n + n", "twice = n + n + 0*n"))
    assert {name for name in ALL if first[name] != second[name]} == ALL
