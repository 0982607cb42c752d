"""The token bench in a notebook: its page in a frame that can reach nothing, or a sentence."""

from html import escape
from pathlib import Path

FRAGMENT = Path(__file__).with_name("bench.html")
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Token bench</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#ffffff, #16181d); color: light-dark(#1d2129, #e8eaed); }
h1 { margin: 0; padding: 0.5rem 0.75rem 0; font: 600 1.4rem system-ui, sans-serif; }
</style>
</head>
<body>
<main><h1>Token bench</h1>
%s</main>
<script>
const { body } = document;
new ResizeObserver(() => parent.postMessage(body.offsetHeight, "*")).observe(body);
</script>
</body>
</html>
"""
"""Its policy lets it ask no address, not even that of the notebook."""
NO_BENCH = (
    "Here stands the token bench, a page with a script, once you run this cell in JupyterLab. "
    "Where a notebook is only shown, as on GitHub, or is not trusted, no script runs. "
    "In VS Code and on Colab it was not tried."
)
FRAME = """<div>
<style>
.token-bench-frame { display: block; width: 100%%; height: 45rem; border: 0; }
[data-jp-theme-light="true"] .token-bench-frame { color-scheme: light; }
[data-jp-theme-light="false"] .token-bench-frame { color-scheme: dark; }
</style>
<iframe class="token-bench-frame" title="Token bench" sandbox="allow-scripts"
allow="clipboard-write *" srcdoc="%s"></iframe>
<p>%s</p>
<script>
if (!globalThis.tokenBenchesAreHeard) {
  globalThis.tokenBenchesAreHeard = true;
  addEventListener("message", ({ source, data }) => {
    for (const frame of document.querySelectorAll(".token-bench-frame")) {
      if (source !== frame.contentWindow) continue;
      frame.style.height = `${data}px`;
      frame.nextElementSibling.hidden = true;
    }
  });
}
</script>
</div>"""
"""One listener serves every bench of a page: cells are run again, and notebooks closed."""


class Bench:
    """What a cell shows when it ends in ``inspector.bench()``: the page itself, or a sentence."""

    def __repr__(self) -> str:
        return NO_BENCH

    def _repr_html_(self) -> str:
        page = PAGE % FRAGMENT.read_text("ascii")
        return FRAME % (escape(page), escape(NO_BENCH))
