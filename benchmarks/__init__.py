"""What is measured: `python -m benchmarks [SUITE …]`, each suite a module with a function `measure`."""
