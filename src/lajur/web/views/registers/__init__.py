"""Pages of the registers of letters: reading, keeping, printing, settling."""
