"""Text and files: Markdown, tables for terminals, references, packaged resources, files that are written whole."""
