"""Requests made from the OpenAPI description: no fault of the server, and answers as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from tests.answers_graph import load_graph


def _operation(result: Any) -> Any:
    return result.ok()


SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", create_app(load_graph()))
OPERATIONS = [_operation(result) for result in SCHEMA.get_all_operations()]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_every_operation_is_tried() -> None:
    assert len(OPERATIONS) >= 40


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda found: found.label)
def test_the_server_keeps_to_its_description(operation: Any) -> None:
    @settings(
        max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def keeps(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    keeps()
