"""Office hours, holidays, standard times, deadlines."""
