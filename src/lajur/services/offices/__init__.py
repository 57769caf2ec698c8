"""Administration of the office: units, positions, holders, lanes, people, numbers.

Every act is one transaction: done once per idempotency key, journalled, refused when what the
administrator saw has changed since.
"""
