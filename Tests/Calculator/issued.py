"""The batches of a date against the calculator's, and that nothing leaves twice."""

import csv
import glob
import os

import civil
import judge

FILES = {"refund": "refund_instructions", "shipment": "exchange_shipments",
         "status": "order_updates", "notice": "notices", "survey": "survey_requests",
         "claim": "carrier_claims", "supplier": "supplier_claims",
         "booking": "carrier_bookings"}
IDS = {"notice": "notice_id", "survey": "notice_id", "status": "update_id", "claim": "claim_id", "supplier": "claim_id"}
DAYS = ("hand_over_by", "due_on", "ship_by", "claim_deadline")


def batches(root, date, name):
    rows = []
    for path in sorted(glob.glob(os.path.join(root, "out", date, f"{name}-[0-9][0-9].csv"))):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def compare(comparison):
    for kind, name in FILES.items():
        known = {row.get(IDS.get(kind, "instruction_id")): row
                 for date in comparison.dates for row in batches(comparison.root, date, name)}
        mine = [told(row) for row in comparison.rows if row.kind == kind]
        theirs = [read(kind, row, known)
                  for row in batches(comparison.root, comparison.as_of, name)]
        columns = {key for row in mine for key in row}
        counts = {}
        for sign, rows in ((1, mine), (-1, theirs)):
            for row in rows:
                key = tuple(sorted((k, v) for k, v in row.items() if k in columns))
                counts[key] = counts.get(key, 0) + sign
        # Kinds of which the calculator has no row at all are told by their case alone.
        for key, count in sorted(counts.items(), key=str):
            if count:
                cells = dict(key)
                subject = (cells.get("shop_id", "?"), cells.get("case_id", "?"))
                comparison.differ(subject, kind, (cells, max(count, 0)), max(-count, 0))
        succession(comparison, kind, name)


def told(row):
    cells = {key: civil.text_of_day(value) if key in DAYS else value
             for key, value in row.cells.items()}
    if row.kind in ("refund", "shipment"):
        cells.update(action=row.action, attempt=str(row.attempt))
    if row.kind == "booking":
        cells.update(action=row.action)
    if row.kind in ("claim", "supplier"):
        cells.update(action=row.action, amount=row.told_amount, after=after(row.replaces))
    if row.kind == "refund":
        cells.update(account_id=row.means[0], payment_ref=row.means[1], amount=row.told_amount,
                     after=after(row.replaces))
    return cells


def after(old):
    """Whom a row follows, in words: ids are the program's own."""
    return "" if old is None else f"{old.action} {old.means[1] if old.means else ''}"


def read(kind, row, known):
    cells = dict(row)
    if kind in ("refund", "claim", "supplier"):
        cells["amount"] = judge.minor(row["amount"], row["currency"])
    old = known.get(row.get("replaces"))
    cells["after"] = f"{old['action']} {old.get('payment_ref', '')}" if old else ""
    return cells


def succession(comparison, kind, name):
    """Ids are used once; who is followed was issued for the same thing, and by one only."""
    column, known, followed = IDS.get(kind, "instruction_id"), {}, set()
    for date in comparison.dates:
        for row in batches(comparison.root, date, name):
            subject = (row["shop_id"], row["case_id"])
            comparison.differ(subject, f"{kind} issued twice", False, row[column] in known)
            old = row.get("replaces")
            if old:
                # The freight of the way out may pass to another case of its order.
                same = ("order_id", "part", "expectation_id")
                fits = old in known and all(row.get(c) == known[old].get(c) for c in same)
                comparison.differ(subject, f"{kind} follows", (True, False), (fits, old in followed))
                followed.add(old)
            known[row[column]] = row
