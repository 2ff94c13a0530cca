"""The store: the only place that imports SQLAlchemy."""
