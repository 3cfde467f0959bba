"""What everything on the screen is drawn with: cells, signs, themes, styles, and the ground under views."""
