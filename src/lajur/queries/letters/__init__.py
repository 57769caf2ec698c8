"""Letters as their readers see them, and what a draft begins with."""
