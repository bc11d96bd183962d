"""The API against its own description: nothing undocumented, no server error, whatever is sent."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from burdenshare.api import Settings, create_app

# `make fuzz` asks for more; see the Makefile.
EXAMPLES = int(os.environ.get("BURDENSHARE_FUZZ", "5"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json", create_app(Settings(seconds=20, cache=0))
)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_operation_keeps_its_word(case):
    case.call_and_validate(checks=CHECKS)
