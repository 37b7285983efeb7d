"""The office's book, kept warm: most of what a call needs is here before it is asked for."""
