"""What tests share, and the plugins of pytest that pyproject.toml names."""
