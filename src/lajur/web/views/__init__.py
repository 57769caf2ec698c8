"""One module per room. A view reads the request, makes one call, answers."""
