"""
A simulated Open Dental office: its book, its rules and its HTTP interface, for tests and demonstrations.

It imports nothing else of this project, so that no misunderstanding can be shared by both ends of the wire, and
keeps Open Dental's own spelling (AptNum, PatNum) throughout.  README.md beside this file is its manual.
"""
