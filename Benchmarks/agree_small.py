#!/usr/bin/env python3
"""Holds Backhaul's files against plain Python over its inputs: agree_small.py DATA OUT

The rules of agree.py once more, without any package, for the small data set that the tests run.
Money is integer cents throughout. Exit 1 where anything differs or too little is compared.
"""
import collections
import csv
import json
import os
import sys

# Zone: first kilogram and each further started one, in cents.
RATES = {"Z1": (600, 120), "Z2": (800, 200), "Z3": (1000, 400), "Z4": (1200, 700),
         "Z5": (1800, 1100), "Z6": (2400, 1600)}


def rows(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cents(text):
    """Cents of an amount with exactly two decimals; anything else is a fault of the file."""
    whole, point, decimals = text.partition(".")
    if not point or len(decimals) != 2 or not whole.lstrip("-").isdigit():
        raise ValueError(f"{text!r} is not an amount with two decimals")
    value = abs(int(whole)) * 100 + int(decimals)
    return -value if whole.startswith("-") else value


def rows_read(data, out):
    """What each feed's file holds, against what intake.csv and summary.json say was read."""
    counts = {feed: len(data[name]) for feed, name in (
        ("orders", "orders"), ("cases", "cases"), ("parcels", "manifest"),
        ("settlements", "settlement"))}
    read = collections.Counter()
    for row in out["intake"]:
        if row["status"] == "taken":
            read[row["feed"]] += int(row["read"])
    wanted = dict(counts, all=sum(counts.values()))
    found = dict(read, all=out["summary"]["intake"]["read"])
    return wanted, found, len(counts) + 1


def refunds(data, out):
    """Expected and actual refund of every case whose refunds all carry its reference and order."""
    lines = {(row["order_id"], row["line_no"]): row for row in data["orders"]}
    paid = [row for row in data["settlement"] if row["type"] == "refund"]
    wanted = {}
    for case in data["cases"]:
        near = [row for row in paid if row["order_id"] == case["order_id"]
                or row["refund_ref"] == case["case_id"]]
        if any(row["order_id"] != case["order_id"] or row["refund_ref"] != case["case_id"]
               for row in near):
            continue
        line = lines.get((case["order_id"], case["line_no"]))
        is_owed = line is not None and case["type"] in ("return", "refund_only")
        expected = int(case["qty"]) * cents(line["unit_price"]) if is_owed else 0
        wanted[case["case_id"]] = (expected, sum(cents(row["amount"]) for row in near))
    found = {row["case_id"]: (cents(row["expected_refund"]), cents(row["actual_refund"]))
             for row in out["cases"]}
    return wanted, found, len(data["cases"])


def freight(data, out):
    """Expected freight and billed fees of every waybill that the carrier sent once."""
    times = collections.Counter(row["waybill"] for row in data["manifest"])
    wanted = {}
    for row in data["manifest"]:
        if times[row["waybill"]] == 1:
            first, further = RATES[row["zone"]]
            kilograms = max(1, -(-int(row["weight_g"]) // 1000))
            wanted[row["waybill"]] = (first + (kilograms - 1) * further, cents(row["freight_fee"]),
                                      cents(row["packaging_fee"]), cents(row["surcharge"]))
    columns = ("expected_fee", "billed_fee", "packaging_fee", "surcharge")
    found = {row["waybill"]: tuple(cents(row[column]) for column in columns)
             for row in out["fee_settlement"]}
    return wanted, found, len(times)


def compare(title, wanted, found, whole):
    wrong = [key for key in sorted(wanted) if found.get(key) != wanted[key]]
    print(f"{title}: {len(wanted)} of {whole} compared, {len(wrong)} differences")
    for key in wrong[:5]:
        print(f"  {key}: expected {wanted[key]}, found {found.get(key)}")
    if len(wanted) * 100 <= whole * 95:
        print(f"  too little is compared: more than 95 % of {whole} expected")
        return False
    return not wrong


def main(data_folder, out_folder):
    data = {name: rows(data_folder, name) for name in ("orders", "cases", "manifest", "settlement")}
    out = {name: rows(out_folder, name) for name in ("intake", "cases", "fee_settlement")}
    with open(os.path.join(out_folder, "summary.json"), encoding="utf-8") as file:
        out["summary"] = json.load(file)
    checks = [("rows read", rows_read), ("refunds in cents", refunds),
              ("freight in cents", freight)]
    agreed = [compare(title, *check(data, out)) for title, check in checks]
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
