"""Faults on purpose: processes killed, answers lost, everybody pressing at once."""
