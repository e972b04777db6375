"""minga report: finds the Python package, or says how to get it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from cli_support import run, succeed


@pytest.fixture
def results(small: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out.h5"
    succeed("run", small, "-o", out)
    return out


@pytest.fixture
def fake_package(tmp_path: Path) -> dict[str, str]:
    """An environment in which this Python has a package that only tells how it was called."""
    package = tmp_path / "site" / "minga"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "report.py").write_text(
        "import sys\n"
        "if __name__ == '__main__':\n"
        "    print('|'.join(sys.argv[1:]))\n"
        "    sys.exit(3 if '--fail' in sys.argv else 0)\n"
    )
    return {**os.environ, "MINGA_PYTHON": sys.executable, "PYTHONPATH": str(tmp_path / "site")}


def test_the_python_package_gets_the_arguments(results: Path, fake_package: dict) -> None:
    plain = succeed("report", results, env=fake_package)
    assert plain == f"{results}\n"
    full = succeed(
        "report", results, "-o", "r.html", "--force", "--language", "es", env=fake_package
    )
    assert full == f"{results}|-o|r.html|--force|--language|es\n"


@pytest.mark.parametrize("named", [True, False])
def test_force_replaces_reports_only(
    results: Path, tmp_path: Path, fake_package: dict, named: bool
) -> None:
    """Without -o the report gets the name of the results with .html."""
    page = results.with_suffix(".html")
    out = ["-o", page] if named else []
    for content, code in [
        ('<head>\n<meta name="generator" content="minga"/>', 0),
        ("", 0),
        ("<html>mine</html>", 2),
    ]:
        page.write_text(content)
        result = run("report", results, *out, "--force", env=fake_package)
        assert result.returncode == code, content
        assert ("is not a file that minga wrote" in result.stderr) == (code == 2)
    other = tmp_path / "other.h5"
    other.write_bytes(results.read_bytes())
    assert run("report", results, "-o", other, "--force", env=fake_package).returncode == 2


@pytest.mark.parametrize("option", ["-o", "--output", "--out"])
@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_report_never_replaces_its_results(
    results: Path, tmp_path: Path, fake_package: dict, option: str, more: list[str]
) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(results)
    for out in (results, link):
        result = run("report", results, option, out, *more, env=fake_package)
        assert result.returncode == 2
        assert "is the same file as" in result.stderr


def test_its_exit_code_is_passed_on(results: Path, fake_package: dict) -> None:
    assert run("report", results, "--fail", env=fake_package).returncode == 3


def test_without_the_package_it_says_how_to_install_it(results: Path, tmp_path: Path) -> None:
    """Where the source tree has an environment with the package, there is nothing to test here."""
    bare = tmp_path / "python3"
    bare.write_text("#!/bin/sh\nexit 1\n")
    bare.chmod(0o755)
    environment = {"PATH": str(tmp_path), "MINGA_PYTHON": str(bare)}
    result = run("report", results, "-o", tmp_path / "r.html", env=environment, cwd=tmp_path)
    if result.returncode == 0:
        pytest.skip("the source tree's .venv has the package")
    assert result.returncode == 2
    assert "pip install" in result.stderr
    assert "MINGA_PYTHON" in result.stderr
