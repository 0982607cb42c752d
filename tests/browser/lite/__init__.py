"""The lessons in JupyterLite, whose Python runs in the page."""
