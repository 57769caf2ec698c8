"""Changing an office's calendar: every change is one act, and moves the deadlines it concerns."""
