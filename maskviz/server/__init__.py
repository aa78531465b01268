"""What protects one process: whose run is next, which messages are obeyed, what memory is kept."""
