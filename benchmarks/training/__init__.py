"""How the weights that ship were trained."""
