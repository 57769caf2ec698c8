"""The SOP language: definition, reader, writer, checks, soundness, fidelity."""
