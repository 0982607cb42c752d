"""What lessons, exercises and the start command use around the demo server."""
