#!/usr/bin/env bash
# Rewrites the expected output of every scenario file with what comes out now. Commit only lines that you can explain
# without pointing at the code; a changed line that you cannot explain is a mistake in the engine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
REDLINE_REWRITE_SCENARIOS=1 dotnet test --project tests/Redline.Engine.Tests -c Release --filter-class '*ScenarioTests'
git --no-pager diff --stat -- tests/Redline.Engine.Tests/Scenarios
