#!/usr/bin/env python3
"""Holds Backhaul's files against queries over its inputs: agree.py DATA OUT

DATA holds the generator's four CSV files, OUT what `backhaul run` wrote for them with the
benchmark's workspace and `fee_lines: all`. Each check is one query of rows that should be the
same; what differs is counted and shown. Exit 1 where anything differs or too little is compared.
"""
import os
import sys

import duckdb

data, out = sys.argv[1:3]
db = duckdb.connect()


def table(name, folder, types):
    """A view of a CSV file: columns as named, all others text."""
    path = os.path.join(folder, name + ".csv").replace("'", "''")
    columns = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in types.items())
    replace = f"REPLACE ({columns})" if types else ""
    db.execute(f"""CREATE TABLE {"out_" if folder == out else ""}{name} AS SELECT * {replace}
        FROM read_csv('{path}', header = true, all_varchar = true, quote = '"', escape = '"')""")


MONEY = "DECIMAL(18, 2)"
table("orders", data, {"line_no": "BIGINT", "unit_price": MONEY})
table("cases", data, {"line_no": "BIGINT", "qty": "BIGINT"})
table("manifest", data, {"weight_g": "BIGINT", "freight_fee": MONEY, "packaging_fee": MONEY,
                         "surcharge": MONEY})
table("settlement", data, {"amount": MONEY})
table("intake", out, {name: "BIGINT" for name in (
    "read", "accepted", "duplicate", "superseded", "rejected", "filtered")})
table("cases", out, {"expected_refund": MONEY, "actual_refund": MONEY})
table("matches", out, {"actual": MONEY})
table("exceptions", out, {"actual": MONEY})
table("fee_settlement", out, {name: MONEY for name in (
    "expected_fee", "billed_fee", "packaging_fee", "surcharge", "payable")})
table("carrier_statement", out, {name: MONEY for name in ("billed", "expected", "payable")})

db.execute("""
CREATE TABLE rate (zone VARCHAR, first_fee DECIMAL(18, 2), further DECIMAL(18, 2));
INSERT INTO rate VALUES ('Z1', 6.00, 1.20), ('Z2', 8.00, 2.00), ('Z3', 10.00, 4.00),
                        ('Z4', 12.00, 7.00), ('Z5', 18.00, 11.00), ('Z6', 24.00, 16.00);

-- What must come out for a case. A refund that names another case or none, or another order, is
-- a question of matching that the job answers more narrowly than Backhaul: such cases are left out.
CREATE TABLE refund AS SELECT * FROM settlement WHERE type = 'refund';
CREATE TABLE other_refund AS
  SELECT c.case_id FROM cases c JOIN refund r ON r.order_id = c.order_id
    WHERE r.refund_ref IS DISTINCT FROM c.case_id
  UNION SELECT c.case_id FROM cases c JOIN refund r ON r.refund_ref = c.case_id
    WHERE r.order_id IS DISTINCT FROM c.order_id;
CREATE TABLE due AS
  SELECT c.case_id,
    CASE WHEN c.type IN ('return', 'refund_only') THEN coalesce(c.qty * o.unit_price, 0)
      ELSE 0 END::DECIMAL(18, 2) AS expected,
    coalesce((SELECT sum(amount) FROM refund r
      WHERE r.refund_ref = c.case_id AND r.order_id = c.order_id), 0)::DECIMAL(18, 2) AS actual
  FROM cases c LEFT JOIN orders o USING (order_id, line_no)
  WHERE c.case_id NOT IN (SELECT case_id FROM other_refund);

CREATE TABLE named AS SELECT return_waybill AS waybill FROM cases WHERE return_waybill IS NOT NULL
  UNION SELECT exchange_waybill FROM cases WHERE exchange_waybill IS NOT NULL;

-- What must come out for a waybill that the carrier sent once. A return that names nothing and
-- that no case names is charged for without a case.
CREATE TABLE freight AS
  SELECT m.waybill, m.freight_fee, m.packaging_fee, m.surcharge,
    (r.first_fee + (greatest(1, (m.weight_g + 999) // 1000) - 1) * r.further)::DECIMAL(18, 2)
      AS expected,
    m.direction = 'return' AND m.ref_id IS NULL AND m.waybill NOT IN (SELECT waybill FROM named)
      AS has_no_case
  FROM manifest m JOIN rate r USING (zone)
  WHERE m.waybill IN (SELECT waybill FROM manifest GROUP BY waybill HAVING count(*) = 1);
""")

