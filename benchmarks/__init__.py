"""How fast and how right: what is measured, and how the shipped model was trained."""
