"""Arrays to plotly figures: the only place with plotly and its colours."""
