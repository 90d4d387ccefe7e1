"""`verifier new` and `verifier init`: what they write verifies at once, and nothing that is there is lost."""

import ast
import subprocess
import tomllib

import pytest
import yaml
from click.testing import CliRunner
from test_architecture import not_data

from verifier import __version__
from verifier.cli import main
from verifier.running import lock, scaffold
from verifier.running.runner import run


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(("name", "title", "slug", "file"), [
    ("lottery_tickets", "Lottery tickets", "lottery-tickets", "lottery_tickets.py"),
    ('Why "q.k" has variance d', 'Why "q.k" has variance d', "why-q-k-has-variance-d", "why_q_k_has_variance_d.py"),
    ("Jensen's inequality", "Jensen's inequality", "jensens-inequality", "jensens_inequality.py"),
    ("  Schrödinger's   équation ", "Schrödinger's équation", "schrodingers-equation", "schrodingers_equation.py"),
    ("two\nlines", "two lines", "two-lines", "two_lines.py"),
    ("熵 entropy", "熵 entropy", "entropy", "entropy.py"),
    ('"""); import os $slug ${year}', '"""); import os $slug ${year}', "import-os-slug-year", "import_os_slug_year.py"),
])
def test_what_a_name_gives(name, title, slug, file, folder):
    found = scaffold.named(name)
    assert (found.title, found.slug, found.file) == (title, slug, file)
    source = scaffold.write_article(found, folder).read_text(encoding="utf-8")
    assert list(not_data(source)) == []
    words = ast.parse(source).body[-1].value.keywords
    said = {word.arg: ast.literal_eval(word.value) for word in words if word.arg in ("slug", "title")}
    assert said == {"slug": slug, "title": title}


@pytest.mark.parametrize("name", ["", "   ", "../../evil", "/etc/passwd", "a/b", "a\\b", "a\0b", "a\x1b[31mb", "\u202eevil",
                                  "!!!", "熵", "x" * 101, "index", "Graph"])
def test_hostile_names_are_refused(name, folder):
    result = call("new", "--", name)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert not list(folder.rglob("*"))


@pytest.mark.parametrize("slug", ["../x", "A", "a b", "a_b", "index"])
def test_hostile_ids_are_refused(slug, folder):
    assert call("new", "a name", "--slug", slug).exit_code == 2
    assert not list(folder.rglob("*"))


def test_new_overwrites_nothing(folder):
    assert call("new", "an article").exit_code == 0
    path = folder / "derivations" / "an_article.py"
    path.write_text("mine")
    result = call("new", "An article!")
    assert result.exit_code == 2
    assert "such a file already" in result.output
    assert path.read_text() == "mine"
    (folder / "derivations" / "whole").mkdir()
    assert "an article of that name already" in call("new", "whole").output
    (folder / "derivations" / "link.py").symlink_to(folder / "elsewhere.py")
    assert call("new", "link").exit_code == 2
    assert not (folder / "elsewhere.py").exists()


def test_init_gives_a_repository_that_checks(folder):
    result = call("init", "mine")
    assert result.exit_code == 0, result.output
    assert "my-first-claim/at-least-two: PROVED" in result.output
    there = folder / "mine"
    assert {str(path.relative_to(there)) for path in there.rglob("*") if path.is_file() and "build" not in path.parts} == {
        "pyproject.toml", ".gitignore", ".github/workflows/verify.yml", "derivations/my_first_claim.py", "claims.lock"}
    assert lock.read(there / "claims.lock").claims["my-first-claim/at-least-two"].fully_proved
    workflow = yaml.safe_load((there / ".github/workflows/verify.yml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["verify"]["steps"] if "run" in step]
    assert steps == [f"pip install derivation-verifier=={__version__}", "verifier check"]
    claim = run([there / "derivations"]).articles[0].claims[0]
    assert claim.fully_proved and claim.mutation_score == 1 and not claim.problems
    before = {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}
    again = call("init", "mine")
    assert again.exit_code == 0
    assert again.output.count("kept") == 5
    assert before == {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}


def test_init_in_a_repository_loses_nothing(folder):
    subprocess.run(["git", "init", "-q"], check=True)
    (folder / "pyproject.toml").write_text('[project]\nname = "mine"\n# the end')
    (folder / ".gitignore").write_text("*.log\n/build/")
    (folder / ".github" / "workflows").mkdir(parents=True)
    (folder / ".github" / "workflows" / "verify.yml").write_text("name: ours\n")
    (folder / "derivations").mkdir()
    (folder / "derivations" / "ours.py").write_text("x = 1\n")
    result = call("init")
    assert result.exit_code == 0, result.output
    assert "`verifier lock`" in result.output
    text = (folder / "pyproject.toml").read_text()
    assert text.startswith('[project]\nname = "mine"\n# the end\n')
    assert tomllib.loads(text)["tool"]["verifier"]["lock"] == "claims.lock"
    assert (folder / ".gitignore").read_text() == "*.log\n/build/\n\n__pycache__/\n.venv/\n"
    assert (folder / ".github/workflows/verify.yml").read_text() == "name: ours\n"
    assert [path.name for path in (folder / "derivations").iterdir()] == ["ours.py"]
    assert not (folder / "claims.lock").exists()


@pytest.mark.parametrize(("text", "words"), [("[tool.verifier]\nlok = 'x'\n", "unknown key 'lok'"), ("[tool", "not TOML")])
def test_init_stops_before_it_writes_where_the_settings_are_wrong(folder, text, words):
    (folder / "sub").mkdir()
    (folder / "sub" / "pyproject.toml").write_text(text)
    result = call("init", "sub")
    assert result.exit_code == 1
    assert words in result.output
    assert [path.name for path in (folder / "sub").iterdir()] == ["pyproject.toml"]


def test_init_follows_the_settings_that_are_there(folder):
    (folder / "pyproject.toml").write_text("[tool.verifier]\nderivations = ['proofs']\nlock = 'my.lock'\n")
    assert call("init").exit_code == 0
    assert (folder / "proofs" / "my_first_claim.py").exists()
    assert (folder / "my.lock").exists()
    assert not (folder / "derivations").exists()
