"""Files for Prefect's own tools: they name what the flow has."""

from __future__ import annotations

import inspect
import uuid
from typing import Any

import yaml

from tests.flow.prefect_server import ROOT, prefect_environment


def loaded(path: str, **replaced: str) -> Any:
    text = (ROOT / path).read_text(encoding="utf-8")
    for word, value in replaced.items():
        text = text.replace(f" {word}\n", f" {value}\n")
    return yaml.safe_load(text)


def test_the_deployment_is_of_this_flow() -> None:
    prefect_environment()
    from flows import dataset_flow

    [deployment] = loaded("prefect.yaml")["deployments"]
    file, _, name = deployment["entrypoint"].partition(":")
    assert (ROOT / file).is_file()
    flow = getattr(dataset_flow, name)
    assert set(deployment["parameters"]) <= set(inspect.signature(flow.fn).parameters)
    assert flow.validate_parameters(deployment["parameters"])
    assert deployment["tags"] == list(dataset_flow.TAGS)
    assert dataset_flow.cron_schedule(
        deployment["schedules"][0]["cron"], deployment["schedules"][0]["timezone"]
    )


def test_the_automation_waits_for_states_that_runs_end_in() -> None:
    prefect_environment()
    from prefect.events.schemas.automations import AutomationCore

    from flows.dataset_flow import WARNED, citatbank

    content = loaded("flows/quality/automation.yaml", BLOCK=str(uuid.uuid4()))
    automation = AutomationCore.model_validate(content)
    assert f"prefect.flow-run.{WARNED}" in content["trigger"]["expect"]
    assert content["trigger"]["match_related"]["prefect.resource.name"] == citatbank.name
    assert automation.enabled
