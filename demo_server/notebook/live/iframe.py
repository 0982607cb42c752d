"""The server's page in a frame inside a notebook: the settings that allow it, and the way to it.

Where the notebook is shown by a Jupyter on the browser's own machine, or by another program, the
way is the server's own address; else it is the jupyter-server-proxy of that Jupyter.
"""

import os

FRAME_ANCESTORS = "'self' http://localhost:* http://127.0.0.1:*"
"""Who may show the hardened page in a frame: its own origin, as on a hub, and a Jupyter here."""


def notebook_settings(version: str, framed: bool) -> dict[str, object]:
    """Return the settings that let a notebook's browser reach a server, and frame it if ``framed``.

    On a JupyterHub, known by JUPYTERHUB_SERVICE_PREFIX, its visitors come through one proxy that
    names them. There a framed server answers to every host name: the hub's own is not told to a
    kernel (JUPYTERHUB_HOST and JUPYTERHUB_PUBLIC_URL are empty unless somebody set them), and a
    stranger's name that leads to the hub (DNS rebinding) gets as far as its login page, since a
    browser sends the hub's cookie to the hub's own name only. (A browser that runs on the hub's
    machine needs no hub to reach the server, and is not kept out.)
    """
    on_hub = "JUPYTERHUB_SERVICE_PREFIX" in os.environ
    settings: dict[str, object] = {"PROXIES": 1} if on_hub else {}
    if framed and version == "hardened":  # anyone may frame the published page
        settings["FRAME_ANCESTORS"] = FRAME_ANCESTORS
        if on_hub:
            settings["TRUSTED_HOSTS"] = None
    return settings


HTML = """<div>
<iframe title="The page of the {version} server" width="100%" height="{height}"
style="border: 1px solid; background: Canvas; color-scheme: light dark"></iframe>
<p>The page's address:
<a href="http://127.0.0.1:{port}/" target="_blank">http://127.0.0.1:{port}/</a><br>
If the frame stays empty or forgets that you signed in, open this address in a new tab.
If the notebook runs on another machine, that one needs jupyter-server-proxy: see the README.</p>
<script>
(() => {{
  const [frame, text] = document.currentScript.parentElement.children;
  const link = text.firstElementChild;
  const jupyter = document.getElementById("jupyter-config-data");
  const base = jupyter && JSON.parse(jupyter.textContent).baseUrl;
  // The same host as Jupyter's, or the browser keeps the cookies from a frame of another site.
  if (location.hostname === "localhost") link.hostname = "localhost";
  else if (base && !["127.0.0.1", "[::1]"].includes(location.hostname))
    link.href = `${{base}}proxy/${{link.port}}/`;
  frame.src = link.textContent = link.href;
  // JupyterLab's theme, which its page need not share with the system.
  const follow = () => {{
    const light = document.body.dataset.jpThemeLight;
    if (light) frame.style.colorScheme = light === "true" ? "light" : "dark";
  }};
  follow();
  new MutationObserver(follow).observe(document.body, {{attributeFilter: ["data-jp-theme-light"]}});
}})();
</script>
</div>"""


class Page:
    """What a cell shows when it ends in ``server.page()``: the page itself, or its name as text."""

    def __init__(self, version: str, port: int, height: int) -> None:
        """Keep what the frame needs; ``height`` in CSS pixels."""
        self._version, self._port, self._height = version, port, height

    def __repr__(self) -> str:
        return f"<the page of the {self._version} server>"

    def _repr_html_(self) -> str:
        return HTML.format(version=self._version, port=self._port, height=self._height)
