"""The demo server behind real proxies: jupyter-server-proxy, and a whole JupyterHub."""
