"""Files sent to a running server: where the page has a field for them, and few at a time."""

import http.cookiejar
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE

from maskviz.server.uploads import COMING, KEPT, ROUTE, make_room


@pytest.fixture
def put(little):
    """Send a file of some bytes for a session; the answer's status and text."""
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.open(f"{little}/_stcore/health", timeout=30).read()
    token = next((c.value for c in cookies if c.name == "_streamlit_xsrf"), "")

    def send(session: str, size: int = 1_000) -> tuple[int, str]:
        body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
        body += b"0" * size + b"\r\n--x--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=x", "X-Xsrftoken": token}
        address = f"{little}/{ROUTE}/{session}/{uuid4()}"
        request = urllib.request.Request(address, body, headers, method="PUT")
        try:
            with browser.open(request, timeout=30) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return send


def test_a_page_with_a_field_takes_a_file(visit, put):
    assert put(visit("files=1").session) == (204, "")


def test_a_page_without_a_field_takes_none(visit, put):
    assert put(visit().session) == (403, "This page takes no files.")


def test_who_is_refused_can_finish_and_read_why(visit, put):
    session = visit().session
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda _: put(session, 900_000), range(24)))
    assert set(told) == {(403, "This page takes no files.")}


def test_a_field_that_is_gone_takes_none(visit, put):
    client = visit("files=1")
    client.query = ""
    client.rerun()
    assert put(client.session)[0] == 403


def test_addresses_for_files_are_given_where_there_is_a_field(visit):
    message = BackMsg()
    message.file_urls_request.file_names.append("a.csv")
    for query, given in (("files=1", ["file_urls_response"]), ("", [])):
        client = visit(query)
        client.send(message)
        client.send(BackMsg(app_heartbeat=True))
        kinds = []
        while "heartbeat_ack" not in kinds:
            kinds.append(client.read().WhichOneof("type"))
        assert [kind for kind in kinds if kind == "file_urls_response"] == given


def test_a_stranger_is_refused_by_streamlit(put):
    assert put("nobody")[0] == 400


def test_many_at_once_are_told_to_wait(visit, put):
    session = visit("files=1").session
    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(lambda _: put(session, 900_000), range(24)))
    assert {status for status, _ in told} <= {204, 429}
    assert all(text.startswith(f"{COMING} files are on") for status, text in told if status == 429)


def test_only_the_newest_are_kept():
    files = MemoryUploadedFileManager("/x")
    for i in range(5):
        files.add_file("s", UploadedFileRec(file_id=str(i), name="", type="", data=b"0"))
        files.add_file("other", UploadedFileRec(file_id="o", name="", type="", data=b"0"))
        make_room(files, "s")
    assert list(files.file_storage["s"]) == ["3", "4"] and KEPT == 2
    assert list(files.file_storage["other"]) == ["o"]
    make_room(files, "nobody")
    assert "nobody" not in files.file_storage


def test_streamlit_takes_files_at_this_address():
    assert BASE_ROUTE_UPLOAD_FILE == ROUTE
