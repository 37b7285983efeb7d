"""Twilio's side of a call: webhooks in, TwiML out."""
