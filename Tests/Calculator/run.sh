#!/usr/bin/env bash
# Lets the calculator check a program: run.sh BACKHAUL [CASES] [SEED]
# The cases are spread over all policies, each a workspace of its own with the next seed, and with that
# another business date. Ends with 1 if anything differs. KEEP=DIR keeps the workspaces.
set -euo pipefail

backhaul=${1:?usage: run.sh BACKHAUL [CASES] [SEED]}
cases=${2:-1000}
seed=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || { echo "error: python3 is missing: install it" >&2; exit 2; }

folder=${KEEP:-$(mktemp -d)}
[[ -n ${KEEP:-} ]] || trap 'rm -rf "$folder"' EXIT

policies=(standard trusted arrival deduct assisted)
total_cases=0 total_fees=0 total=0
for index in "${!policies[@]}"; do
  policy=${policies[$index]}
  share=$(((cases + index) / ${#policies[@]}))
  [[ $share -gt 0 ]] || continue
  shop=$folder/$policy-$seed
  date=$(python3 "$here/generate.py" "$shop" --cases "$share" --seed $((seed + index)) --policy "$policy")
  code=0
  "$backhaul" run "$shop" --as-of "$date" >"$shop/run.log" 2>&1 || code=$?
  # 0 and 1 tell whether exceptions are open, which they are; all else is a failure of the run.
  if [[ $code -gt 1 ]]; then
    cat "$shop/run.log"
    echo "error: the run of policy $policy, seed $seed, ended with $code"
    exit 2
  fi
  python3 "$here/compare.py" "$shop" --as-of "$date" >"$shop/compare.log" || code=$?
  last=$(tail -n 1 "$shop/compare.log")
  if [[ ! $last =~ ^([0-9]+)\ cases,\ ([0-9]+)\ fees:\ ([0-9]+)\ differences ]]; then
    cat "$shop/compare.log"
    echo "error: policy $policy, seed $seed, was not compared"
    exit 2
  fi
  total_cases=$((total_cases + BASH_REMATCH[1]))
  total_fees=$((total_fees + BASH_REMATCH[2]))
  total=$((total + BASH_REMATCH[3]))
  if [[ ${BASH_REMATCH[3]} -gt 0 ]]; then
    echo "Policy $policy, seed $seed, business date $date:"
    cat "$shop/compare.log"
  fi
done
echo "$total_cases cases, $total_fees fees: $total differences"
[[ $total -eq 0 ]]
