"""Reminders and escalations: the rules of an office, and telling people when their moment comes."""
