#!/usr/bin/env bash
# Runs the sample twice in two fresh folders and compares every output byte: compare-two-runs.sh BACKHAUL FOLDER
set -euo pipefail

program=${1:?"usage: compare-two-runs.sh BACKHAUL FOLDER"}
target=${2:?"usage: compare-two-runs.sh BACKHAUL FOLDER"}
here=$(cd "$(dirname "$0")" && pwd)

TZ=Asia/Shanghai LC_ALL=C "$here/run-sample.sh" "$program" "$target/first" >/dev/null
TZ=America/New_York LC_ALL=C.UTF-8 "$here/run-sample.sh" "$program" "$target/second" >/dev/null
diff -r "$target/first/out" "$target/second/out"
echo "Two fresh runs of the sample gave the same bytes."
