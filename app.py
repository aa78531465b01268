"""maskviz: see what attention masks do. Start it with `make run` or `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from maskviz.server.compressed import Compressed
from maskviz.server.moved import Moved
from maskviz.ui.shell import run, warm_up
from maskviz.ui.start import warmed

if st.runtime.exists():
    run()
else:
    moved = Middleware(Moved, base=st.get_option("server.baseUrlPath"))
    app = st.App("app.py", lifespan=warmed(warm_up), middleware=[moved, Middleware(Compressed)])
