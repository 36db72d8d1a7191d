#!/usr/bin/env bash
# Says which of the two tools that a build needs is missing or too old, and what to do. Exit code 1: something is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
status=0

# global.json names the lowest SDK; inside the repository dotnet refuses to answer when only older ones are installed.
if dotnet_version=$(dotnet --version 2>/dev/null); then
  echo ".NET SDK $dotnet_version"
else
  echo 'The .NET SDK 10 is needed: https://dotnet.microsoft.com/download/dotnet/10.0' >&2
  status=1
fi

node_version=$(node --version 2>/dev/null || echo none)
recent_enough='const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
if ! node -e "$recent_enough" 2>/dev/null; then
  echo "Node 20.19 or newer is needed, found $node_version: https://nodejs.org/en/download" >&2
  status=1
elif ! npm_version=$(npm --version 2>/dev/null); then
  echo 'npm is needed; it comes with Node, and on Debian as the package npm.' >&2
  status=1
else
  echo "Node $node_version, npm $npm_version"
fi
exit "$status"
