"""The server's page inside a notebook: a frame that finds its way from where JupyterLab runs."""

HTML = """<iframe id="demo-{port}" title="The page of the {version} server" width="100%"
height="{height}" style="border: 1px solid; background: Canvas; color-scheme: light dark"></iframe>
<script>
(() => {{
  const own = ["localhost", "127.0.0.1"].includes(location.hostname);
  // The same host as JupyterLab's, or the browser keeps the cookies from a frame of another site.
  const near = `http://${{location.hostname}}:{port}/`;
  // On a hub there is no way but through its proxy (jupyter-server-proxy).
  const lab = document.getElementById("jupyter-config-data");
  const base = lab ? JSON.parse(lab.textContent).baseUrl : "/";
  document.getElementById("demo-{port}").src = own ? near : `${{base}}proxy/{port}/`;
}})();
</script>"""


class Page:
    """What a cell shows when it ends in ``server.page()``: the page itself, or its name as text."""

    def __init__(self, version: str, port: int, height: int) -> None:
        """Keep what the frame needs; ``height`` in CSS pixels."""
        self._version, self._port, self._height = version, port, height

    def __repr__(self) -> str:
        return f"<the page of the {self._version} server>"

    def _repr_html_(self) -> str:
        return HTML.format(version=self._version, port=self._port, height=self._height)
