"""Twilio's part of a call, for whoever wants to play one: tests, scripts, and people at a keyboard."""
