"""Plain HTML pages: no script, no request to any other server."""
