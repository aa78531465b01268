"""The little CSS that Streamlit's theme does not give; colours come from the theme."""

STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 2.5rem 2rem 3rem; }
[data-testid="stSidebarUserContent"] { padding-bottom: 2rem; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 3rem 0.75rem; } }
.maskviz-numbers { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0;
  padding: 0 !important; }
.maskviz-numbers dt { font-size: 0.75rem; opacity: 0.7; }
.maskviz-numbers dd { margin: 0; font-variant-numeric: tabular-nums; }
.maskviz-bars h4 { font-size: 0.9rem; font-weight: 600; margin: 0 0 0.25rem; padding: 0; }
.maskviz-bars table { border-collapse: collapse; width: 100%; }
.maskviz-bars th { text-align: left; font-weight: 400; white-space: nowrap;
  padding: 1px 0.5rem 1px 0; }
.maskviz-bars td:nth-child(2) { width: 70%; }
.maskviz-bars td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
.maskviz-bars i { display: block; height: 0.7rem; background: currentColor; opacity: 0.35; }
</style>"""
