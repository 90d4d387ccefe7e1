"""`verifier bind`: the formulas of a document, which of them have a claim, and which changed since."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.cli import main
from verifier.record import ArticleRecord, ClaimRecord, Record
from verifier.running import documents, quotations
from verifier.running.documents import BadDocument, Equation, read, tokens
from verifier.running.quotations import bind

MARKDOWN = r"""---
title: $$no$$
---
Inline $a+b$ and \(c\), and `$$ code $$`; a price of $5 and of $6.

$$
p_i = e^{x_i}
$$ (softmax)

text $$x = y \tag{2}$$ more
and $$z$$

\[
 q = 1
\]

\begin{align}
a &= b \label{eq:1}\\
  &= c \\[2pt]
d &= \begin{cases} 1 \\ 2 \end{cases}
\end{align}

- item

  $$ list = 1 $$

> $$ quote = 1 $$

```
$$ fenced $$
```
| a | b |
|---|---|
| $$t = 1$$ | |
"""
IN_MARKDOWN = [(7, "p_i = e^{x_i}", ("softmax",)), (10, "x = y", ("2",)), (11, "z", ()), (14, "q = 1", ()),
               (18, "a &= b \\\\\n  &= c", ("eq:1",)), (20, r"d &= \begin{cases} 1 \\ 2 \end{cases}", ()),
               (25, "list = 1", ()), (27, "quote = 1", ()), (34, "t = 1", ())]
LATEX = r"""\documentclass{article}
\begin{document}
Inline $a+b$ and \(c\). % $$ commented $$
\[ p_i = e^{x_i} \]
\begin{equation}\label{eq:one}
  x = y % note
\end{equation}
\begin{align}
a &= b \label{eq:1}\\
  &= c \nonumber \\[2pt]
