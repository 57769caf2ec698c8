"""What the pages of administration show. Read inside the scope of a government."""
