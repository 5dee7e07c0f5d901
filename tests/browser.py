"""Pages in a headless Chromium, and axe-core, for tests."""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

DARK = "--blink-settings=preferredColorScheme=0"
AXE = """<script>{script}</script><script>axe.run().then((found) => {{ const out = document.createElement("pre");
out.id = "axe"; out.textContent = JSON.stringify([found.passes.length, found.violations.map((one) =>
[one.id, one.nodes.map((node) => node.html.slice(0, 200))])]); document.body.append(out) }})</script></body>"""


def opener(home):
    """A function that opens a page in Chromium, and returns what the browser writes.

    home: a folder for the page and the browser's profile. The test is skipped if there is no Chromium.
    """
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("CHROMIUM IS MISSING: apt-get install chromium, and this page is looked at")
    first = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={home / 'profile'}"]

    def run(page, *options, hash=""):
        (home / "page.html").write_text(page, "utf-8")
        return subprocess.run(
            [browser, *first, *options, (home / "page.html").as_uri() + hash],
            capture_output=True,
            text=True,
            timeout=90,
            env={**os.environ, "HOME": str(home)},
        ).stdout

    return run


def axe_script():
    """The source of axe-core, of an npm package beside the repository, in the user's home, or a global one."""
    root = pathlib.Path(__file__).parents[1]
    places = [root / "node_modules", pathlib.Path.home() / "node_modules"]
    if npm := shutil.which("npm"):
        places.append(pathlib.Path(subprocess.run([npm, "root", "-g"], capture_output=True, text=True).stdout.strip()))
    for place in places:
        if (place / "axe-core" / "axe.min.js").exists():
            return (place / "axe-core" / "axe.min.js").read_text("utf-8")
    pytest.skip("AXE-CORE IS MISSING: npm install -g axe-core, and the page is checked for accessibility")


def violations(page, chromium, *options):
    """What axe-core finds wrong with a page."""
    with_axe = page.replace("</body>", AXE.format(script=axe_script()))
    dom = chromium(with_axe, "--dump-dom", "--virtual-time-budget=10000", *options)
    passed, found = json.loads(html.unescape(re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)[1]))
    assert passed > 10
    return found
