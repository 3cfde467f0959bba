"""What the program says: message catalogues and the plural rules of each language."""
