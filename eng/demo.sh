#!/usr/bin/env bash
# The start command: builds everything in Release, the web pages too, and starts a contact centre to look at.
# Options go to the demo; eng/demo.sh --help names them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

"$root/eng/check-tools.sh"
echo 'Building Redline (the first time takes a minute or two) ...'
dotnet build "$root/src/Redline.Server" -c Release -v quiet

echo 'Starting Redline beside a simulated contact centre. Open the links printed below in a browser; Ctrl+C stops it.'
# The built program and not "dotnet run", so that Ctrl+C and a stop signal reach it.
exec dotnet "$root/src/Redline.Server/bin/Release/net10.0/redline.dll" demo "$@"
