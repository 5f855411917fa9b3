#!/usr/bin/env bash
# Lets the calculator check a program: run.sh BACKHAUL [CASES] [SEED]
# The cases are spread over all policies, each a workspace of its own with the next seed, and with that
# another business date. Each is run for that date, and for two more on which people decide about what was found.
# Ends with 1 if anything differs. KEEP=DIR keeps the workspaces.
set -euo pipefail

backhaul=${1:?usage: run.sh BACKHAUL [CASES] [SEED]}
cases=${2:-1000}
seed=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || { echo "error: python3 is missing: install it" >&2; exit 2; }

folder=${KEEP:-$(mktemp -d)}
[[ -n ${KEEP:-} ]] || trap 'rm -rf "$folder"' EXIT

total_cases=0 total_fees=0 total=0

# Runs a workspace for the last of the dates and compares.
check() {
  local shop=$1 code=0 last date
  shift
  date=${*: -1}
  "$backhaul" run "$shop" --as-of "$date" >"$shop/run.log" 2>&1 || code=$?
  # 0 and 1 tell whether exceptions are open, which they are; all else is a failure of the run.
  if [[ $code -gt 1 ]]; then
    cat "$shop/run.log"
    echo "error: the run of $shop for $date ended with $code"
    exit 2
  fi
  python3 "$here/compare.py" "$shop" --as-of "$@" >"$shop/compare.log" || code=$?
  last=$(tail -n 1 "$shop/compare.log")
  if [[ ! $last =~ ^([0-9]+)\ cases,\ ([0-9]+)\ fees:\ ([0-9]+)\ differences ]]; then
    cat "$shop/compare.log"
    echo "error: $shop was not compared for $date"
    exit 2
  fi
  if [[ $# -eq 1 ]]; then
    total_cases=$((total_cases + BASH_REMATCH[1]))
    total_fees=$((total_fees + BASH_REMATCH[2]))
  fi
  total=$((total + BASH_REMATCH[3]))
  if [[ ${BASH_REMATCH[3]} -gt 0 ]]; then
    echo "Policy $(basename "$shop"), business date $date:"
    cat "$shop/compare.log"
  fi
}

policies=(standard trusted arrival deduct assisted)
for index in "${!policies[@]}"; do
  share=$(((cases + index) / ${#policies[@]}))
  [[ $share -gt 0 ]] || continue
  number=$((seed + index))
  shop=$folder/${policies[$index]}-$number
  first=$(python3 "$here/generate.py" "$shop" --cases "$share" --seed $number --policy "${policies[$index]}")
  check "$shop" "$first"
  second=$(python3 "$here/decide.py" "$shop" --as-of "$first" --seed $number)
  check "$shop" "$first" "$second"
  third=$(python3 "$here/decide.py" "$shop" --as-of "$second" --seed $number)
  check "$shop" "$first" "$second" "$third"
done
echo "$total_cases cases, $total_fees fees: $total differences"
[[ $total -eq 0 ]]
