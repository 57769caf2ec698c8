"""Administration: units, positions, holders, lanes, people, numbers, domain names."""
