"""The settings of the generated workspaces: a policy each, three shops, rate cards."""

SHOPS = {
    "hangzhou": {"currency": "CNY", "zone": "Asia/Shanghai", "law": "CN", "entity": "Home",
                 "account": "wechat_1", "carriers": ["SF", "YTO"]},
    "berlin": {"currency": "EUR", "zone": "Europe/Berlin", "law": "EU", "entity": "Abroad",
               "account": "", "carriers": ["DHL"]},
    "tokyo": {"currency": "JPY", "zone": "Asia/Tokyo", "law": "none", "entity": "Abroad",
              "account": "paypay", "carriers": ["YAMATO"]},
}

FEEDS = "orders, cases, materials, reviews, parcels, charges, settlements, stock, tickets, claim_results"

# How late the payments of one shop may come, by policy. No other source is named, so all count as complete.
LAGS = {"standard": 2, "trusted": 1, "arrival": 0, "deduct": 1}


def sources_text(policy):
    if policy not in LAGS:
        return "# none"
    return ("- id: paypay\n  feed: settlements\n  shops: [tokyo]\n"
            f"  path: settlements-tokyo.csv\n  lag_days: {LAGS[policy]}\n")


# What is agreed with carriers about time and claims.
CARRIERS = """\
carriers:
  DHL: {guarantees_time: yes, claim_days: {late: {days: 10, from: delivery}, lost: none, damaged: 3, charge: 60}, answer_days: 1, payment_days: 0}
  YTO: {transit_days: 4, grace_days: 1, lost_after_days: 9, misrouted_days: 2, answer_days: 0, guarantees_time: yes, claim_days: {late: {days: 15, from: shipping}}}
  SF: {local_zones: [Z1], local_transit_days: 3, local_lost_in_days: 12, lost_in_days: 25, answer_days: 1, payment_days: 1}
  "*": {answer_days: 0}
"""

# Years that China has not told yet, made up; and a desk that is open on Saturdays.
CALENDARS = """\
calendars:
  CN:
    2027: {holidays: [2027-01-01..2027-01-03, 2027-06-09, 2027-06-28, 2027-10-01..2027-10-07, 2027-11-01..2027-11-02], workdays: [2027-06-26, 2027-10-30]}
    2028: {holidays: [2028-01-01..2028-01-03, 2028-02-28, 2028-03-03, 2028-04-03..2028-04-04], workdays: [2028-01-08, 2028-03-04]}
  desk:
    weekend: [sunday]
    2027: {holidays: [2027-06-28, 2027-11-01, 2027-12-25], workdays: []}
    2028: {holidays: [2028-01-01, 2028-03-01..2028-03-02], workdays: [2028-04-02]}
"""

# Each policy is a workspace of its own; the overrides set single shops, categories and reasons
# apart.
POLICIES = {
    "standard": ("Asia/Shanghai", """\
review: automatic
booking_carrier: SF
refund_basis: paid
excluded_categories: [fresh]
tolerances: {freight_fee: "0.60", fees: [{carrier: SF, charge: freight, over: 40%, under: 20%}, {charge: fuel, over: 50%}, {carrier: DHL, over: 25%, under: "1.00"}, {carrier: YAMATO, charge: freight, over: 60%}], caps: {line: {CNY: "6.00", EUR: "3.00", JPY: "600"}, counterparty: {CNY: "40.00", EUR: "30.00", JPY: "4000"}, run: {CNY: "60.00", EUR: "25.00"}}}
"""),
    "trusted": ("Asia/Shanghai", """\
review: trusted
refund_basis: list
refund_on: approval
overrides:
  - shop: berlin
    refund_cap: off
  - shop: tokyo
    refund_on: arrival
"""),
    "arrival": ("Europe/Berlin", """\
review: automatic
refund_on: arrival
refund_days: 5
refund_on_loss: no
windows: {no_reason: 14, quality: 30, fit: 15, transport: 10, special: 90}
hand_over_days: 10
inspection_days: 1
replacement_days: 4
difference_days: 6
restock_days: 1
ticket_days: {quality: 5, service: 2}
overrides:
  - category: mug
    refund_basis: list
    window_from: purchase
  - family: fit
    windows: {fit: 21}
  - shop: berlin
    refund_on_loss: yes
    transit_days: 3
"""),
    "deduct": ("Asia/Shanghai", """\
review: automatic
bookings: pickup_wanted
booking_carrier: YTO
recover_freight: deduct
tolerances: {fees: [{carrier: YTO, over: "2.00"}, {over: 30%, under: 10%}], caps: {line: "3.00"}}
freight_bearer: {quality: supplier, special: merchant, fit: merchant, no_reason: customer, transport: carrier, outbound: merchant, exchange: customer}
overrides:
  - family: fit
    freight_bearer: {fit: customer}
  - category: jewellery
    refund_on: approval
    refund_days: 0
  - shop: tokyo
    recover_freight: off
    issue_days: 0
  - family: quality
    ticket_days: {quality: 1, logistics: 4}
    restock_days: 4
    supplier_claim_days: 12
  - category: shoes
    freight_bearer: {quality: customer}
    excluded_categories: [fresh, shoes]
  - reason: colour
    windows: {fit: 5}
    shipping_refund: {fit: keep}
"""),
    "assisted": ("Europe/Berlin", """\
review: assisted
review_days: 1
surcharges: agreed
fee_lines: all
overrides:
  - shop: hangzhou
    category: jewellery
    review: automatic
    review_days: 16
  - reason: safety
    review: trusted
    freight_bearer: {special: customer}
    shipping_refund: {special: standard}
  - shop: berlin
    refund_on: approval
  - shop: berlin
    family: quality
    refund_on: arrival
"""),
}

