"""What the builds of the site and of the browser edition share."""
