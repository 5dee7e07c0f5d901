"""Calls that are refused, by topic: the call and the message."""
