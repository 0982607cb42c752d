"""What the site adds to Sphinx: its sources, links out of it, diagrams, and folded outputs."""