# Each check: what is compared, of how many, the least share, and the query. Its columns are a key,
# a list of what must be and a list of what is; one that a side lacks is NULL.
CHECKS = [
    ("rows read per feed", "SELECT 4", 1, """
        WITH wanted(feed, n) AS (
          SELECT 'orders', count(*) FROM orders UNION ALL SELECT 'cases', count(*) FROM cases
          UNION ALL SELECT 'parcels', count(*) FROM manifest
          UNION ALL SELECT 'settlements', count(*) FROM settlement),
        found AS (
          SELECT feed, sum(read)::BIGINT AS n,
            sum(accepted + duplicate + superseded + rejected + filtered)::BIGINT AS explained
          FROM out_intake WHERE status = 'taken' GROUP BY feed)
        SELECT feed, [w.n, w.n], [f.n, explained] FROM wanted w FULL JOIN found f USING (feed)"""),
    ("rows read, summary.json", "SELECT 1", 1, f"""
        SELECT 'all', [(SELECT count(*) FROM orders) + (SELECT count(*) FROM cases)
            + (SELECT count(*) FROM manifest) + (SELECT count(*) FROM settlement)],
          [(intake.read)::BIGINT] FROM read_json('{out.replace("'", "''")}/summary.json')"""),
    ("expected and actual refund per case", "SELECT count(*) FROM cases", 0.95, """
        SELECT case_id, [d.expected, d.actual], [c.expected_refund, c.actual_refund]
        FROM due d LEFT JOIN out_cases c USING (case_id)"""),
    ("refunds matched or excepted per case", "SELECT count(*) FROM cases", 0.95, """
        WITH found AS (
          SELECT case_id, sum(actual) AS actual FROM (
            SELECT case_id, actual FROM out_matches WHERE kind = 'refund'
            UNION ALL SELECT case_id, actual FROM out_exceptions
              WHERE code IN ('REFUND_DUPLICATE', 'REFUND_OVER', 'REFUND_UNENTITLED')
                AND txn_id IS NOT NULL)
          GROUP BY case_id)
        SELECT case_id, [d.actual], [coalesce(f.actual, 0)]
        FROM due d LEFT JOIN found f USING (case_id)"""),
    ("expected freight fee per waybill", "SELECT count(DISTINCT waybill) FROM manifest", 0.95, """
        SELECT waybill, [f.expected], [s.expected_fee]
        FROM freight f LEFT JOIN out_fee_settlement s USING (waybill)"""),
    ("billed fees per waybill", "SELECT count(DISTINCT waybill) FROM manifest", 0.95, """
        SELECT waybill, [f.freight_fee + f.packaging_fee + f.surcharge],
          [s.billed_fee + s.packaging_fee + s.surcharge]
        FROM freight f LEFT JOIN out_fee_settlement s USING (waybill)"""),
    ("freight exceptions per waybill", "SELECT count(DISTINCT waybill) FROM manifest", 0.95, """
        WITH found AS (SELECT waybill, count(*) AS n FROM out_exceptions
          WHERE code LIKE 'FEE\\_%' ESCAPE '\\' GROUP BY waybill)
        SELECT waybill, [(f.freight_fee <> f.expected OR has_no_case)::INT], [coalesce(n, 0)]
        FROM freight f LEFT JOIN found USING (waybill)"""),
    ("parcels that belong to nothing", "SELECT count(DISTINCT waybill) FROM manifest", 0.95, """
        WITH found AS (SELECT waybill, count(*) AS n FROM out_exceptions
          WHERE code = 'PARCEL_ORPHAN' GROUP BY waybill),
        wanted AS (SELECT waybill, bool_and(
            waybill NOT IN (SELECT waybill FROM named)
            AND NOT (ref_type IS NOT DISTINCT FROM 'order'
              AND coalesce(ref_id, '') IN (SELECT order_id FROM orders))
            AND NOT (ref_type IS NOT DISTINCT FROM 'case'
              AND coalesce(ref_id, '') IN (SELECT case_id FROM cases)))::INT AS n
          FROM manifest GROUP BY waybill)
        SELECT waybill, [w.n], [coalesce(f.n, 0)]
        FROM wanted w LEFT JOIN found f USING (waybill)"""),
    ("statements are the sums of their lines",
     "SELECT count(*) FROM (SELECT DISTINCT carrier, direction, bearer FROM out_fee_settlement)",
     1, """
        WITH line AS (SELECT carrier, direction, bearer, count(*) AS parcels,
            sum(payable) AS payable FROM out_fee_settlement GROUP BY ALL),
        statement AS (SELECT carrier, direction, bearer, sum(parcels::BIGINT) AS parcels,
            sum(payable) AS payable FROM out_carrier_statement GROUP BY ALL)
        SELECT concat_ws(' ', carrier, direction, bearer), [l.parcels, l.payable],
          [s.parcels, s.payable] FROM line l FULL JOIN statement s
          USING (carrier, direction, bearer)"""),
]


def compare(title, all_query, least, query):
    """Prints a line, and examples of what differs; True where the two sides agree."""
    db.execute(f"CREATE OR REPLACE TEMP TABLE compared AS SELECT * FROM ({query}) AS q(k, w, f)")
    whole = db.execute(all_query).fetchone()[0]
    count = db.execute("SELECT count(*) FROM compared").fetchone()[0]
    differs = "w IS DISTINCT FROM f"
    wrong = db.execute(f"SELECT count(*) FROM compared WHERE {differs}").fetchone()[0]
    share = count / whole if whole else 0
    print(f"{title:<40}{count:>10,} of {whole:>10,}  {share:8.2%}  {wrong:,} differences")
    examples = db.execute(f"SELECT * FROM compared WHERE {differs} ORDER BY k LIMIT 5").fetchall()
    for key, wanted, found in examples:
        words = [", ".join("-" if x is None else str(x) for x in side or ["-"])
                 for side in (wanted, found)]
        print(f"    {key}: expected {words[0]}; found {words[1]}")
    is_enough = share > least or share >= 1
    if not is_enough:
        print(f"    too little is compared: {share:.2%}, more than {least:.0%} expected")
    return wrong == 0 and is_enough


results = [compare(*check) for check in CHECKS]
print("Backhaul and the queries agree." if all(results) else "Backhaul and the queries DIFFER.")
sys.exit(0 if all(results) else 1)
