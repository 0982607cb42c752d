"""Everything that keeps the lessons, the server and the exercises true."""
