"""How the database came to be: one file a step, applied by `entente db upgrade`."""
