"""The page of its own is saved from the playground and opened without it."""

from playwright.sync_api import expect

from tests.standalone.opened import drawn, from_disk


def test_what_is_seen_is_saved_and_opens_from_disk(app, open_window, tmp_path):
    page = app.page
    page.goto("/playground?mask=sliding_window&text=The+cat+sat+on+the+mat&hide=flow")
    page.get_by_role("button", name="Files", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Page of its own (.html)").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".html"
    with from_disk(open_window, file) as opened:
        expect(drawn(opened).locator("h1")).to_have_text("Sliding window, window 4")
        expect(opened.locator(".mv-head")).to_have_count(6)
