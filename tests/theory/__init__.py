"""Theory: every number of the literature, checked again by brute force."""
