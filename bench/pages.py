"""``python -m bench.pages``: what Lighthouse says of the home page, a feed's and an item's, served from the samples.

Needs Chromium and Node.js 22 or newer (``.venv`` has one where ``./check`` found none); the first run installs
Lighthouse in bench/lighthouse. Run it on a machine with nothing else to do: it measures time.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bench.site import ROOT

FOLDER = Path(__file__).parent / "lighthouse"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What is judged, and the least that we want of each."""
FEED = "/topics/mining"
FLAGS = "--headless=new --no-sandbox"
_PATIENCE_SECONDS = 120

Report = dict[str, Any]


@click.command(help="Let Lighthouse judge the home page, a feed's page and an item's; exits with 1 below the aims.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="The best of so many counts.")
def main(rounds: int) -> None:
    node, chromium = _find("node"), _find("chromium", "chromium-browser", "google-chrome")
    install()
    misses = 0
    with tempfile.TemporaryDirectory(prefix="syndication-pages-") as folder, serving(Path(folder)) as base:
        for name, address in {"home": f"{base}/", "feed": base + FEED, "item": newest_item(base)}.items():
            report = max((judge(node, chromium, address) for _ in range(rounds)), key=scores_sum)
            scores = scores_of(report)
            misses += sum(scores[category] < least for category, least in CATEGORIES.items())
            click.echo("  ".join([f"{name:5}", *(f"{category} {score}" for category, score in scores.items())]))
            for failed in failed_audits(report):
                click.echo(f"       {failed}")
    sys.exit(min(misses, 1))


def install() -> None:
    """Put Lighthouse into its folder, exactly as locked, where it is not there yet."""
    if not (FOLDER / "node_modules" / "lighthouse").is_dir():
        subprocess.run([_find("npm"), "ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)  # noqa: S603


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The base address of a service with the samples, all of it published."""
    shutil.copytree(ROOT / "config", folder / "config")
    shutil.copytree(ROOT / "samples" / "bulletins", folder / "inbox")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    variables = {"SYNDICATION_SITE_BASE_URL": base, "SYNDICATION_INBOX_SETTLE_SECONDS": "0"}
    command = [sys.executable, "-m", "syndication", "--config", str(folder / "config")]
    environment = os.environ | variables
    subprocess.run([*command, "ingest"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    start = [*command, "serve", "--port", str(port)]
    process = subprocess.Popen(start, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(f"{base}/all.json")
        yield base
    finally:
        process.terminate()
        process.wait()


def newest_item(base: str) -> str:
    """The address of the newest item's page."""
    with urllib.request.urlopen(f"{base}/all.json") as reply:  # noqa: S310 (the address is ours)
        return str(json.load(reply)["items"][0]["_syndication"]["page"])


def judge(node: str, chromium: str, address: str) -> Report:
    """Lighthouse's report of a page, on a phone with a slow connection as it simulates them."""
    command = [node, "node_modules/lighthouse/cli/index.js", address, "--quiet", "--output=json"]
    environment = os.environ | {"CHROME_PATH": chromium}
    run = subprocess.run(  # noqa: S603
        [*command, f"--chrome-flags={FLAGS}"], cwd=FOLDER, env=environment, check=False, capture_output=True, text=True
    )
    if run.returncode:
        raise click.ClickException(f"Lighthouse could not judge {address}: {run.stderr.strip()}")
    report: Report = json.loads(run.stdout)
    return report


def scores_of(report: Report) -> dict[str, int]:
    """Category to points of a hundred."""
    return {category: round(100 * (report["categories"][category]["score"] or 0)) for category in CATEGORIES}


def scores_sum(report: Report) -> int:
    return sum(scores_of(report).values())


def failed_audits(report: Report) -> Iterator[str]:
    """What costs points, in Lighthouse's words."""
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()


def _find(*names: str) -> str:
    beside = str(Path(sys.executable).parent)
    for name in names:
        if found := shutil.which(name, path=beside) or shutil.which(name):
            return found
    raise click.ClickException(f"expected {names[0]}, found none; install it and run this again")


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (the address is ours)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()
