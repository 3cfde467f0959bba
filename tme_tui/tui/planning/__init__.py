"""What is planned on the screen: proposals of the planner, and what slips when a date moves."""
