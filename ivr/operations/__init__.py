"""
What callers agreed to, carried out once: recorded before the first request leaves, finished by whatever process is alive.
"""
