"""How well quotations are found and attributed, measured on gold that people labelled."""
