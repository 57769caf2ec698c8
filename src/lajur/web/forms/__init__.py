"""Forms: what people type, checked kindly."""
