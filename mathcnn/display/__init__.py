"""Output: pages for terminals, dictionaries for JSON, files for browsers. Nothing below this package prints."""
