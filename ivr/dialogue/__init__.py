"""
Forms, and the one pure step that leads a caller through them.

Pure: no clock, no network, no Flask, no logging.  Nothing in here knows what any dialogue is about.
"""
