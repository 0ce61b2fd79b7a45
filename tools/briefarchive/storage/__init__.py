"""What the other packages stand on: processes that share work, and what they note and keep."""
