from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.running import Chromium, NodePage, find_chromium, find_node


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> NodePage:
    """The functions of the page, outside a browser."""
    node = find_node()
    if node is None:
        pytest.skip("needs Node.js, which runs the page's script outside a browser")
    return NodePage(node, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    binary = find_chromium()
    if binary is None:
        pytest.skip("needs Chromium or Chrome, to open the page in a browser")
    browser = Chromium(binary, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()
