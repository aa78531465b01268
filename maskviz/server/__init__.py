"""What protects one process: whose run is next, which messages are obeyed, what memory is kept.

And what it sends: files compressed once, the scripts of a component as one, the first page.
"""