# What promotions gave, and what delivery costs: the same under every policy.
PROMOTIONS = {
    "hangzhou": [
        {"id": "HZ400", "steps": [(40000, 5000)]},
        {"id": "HZSTEPS", "steps": [(20000, 1500), (60000, 7000), (150000, 20000)]},
        {"id": "HZEVERY", "steps": [(10000, 1001)], "repeats": True},
    ],
    "berlin": [{"id": "B50", "steps": [(5000, 500), (50000, 9999)]}],
    "tokyo": [{"id": "T1000", "steps": [(1000, 133)], "repeats": True}],
}
SHIPPING = """\
shipping:
  - standard: 8.00
    free_from: 99.00
  - shop: berlin
    standard: 4.90
  - shop: tokyo
    standard: 450
    free_from: 20000
    when_lost: whole
"""

RATES = """\
carrier,zone,valid_from,valid_to,first_weight_g,first_fee,step_weight_g,step_fee,volumetric_divisor,packaging_fee,currency,fuel_pct,remote_fee,return_factor,minimum
SF,Z1,2020-01-01,2027-12-31,1000,10.00,1000,2.00,6000,0.00,CNY,,,,
SF,Z1,2028-01-01,2028-02-28,1000,11.00,1000,2.50,6000,0.50,CNY,3,,0.85,
SF,Z1,2028-02-29,,1000,11.55,500,1.35,8000,0.50,CNY,3.5,,0.75,
SF,Z2,2020-01-01,,1000,14.00,500,3.33,12000,1.00,CNY,5,6.00,0.6,
SF,*,2020-01-01,,1000,20.00,500,8.00,6000,1.00,CNY,5,10.00,1,22.00
YTO,*,2020-01-01,,500,7.99,1000,1.01,0,0.00,CNY,,,0.5,6.50
DHL,EU,2020-01-01,2028-02-29,1000,5.90,1000,1.20,5000,0.35,EUR,7,,,
DHL,EU,2028-03-01,,2000,6.49,1000,1.19,5000,0.35,EUR,7.25,2.15,0.9,
DHL,DE,2020-01-01,,5000,4.75,5000,2.25,0,,EUR,,,,
YAMATO,JP,2020-01-01,,2000,940,1000,210,5000,55,JPY,4,300,0.55,800
"""


def shops_text(policy):
    blocks = []
    for name, shop in SHOPS.items():
        feeds = {"hangzhou": f"[{FEEDS}, inspections]", "berlin": "auto", "tokyo": f"[{FEEDS}]"}
        blocks.append(
            f"- id: {name}\n  entity: {shop['entity']}\n  currency: {shop['currency']}\n  time_zone: {shop['zone']}\n"
            f"  law_pack: {shop['law']}\n  feeds: {feeds[name]}\n"
            + ("  calendar: desk\n" if name == "berlin" else "")
            # There the platform sends refunds itself.
            + ("  executor: platform\n" if (policy, name) == ("arrival", "tokyo") else ""))
    return "\n".join(blocks)


def amount_text(minor, shop):
    whole = SHOPS[shop]["currency"] == "JPY"
    return str(minor) if whole else f"{minor // 100}.{minor % 100:02}"


def promotions_text():
    blocks = ["promotions:\n"]
    for shop, promotions in PROMOTIONS.items():
        for promotion in promotions:
            steps = ", ".join(
                f"{{threshold: {amount_text(a, shop)}, discount: {amount_text(b, shop)}}}"
                for a, b in promotion["steps"])
            blocks.append(f"  - promotion_id: {promotion['id']}\n    shop: {shop}\n"
                          f"    steps: [{steps}]\n"
                          + ("    repeats: yes\n" if promotion.get("repeats") else ""))
    return "".join(blocks)


def main_text(zone):
    return f"time_zone: {zone}\ncurrency: CNY\nlanguage: en\nkeep_inbox: yes\n"
