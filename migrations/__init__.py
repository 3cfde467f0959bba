"""The steps of the schema, run by Alembic; shipped inside the wheel."""
