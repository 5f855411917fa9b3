#!/usr/bin/env bash
# Installs the Debian packages the build and the tests need, only those that are missing. Says nothing when all are there.
# Needs root or sudo. Works on Debian 12; elsewhere install the equivalents by hand.
set -euo pipefail

packages=(pkg-config libcsv-dev libxml2-dev libsqlite3-dev libssl-dev libarchive-dev zlib1g-dev python3
  binutils valgrind beancount)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [[ "$status" == "install ok installed" ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "These Debian packages are missing: ${missing[*]}. Run this as root, or install sudo." >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
