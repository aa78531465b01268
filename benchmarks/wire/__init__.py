"""A browser's side of Streamlit's websocket, spoken by many visitors at once, on loopback only.

tree       what was drawn, as the browser holds it
cache      the messages that the server may send as their hash alone
widgets    what the browser says of a widget
board      the parts of the picture that arrive in one message
dial       how a tab calls the server
screen     what one tab shows and keeps
tab        one tab: sends changes and knows when they are answered
"""
