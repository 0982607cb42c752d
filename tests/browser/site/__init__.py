"""The site as a reader gets it: built once, looked at in Chromium and as files."""
