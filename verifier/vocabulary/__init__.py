"""What authors say claims in: symbols, operators, laws of chance, values for examples."""
