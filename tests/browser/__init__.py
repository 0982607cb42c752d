"""What only a browser can tell: the page as a person meets it, the lessons in JupyterLab."""
