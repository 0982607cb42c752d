"""Sphinx's settings for the site. Build it with ``build.py`` beside this file."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "JWT login, step by step"
html_title = project
extensions = [
    "myst_nb",
    *(f"kit_site.{name}" for name in ("links", "tables", "diagrams", "folds", "try_it")),
]

nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "What it shows: predict first, then open"
nb_render_text_lexer = "none"
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]

templates_path = ["templates"]
html_theme = "sphinx_book_theme"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = [("folds.js", {"loading_method": "defer"})]
html_favicon = "../../demo_server/static/icon.svg"
html_context = {"default_mode": "auto"}
html_copy_source = False
html_show_sourcelink = False
html_domain_indices = False
html_use_index = False
html_show_sphinx = False
REPOSITORY = os.environ.get("SITE_REPOSITORY", "").removesuffix("/")
"""Where links to files that are not on the site lead, as https://github.com/OWNER/NAME. Unset,
such a file is named and not linked."""
site_repository = REPOSITORY
html_theme_options = {
    "use_download_button": False,
    "article_header_start": ["toggle-primary-sidebar.html", "try-it.html"],
    "repository_url": REPOSITORY,
    "repository_provider": "github",  # the form of its links
    "use_repository_button": bool(REPOSITORY),
    "search_bar_text": "Search the lessons",
    "navbar_persistent": [],
    "show_navbar_depth": 1,
    "footer_content_items": ["extra-footer.html"],
    "extra_footer": "Code under MIT, text under CC BY 4.0. "
    "The outputs are those that the notebooks store; no cell is run on these pages.",
}
