"""A page that some of its states end, for the walk to find."""

import streamlit as st

value = st.slider("Slider", 0, 9, 3, key="slider")
word = st.selectbox("Word", ["fine", "empty"], key="word")
if value > 6:
    raise ValueError(f"{value} is too much")
if word == "empty":
    st.session_state.clear()
st.markdown(word)
