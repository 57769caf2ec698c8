"""The SOP-AP grid: where each shape stands and how the arrows run."""
