"""Notices leave the house: composed with what they tell of, sent later, at least once."""
