"""What a hostile client sends, as tables: name, what is sent, what must come back."""