d &= \begin{cases} 1 \\ 2 \end{cases} \tag{7}\\
f &= g
\end{align}
\begin{theorem} We have $$ z = 1 $$ \begin{itemize}\item \[ w = 2 \]\end{itemize}\end{theorem}
\textbf{bold \[ v = 3 \]}
\begin{verbatim}
$$ code $$
\end{verbatim}
\begin{gather*} u=1 \\ t=2 \end{gather*}
\begin{equation} s = 1 \end{equation}
\end{document}
"""
IN_LATEX = [(4, "p_i = e^{x_i}", ()), (5, "x = y", ("eq:one", "1")), (9, "a &= b \\\\\n  &= c", ("eq:1", "2")),
            (11, r"d &= \begin{cases} 1 \\ 2 \end{cases}", ("7",)), (12, "f &= g", ("3",)), (14, "z = 1", ()), (14, "w = 2", ()),
            (15, "v = 3", ()), (19, "u=1", ()), (19, "t=2", ()), (20, "s = 1", ("4",))]


@pytest.mark.parametrize(("name", "text", "expected"), [("a.md", MARKDOWN, IN_MARKDOWN), ("a.tex", LATEX, IN_LATEX)])
def test_the_displayed_formulas(tmp_path, name, text, expected):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path / name)
    assert [(item.line, item.latex, item.labels) for item in found if item.displayed] == expected
    assert [item.latex for item in found if not item.displayed] == ["a+b", "c"]


def test_equations_are_not_counted_where_sections_number_them(tmp_path):
    (tmp_path / "a.tex").write_text("\\numberwithin{equation}{section}\n\\begin{equation} s = 1 \\end{equation}")
    assert read(tmp_path / "a.tex") == (Equation(2, "s = 1"),)


@pytest.mark.parametrize("text", ["", "$$", "\\begin{align} a", "\\[ a", "$$ $$", "\\end{align}", "}}}{{{$$a$$", "\0"])
@pytest.mark.parametrize("name", ["a.md", "a.tex"])
def test_whatever_is_in_it_a_document_is_read(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    read(tmp_path / name)


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.txt", b"", "expected a document in Markdown or LaTeX"), ("none.md", None, "none.md: No such file"),
    ("a.md", b"\xff\xfe", "can't decode"), ("big.md", b"x" * 20001, "larger than"),
    ("deep.tex", b"{" * 20000, "nested too deeply")])
def test_a_document_that_cannot_be_read(tmp_path, monkeypatch, name, content, words):
    monkeypatch.setattr(documents, "LARGEST", 20000)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadDocument, match=words):
        read(tmp_path / name)


@pytest.mark.parametrize(("one", "other", "same"), [
    (r"x + \frac{1}{x} \geq 2", r"x+\frac1x\ge2", True),
    (r"\left(x_{i}\, + \sqrt{ y }\right)^2.", r"(x_i+\sqrt y)^{2}", True),
    (r"a &= b \\ &= c \label{eq:1}", "a=b=c", True),
    (r"\mathbb{E}\bigl[x\bigr] \tag{3} % note", r"\mathbb E[x]", True),
    ("x^{23}", "x^2 3", False),
    ("a - b", "a + b", False),
    ("x_{ij}", "x_i j", False),
    (r"\leq", "<", False),
    (r"\sin x", r"\sinh x", False),
    ("a < b", r"a \le b", False),
    ("{a}{b}", "ab", True),
    ("x^{{2}}", "x^2", True),
    (r"50\% x", r"50\%", False),
])
def test_what_two_formulas_have_in_common(one, other, same):
    assert (tokens(one) == tokens(other)) == same


EQUATIONS = (Equation(3, r"x+\frac{1}{x}\ge 2", ("1", "eq:first")), Equation(5, "(a+b)^2=a^2+2ab+b^2"),
             Equation(9, "y = f(x) = x^2", ("3.2",)), Equation(11, "s = t", displayed=False))


@pytest.mark.parametrize(("equation", "latex", "line", "changed"), [
    ("(1)", r"x+\frac1x\ge2", 3, False),
    ("eq:first", r"x+\frac1x\ge2", 3, False),
    ("Eq. (1), last step", r"x+\frac1x\ge2", 3, False),
    ("(1)", r"x+\frac1x\ge3", 3, True),
    ("(1)", "", 3, False),
    ("", r"x+\frac1x\ge2", 3, False),
    ("", "f(x)=x^2", 9, False),
    ("equation 3.2", "f(x)=x^2", 9, False),
    ("3.2", "f(x)=x^3", 9, True),
    ("(3.2)", "(a+b)^2=a^2+2ab+b^2", 9, True),  # what the label names is another formula
    ("", "(a-b)^2=a^2-2ab+b^2", 5, True),  # no label: the most alike that has no claim
    ("section 2", "(a+b)^2=a^2+2ab+b^2", 5, False),
    ("", "s=t", None, False),  # within a sentence
    ("", r"\int_0^1 u\,du=\zeta(3)", None, True),  # nowhere
    ("section 4", "", None, False),
])
def test_the_equation_of_a_claim(equation, latex, line, changed):
    found = bind(EQUATIONS, [ClaimRecord(id="a/c", equation=equation, article_latex=latex)])
    where = [bound for bound in found.equations if bound.claims]
    assert [bound.equation.line for bound in where] == ([line] if line else [])
    assert bool(found.lost or any(bound.changed for bound in where)) == changed
    assert found.covered == (1 if line and not changed else 0)
    assert bool(found.unquoted) == bool(line and not latex)


ARTICLE = '''"""An article."""
from sympy import Eq
from verifier.language import *
a, b = real("a b")
square = Claim(name="Square of a sum", says=Eq((a + b)**2, a**2 + 2*a*b + b**2), holds_for=(example(a=1, b=2),),
               proof=therefore(Eq((a + b)**2, a**2 + 2*a*b + b**2), because=arithmetic), latex="(a+b)^2=a^2+2ab+b^2")
article = Article(slug="art", title="T", source=Source("A", 2023, "T"), claims=(square,), document="../posts/art.md")
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivations").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "derivations" / "art.py").write_text(ARTICLE)
    (tmp_path / "posts" / "art.md").write_text("$$(a+b)^2 = a^2 + 2ab + b^2$$\n\n$$c = d$$\n")
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_bind_lists_what_has_a_claim_and_what_has_not(folder):
    for arguments in ((), ("posts/art.md",), ("posts/art.md", "derivations/art.py")):
        result = call("bind", *arguments)
        assert result.exit_code == 0, result.output
        assert result.output == ("posts/art.md: 2 displayed equations, 1 with a claim\n  line 1: art/square\n"
                                 "  line 3: no claim\n      c = d\n")
    assert call("bind", "--complete").exit_code == 1
    (folder / "pyproject.toml").write_text("[tool.verifier]\nderivations = 'derivations'\n")
    (folder / "posts" / "other.md").write_text("$$c = d$$")
    result = call("bind", "posts/other.md")
    assert result.exit_code == 0
    assert "No article names this document" in result.output
    assert call("bind", "posts/none.md").exit_code == 2
    (folder / "derivations" / "art.py").write_text("x = (")
    result = call("bind")
    assert result.exit_code == 2
    assert "left out: derivations/art.py:1: the file is not Python" in result.output


def test_a_changed_equation_makes_the_check_red_and_says_both(folder):
    result = call("check", "--no-lock")
    assert result.exit_code == 0, result.output
    (folder / "posts" / "art.md").write_text("$$(a-b)^2 = a^2 - 2ab + b^2$$\n")
    result = call("bind")
    assert result.exit_code == 1
    assert ("line 1: CHANGED since art/square\n      quoted  (a+b)^2=a^2+2ab+b^2\n"
            "      now     (a-b)^2 = a^2 - 2ab + b^2") in result.output
    result = call("check", "--no-lock")
    assert result.exit_code == 1
    assert "posts/art.md:1 is no longer what the claim quotes" in result.output
    assert "posts/art.md: 0 of 1 displayed equations have a claim, 1 changed since theirs was made" in result.output
    (folder / "posts" / "art.md").unlink()
    result = call("check", "--no-lock")
    assert result.exit_code == 1
    assert "document: posts/art.md: No such file" in result.output


@pytest.mark.parametrize(("text", "names"), [
    ("x = 1", []), ("# a document", []), ('article = Article(document="../a.md")', ["../a.md"]),
    ("article = Article(document=r'b.tex', claims=(Claim(1),))", ["b.tex"])])
def test_the_documents_that_a_derivation_names(tmp_path, text, names):
    (tmp_path / "x.py").write_text(text)
    assert documents.named_by(tmp_path / "x.py") == tuple(tmp_path / name for name in names)


@pytest.mark.parametrize("text", ['Article(document="a" + ".md")', "Article(document=where)", "document = ("])
def test_a_document_that_only_a_run_would_tell(tmp_path, text):
    (tmp_path / "x.py").write_text(text)
    with pytest.raises(BadDocument):
        documents.named_by(tmp_path / "x.py")


def test_the_record_has_the_equations(folder):
    claim = ClaimRecord(id="art/square", article_latex="(a+b)^2=a^2+2ab+b^2")
    record = Record(articles=[ArticleRecord(slug="art", document="posts/art.md", claims=[claim])])
    quotations.attach(record)
    assert record.articles[0].equations == [
        {"line": 1, "labels": [], "latex": "(a+b)^2 = a^2 + 2ab + b^2", "claims": ["art/square"], "changed": []},
        {"line": 3, "labels": [], "latex": "c = d", "claims": [], "changed": []}]
    assert claim.problems == []


def test_a_stranger_names_no_document_outside_the_folder(folder):
    (folder / "posts" / "inner").mkdir()
    for inside, problems in ((None, 0), (folder, 0), (folder / "posts", 0), (folder / "posts" / "inner", 1)):
        record = Record(articles=[ArticleRecord(slug="art", document="posts/art.md")])
        quotations.attach(record, inside)
        assert len(record.articles[0].problems) == problems
        assert bool(record.articles[0].equations) == (not problems)


def test_no_article_names_a_document(folder):
    path = Path("derivations/art.py")
    path.write_text(path.read_text().replace(', document="../posts/art.md"', ""))
    result = call("bind")
    assert result.exit_code == 2
    assert "no article names a document" in result.output


def test_the_page_says_which_equations_have_no_claim(folder):
    (folder / "posts" / "art.md").write_text("$$(a+b)^2 = a^2 + 2ab + b^2$$\n\n\\begin{align}c &= d\\end{align}\n")
    result = call("check", "--no-lock")
    assert result.exit_code == 0, result.output
    assert "posts/art.md: 1 of 2 displayed equations have a claim\n" in result.output
    page = (folder / "build/site/art.html").read_text(encoding="utf-8")
    part = page.split('<details class="coverage')[1].split("</details>")[0]
    assert "1 of 2 displayed equations of posts/art.md have a claim" in part
    assert "line 3" in part
    assert "line 1" not in part
    assert "<mtable" in part
