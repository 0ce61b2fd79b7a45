"""What one does with the project, session by session. `tools/bootstrap.py` runs it in `.venv`."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nox

import bootstrap

# One environment for all, made from the lock by `tools/bootstrap.py`: what is tested is what is built with.
nox.options.default_venv_backend = "none"
nox.options.sessions = ["tests", "lint", "html"]
# Many a test starts a Python, which would compile all of our code anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))

SITE = Path("build/html")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SCRIPTS = (
    *("noxfile.py", "tools/bootstrap.py", "tools/messages.py", "tests/benchmarks"),
    *("tools/changed_pages.py", "tools/preview_comment.py"),
    *("tools/make_characters.py", "tools/make_fonts.py"),
)


@nox.session
def html(session: nox.Session) -> None:
    """Build the site into build/html."""
    session.run("briefs", "build", "--strict", "--pdf", "-o", str(SITE), *session.posargs)
    session.log(f"The site's first page is {SITE / 'index.html'}. To read it as a web site, run")
    session.log(f"    python3 -m http.server --bind 127.0.0.1 -d {SITE} 8000")
    session.log("and open http://127.0.0.1:8000/")


@nox.session
def pdf(session: nox.Session) -> None:
    """Make the PDFs of all briefs in build/pdf, or of what is asked for: `-- --volume year:2014`."""
    session.run("briefs", "pdf", *(session.posargs or ("--all",)))


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests; what they need from the system is found or installed first."""
    from briefarchive.storage.executor import processors  # here, since no other session needs our code to be sound

    # One more than there are processors: who waits for the browser or for another program leaves one to it.
    session.run("pytest", "-n", str(processors() + 1), "--dist", "worksteal", *session.posargs, env=browser(session))


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests of readers, rules, views and formats: they build no site and open no browser."""
    names = ("model", "bibtex", "reading", "checking", "facets", "exporting", "storage")
    options = ("-n", "auto", "--dist", "worksteal", "-q", "--hypothesis-profile", "quick", "-m", "not slow")
    session.run("pytest", *options, *(session.posargs or (f"tests/{name}" for name in names)))


@nox.session
def lint(session: nox.Session) -> None:
    """Check form, types, which package imports from which, and the workflows."""
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("mypy", *SCRIPTS)
    session.run("lint-imports")
    session.run("zizmor", "--offline", "--quiet", "--min-severity", "low", ".github")
    session.run("actionlint", *map(str, sorted(Path(".github/workflows").glob("*.yml"))))


@nox.session
def messages(session: nox.Session) -> None:
    """Bring the catalogues of the interface's texts up to date with the code, and say what they lack."""
    session.run("python", "tools/messages.py")


@nox.session
def fonts(session: nox.Session) -> None:
    """Make the site's fonts anew, after an upgrade of the packages that they come from."""
    session.run("python", "tools/make_fonts.py")


@nox.session
def check(session: nox.Session) -> None:
    """Check the archive's briefs, sources and vocabularies."""
    session.run("briefs", "check", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site, which follows each change of a file."""
    session.run("briefs", "serve", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure our builds, and bare Sphinx, on generated texts."""
    session.run("python", "-m", "tests.benchmarks.bench", *session.posargs)


@nox.session
def look(session: nox.Session) -> None:
    """Take pictures of the built site at four widths, light and dark: build/look."""
    session.run("python", "-m", "tests.look", *session.posargs, env=browser(session))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Change hostile inputs and look for harm, then grow others and look for costs; `-- --help` says more."""
    parser = argparse.ArgumentParser("nox -s fuzz --")
    parser.add_argument("--seconds", default="300", help="how long inputs are changed (tests/security/fuzz.py)")
    parser.add_argument("--growth", default="600", help="how long inputs are grown (tests/security/blowups.py)")
    options = parser.parse_args(session.posargs)
    for module, seconds in (("fuzz", options.seconds), ("blowups", options.growth)):
        if seconds != "0":
            session.run("python", "-m", f"tests.security.{module}", "--seconds", seconds)


@nox.session
def sbom(session: nox.Session) -> None:
    """Write the bill of materials of the lock to build/sbom.cdx.json (CycloneDX)."""
    Path("build").mkdir(exist_ok=True)
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--output-file", "build/sbom.cdx.json")
    session.run("cyclonedx-py", "requirements", *options, "requirements.lock")


@nox.session
def audit(session: nox.Session) -> None:
    """Ask PyPI whether a vulnerability is known of a package of the lock, as this system would install it."""
    # Strict, since otherwise a package of which the service says nothing counts as one without a fault.
    options = ("--strict", "--progress-spinner", "off", "--require-hashes", "--disable-pip")
    session.log("“Not found” or a failed connection is no verdict: then run this where pypi.org answers, as CI does.")
    session.run("pip-audit", *options, "--requirement", "requirements.lock", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Bring requirements.lock in line with pyproject.toml; `-- --upgrade` takes the newest versions."""
    session.run(
        *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"),
        *("--all-extras", "--group", "dev", "--output-file", "requirements.lock"),
        *(*session.posargs, "pyproject.toml"),
        env={"UV_CUSTOM_COMPILE_COMMAND": "python3 tools/bootstrap.py lock"},
    )


def browser(session: nox.Session) -> dict[str, str]:
    """Where Chromium and its driver are; they, a Chinese font and Node.js are installed if they are not there."""
    wanted: dict[str, Callable[[], object]] = {
        "chromium": lambda: find("CHROMIUM", *CHROMIUM),
        "chromium-driver": lambda: find("CHROMEDRIVER", "chromedriver"),
        "fontconfig": lambda: sys.platform != "linux" or shutil.which("fc-list"),
        "fonts-noto-cjk": chinese_font,
        "nodejs": lambda: shutil.which("node"),
    }
    otherwise = "Without apt, let the variables CHROMIUM and CHROMEDRIVER name the two programs."
    try:
        bootstrap.install_debian_packages([name for name, found in wanted.items() if not found()], otherwise=otherwise)
    except bootstrap.PackagesMissingError as error:
        session.error(f"The tests open the site's pages in a browser. {error}".removesuffix("."))
    return {"CHROMIUM": find("CHROMIUM", *CHROMIUM), "CHROMEDRIVER": find("CHROMEDRIVER", "chromedriver")}


def find(variable: str, *programs: str) -> str:
    """The path of a program: what the environment's *variable* names, else the first of *programs*."""
    named = os.environ.get(variable)
    paths = (shutil.which(program) for program in ([named] if named else programs))
    return next((path for path in paths if path), "")


def chinese_font() -> bool:
    """Whether Chinese text will be drawn; other systems than Linux bring a font for it."""
    if sys.platform != "linux":
        return True
    lister = shutil.which("fc-list")
    return bool(lister and subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False).stdout)
