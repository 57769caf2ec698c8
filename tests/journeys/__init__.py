"""Whole SOPs, from the applicant's form to their end, through the pages in a real browser."""
