"""What only a real server can show: raw bytes, floods, races, a database in trouble, a kill."""
