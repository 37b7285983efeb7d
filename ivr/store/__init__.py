"""What outlives a process: calls, replies, look-ups, operations and staff tasks.  SQLAlchemy Core on SQLite or PostgreSQL."""
