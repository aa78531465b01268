"""What stands in the log when a page has a fault: the place, and nothing that a visitor sent."""

import inspect
import logging

from streamlit import error_util

from maskviz.server.faults import LOGGER, UNCAUGHT, Short, shorten, told


def failing(text: str) -> None:
    int(text)


def fault(text: str) -> BaseException:
    try:
        failing(text)
    except ValueError as error:
        return error
    raise AssertionError


def record(error: BaseException | None, message: str = UNCAUGHT) -> logging.LogRecord:
    info = error and (type(error), error, error.__traceback__)
    return logging.LogRecord(LOGGER, logging.ERROR, "", 0, message, (), info)


def test_the_place_is_told_and_not_the_value():
    said = told(fault("SECRETCELL"))
    assert said.startswith("ValueError, by way of test_faults.py:")
    assert said.endswith(" failing") and "SECRET" not in said and len(said) < 200


def test_one_line_takes_the_place_of_the_traceback():
    lines = []
    short = Short(lines.append)
    assert not short.filter(record(fault("SECRETCELL")))
    assert len(lines) == 1 and "SECRET" not in lines[0]
    assert short.filter(record(None)) and short.filter(record(fault("x"), "something else"))
    assert len(lines) == 1


def test_streamlit_logs_faults_as_they_are_looked_for():
    assert error_util._LOGGER.name == LOGGER
    source = inspect.getsource(error_util._log_uncaught_app_exception)
    assert f'_LOGGER.error("{UNCAUGHT}", exc_info=ex)' in source


def test_it_is_set_up_once():
    shorten()
    shorten()
    logger = logging.getLogger(LOGGER)
    mine = [found for found in logger.filters if isinstance(found, Short)]
    assert len(mine) == 1
    logger.removeFilter(mine[0])
