"""The staff's pages: what callers left for them, what the line is doing, and a telephone to try it with."""
