"""What things are: frozen values and the rules that hold between them, without any input or output."""
