"""In CI a skipped test is a failed one: what was promised there was not looked at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter


def in_ci() -> bool:
    """Tell whether the environment says that this is CI (CI=true or CI=1)."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def skipped_tests(config: pytest.Config) -> list[str]:
    """List the tests that were skipped, for the process that reports.

    Args:
        config: pytest's configuration.

    Returns:
        A line for each, with the reason; empty in the workers of a parallel run.
    """
    reporter: TerminalReporter | None
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return []
    lines = []
    for report in reporter.stats.get("skipped", []):
        why = report.longrepr
        reason = why[2] if isinstance(why, tuple) else str(why)
        lines.append(f"{report.nodeid}: {reason}")
    return lines


class SkipsFail:
    """Ends the run in failure, with a list, when tests were skipped in CI."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run that would have passed into a failed one."""
        if skipped_tests(session.config) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: TerminalReporter, config: pytest.Config
    ) -> None:
        """Say which tests were skipped."""
        lines = skipped_tests(config)
        if not lines:
            return
        terminalreporter.section("skipped in CI, which counts as failed", red=True)
        for line in lines:
            terminalreporter.line(line)
