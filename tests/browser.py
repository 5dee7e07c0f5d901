"""A headless Chromium and axe-core, for tests: a page opened once by the command line, or a tab driven through a pipe
by the DevTools protocol, which tells what a page logs, asks for, and holds."""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

import pytest

CONSOLE = ("error", "warning", "assert")  # of the messages on the console, those that should not be there
LOCAL = ("file:", "data:", "blob:", "about:")
DARK = "--blink-settings=preferredColorScheme=0"
AXE = """<script>{script}</script><script>axe.run().then((found) => {{ const out = document.createElement("pre");
out.id = "axe"; out.textContent = JSON.stringify([found.passes.length, found.violations.map((one) =>
[one.id, one.nodes.map((node) => node.html.slice(0, 200))])]); document.body.append(out) }})</script></body>"""


def axe_script():
    """The source of axe-core, of an npm package beside the repository, in the user's home, or a global one."""
    root = pathlib.Path(__file__).parents[1]
    places = [root / "node_modules", pathlib.Path.home() / "node_modules"]
    if npm := shutil.which("npm"):
        places.append(pathlib.Path(subprocess.run([npm, "root", "-g"], capture_output=True, text=True).stdout.strip()))
    for place in places:
        if (place / "axe-core" / "axe.min.js").exists():
            return (place / "axe-core" / "axe.min.js").read_text("utf-8")
    pytest.skip("AXE-CORE IS MISSING: npm install -g axe-core, and pages are checked for accessibility")


def chromium_command():
    """The path of Chromium; the test is skipped if there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("CHROMIUM IS MISSING: apt-get install chromium, and pages are looked at")
    return found


def opener(home):
    """A function that opens a page in Chromium, and returns what the browser writes.

    home: a folder for the page and the browser's profile. The test is skipped if there is no Chromium.
    """
    browser = chromium_command()
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


def violations(page, chromium, *options):
    """What axe-core finds wrong with a page."""
    with_axe = page.replace("</body>", AXE.format(script=axe_script()))
    dom = chromium(with_axe, "--dump-dom", "--virtual-time-budget=10000", *options)
    passed, found = json.loads(html.unescape(re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)[1]))
    assert passed > 10
    return found


class Browser:
    """One tab. `open` loads a page; `said` and `asked` are what it logged and requested since."""

    def __init__(self, home):
        found = chromium_command()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
            "--disable-background-networking", "--no-first-run", f"--user-data-dir={home / 'profile'}",
        ]  # fmt: skip
        # Chromium reads its commands from descriptor 3 and answers on 4.
        command = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, "bash", found, *options],
            pass_fds=(to_read, to_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )
        os.close(to_read)
        os.close(to_write)
        self.count, self.rest, self.session = 0, b"", None
        self.events, self.said, self.asked = [], [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        """End the browser."""
        self.session = None
        self.call("Browser.close")
        self.process.wait(30)
        os.close(self.to)
        os.close(self.back)

    def call(self, method, **params):
        """The result of a command. Raises AssertionError if it is refused."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data) :]
        while True:
            answer = self.next()
            if answer.get("id") == self.count:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.note(answer)

    def next(self):
        """The next message."""
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 20)
            assert more, "the browser ended"
            self.rest += more
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)

    def note(self, message):
        """Keep what a page logs and asks for."""
        method, params = message.get("method", ""), message.get("params", {})
        self.events.append(method)
        if method == "Runtime.consoleAPICalled" and params["type"] in CONSOLE:
            self.said.append(" ".join(str(one.get("value", one.get("description"))) for one in params["args"]))
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.said.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in CONSOLE:
            self.said.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(LOCAL):
            self.asked.append(params["request"]["url"])

    def open(self, url):
        """Load a page, and wait until it and what it asks for are there."""
        self.events, self.said, self.asked = [], [], []
        self.call("Page.navigate", url=url)
        while "Page.loadEventFired" not in self.events:
            self.note(self.next())

    def value(self, script, wait=False):
        """The value of JavaScript in the page, as data; `wait`: of the promise that it is."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=wait)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, script, seconds=20):
        """Wait until JavaScript in the page is true, and return it."""
        end = time.monotonic() + seconds
        while not (found := self.value(script)):
            assert time.monotonic() < end, script
            time.sleep(0.05)
        return found

    def look(self, width, dark, height=900):
        """Pages from now on are so wide, and light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.call("Emulation.setEmulatedMedia", features=scheme)

    def violations(self, axe):
        """What axe-core finds serious or critical: the rule, and the elements."""
        self.value(axe + ";0")
        found = self.value("axe.run().then((found) => JSON.stringify(found.violations))", wait=True)
        return [
            (one["id"], [node["html"][:200] for node in one["nodes"]][:5])
            for one in json.loads(found)
            if one["impact"] in ("serious", "critical")
        ]
