"""
Setting a line up: what is wrong and what to do about it, a first practice file, and the number at Twilio.

Nothing here is asked during a call, and nothing that is printed comes from a chart.
"""
