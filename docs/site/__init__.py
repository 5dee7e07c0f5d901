"""The site: the Markdown of this repository, and pages that are generated from what runs.

    python -m docs.site            # writes build/site; open build/site/index.html
    python -m docs.site OUT -j 2

The generator is not part of the package `mathcnn`: it needs Sphinx and the figures, and only who writes the site runs
it. It reads what the library knows (catalogue, ledger, museum, audit, figures and their records), and states nothing
itself.

staging.py      a folder that has the repository's pages at their own paths, so that links between them work both there
                and here, and the generated pages beside them
pages/          one module a kind of page
templates/      how these pages are laid out
extension.py    what Sphinx is taught: roles such as {formula}`layers.conv`, mathematics as MathML, pictures for light
                and dark
"""
