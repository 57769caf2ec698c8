"""Random walks through procedures, to prove the laws of the engine."""
