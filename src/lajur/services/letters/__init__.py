"""Letters and registers: drafting, numbering, issuing; what an office is provided with."""
