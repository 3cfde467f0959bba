"""What people type: quick-add, dates, durations and queries, read into values of the model."""
