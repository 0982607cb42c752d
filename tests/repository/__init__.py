"""The repository itself: its settings, its files, its tools."""
