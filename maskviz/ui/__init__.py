"""The Streamlit shell: state, sidebar, and showing things. Nothing is calculated here."""
