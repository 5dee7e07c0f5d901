"""python -m docs.site [OUT] [-j N]: generate the pages, and build the site."""

from __future__ import annotations

import argparse
import pathlib
import sys
import time

from sphinx.cmd.build import build_main

from . import pages, staging

CONF = staging.ROOT / "docs"


def main(argv: list[str] | None = None) -> int:
    """Build the site. Returns Sphinx's exit code: 0, or 1 where it warned of something."""
    parser = argparse.ArgumentParser(prog="python -m docs.site", description="Build the reference site.")
    parser.add_argument("out", nargs="?", default="build/site", type=pathlib.Path, help="folder that is written")
    parser.add_argument("-j", "--jobs", default="2", help="processes that read and write pages")
    parser.add_argument("--only", nargs="*", help="generate pages of these formulas alone, to look at a template")
    options = parser.parse_args(argv)
    out = options.out.resolve()
    source = out.with_name(out.name + ".source")
    start = time.monotonic()
    with staging.staged(source) as stage:
        pages.write(stage, only=options.only)
    print(f"{len(stage.written)} pages generated in {time.monotonic() - start:.0f} s", flush=True)
    doctrees = out.with_name(out.name + ".doctrees")
    flags = ["-W", "--keep-going", "-q", "-j", options.jobs, "-c", str(CONF), "-d", str(doctrees)]
    code = build_main(["-b", "html", *flags, str(source), str(out)])
    print(f"{out / 'index.html'}, in {time.monotonic() - start:.0f} s in all")
    return code


if __name__ == "__main__":
    sys.exit(main())
