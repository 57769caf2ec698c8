"""F2: writes. One use case, one function, one transaction."""
