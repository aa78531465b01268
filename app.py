"""maskviz: see what attention masks do. Start it with `make run` or `streamlit run app.py`."""

import streamlit as st

from maskviz.server.front import front
from maskviz.ui.handout import PAPERS
from maskviz.ui.shell import ADDRESSES, ICON, run, warm_up
from maskviz.ui.start import warmed

if st.runtime.exists():
    run()
else:
    app = st.App(
        "app.py", lifespan=warmed(warm_up, ADDRESSES), middleware=front(ICON, ADDRESSES, PAPERS)
    )
