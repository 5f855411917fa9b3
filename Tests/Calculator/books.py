"""What should stand in the books of each legal entity in the end, from what happened to its money,
parcels and goods: balances by (entity, account, currency), debits above 0."""

from fractions import Fraction

import claims
import judge
import overcharges
import purse
import reading

CLEARING, CARRIERS = "Assets:Clearing", "Liabilities:Carriers"
# Money that an expectation took, by the expectation: the other side of the account it moved through.
MONEY = {"refund": "Income:Refunds", "freight_refund": "Expenses:Freight:Customers",
         "shipping_refund": "Expenses:Freight:Customers",
         "difference_refund": "Income:ExchangeDifferences",
         "difference_payment": "Income:ExchangeDifferences",
         "compensation": "Expenses:Goodwill", "freight_payment": "Assets:Receivable:Customers"}
# Who owes a freight back to the merchant.
DEBTORS = {"customer": "Assets:Receivable:Customers", "insurance": "Assets:Receivable:Insurance",
           "carrier": "Assets:Receivable:Carriers", "supplier": "Assets:Receivable:Suppliers"}
RECEIPTS = {"insurance_payout": "Assets:Receivable:Insurance",
            "compensation": "Assets:Receivable:Carriers"}


class Books:
    def __init__(self, calculation):
        self.space, self.balances = calculation.space, {}
        spent = {txn: name for case in calculation.cases.values()
                 for txn, name in case.payments.items()}
        for row in self.space.feeds["settlements"]:
            if row["status"] in ("", "succeeded"):
                self.money(row, spent.get(row["txn_id"]))
        for settled in [*calculation.freight.fees.values(), *calculation.freight.again.values()]:
            self.freight(settled, calculation.of_case.get((settled.shop, settled.case_id), [None])[0])
        if self.space.feeds["claim_results"]:
            self.granted(calculation)
        for case in calculation.cases.values():
            self.given_up(case)
            self.deduction(case)
            self.goods(case)
        of_order = {}
        for case in calculation.cases.values():
            of_order.setdefault((case.shop, case.row["order_id"]), []).append(case)
        for key, lines in calculation.lines.items():
            self.insurance(*key, lines, of_order.get(key, []), calculation)

    def post(self, shop, debit, credit, amount, currency):
        for account, sign in ((debit, 1), (credit, -1)):
            key = (self.space.shops[shop].get("entity", shop), account, currency)
            self.balances[key] = self.balances.get(key, 0) + sign * amount

    def money(self, row, name):
        """What came and went; an order's own payment is no matter of returns."""
        amount, currency = judge.minor(row["amount"], row["currency"]), row["currency"]
        account = f"{CLEARING}:{counterparty(row['account_id'])}"
        if row["type"] in RECEIPTS:
            self.post(row["shop_id"], account, RECEIPTS[row["type"]], amount, currency)
        elif row["type"] == "refund":
            other = MONEY[judge.kind_of(name)] if name else "Assets:Unexplained:Refunds"
            self.post(row["shop_id"], other, account, amount, currency)
        elif name:
            self.post(row["shop_id"], account, MONEY[name], amount, currency)

    def freight(self, fee, case):
        """What the carrier may bill: a cost, or owed back by whoever bears it."""
        is_owed = fee.bearer in DEBTORS and (
            fee.bearer != "customer" or case and case.policy["recover_freight"] != "off"
            and fee.currency == case.currency)
        # What a carrier bears of a way back that went well is owed by the one of the way out.
        is_owed = is_owed and (fee.bearer != "carrier" or fee.is_carriers_fault)
        account = DEBTORS[fee.bearer] if is_owed else "Expenses:Freight:Carriers"
        self.post(fee.shop, account, f"{CARRIERS}:{fee.carrier}", fee.payable - fee.written,
                  fee.currency)
        self.post(fee.shop, "Expenses:WriteOffs", f"{CARRIERS}:{fee.carrier}", fee.written,
                  fee.currency)

    def granted(self, calculation):
        """What a carrier owes for a parcel by its own word, but for the freight that is its anyway:
        that of the parcel, and of the ways back within what it granted."""
        cost, positions = "Expenses:Freight:Carriers", calculation.freight.positions()
        of_parcels = [claim for claim in claims.all_of(calculation) if claim.is_of_parcel]
        owed = {id(fee): max(0, fee.payable - fee.written) for fee in positions
                if fee.is_carriers_fault}

        def freight(claim):
            key = (claim.shop, claim.waybill)
            fees = [fee for fee in positions if (fee.shop, fee.waybill) == key]
            fees += [fee for fee in claims.ways_back(
                calculation, claim.shop, calculation.parcels[key]) if fee not in fees]
            return sum(owed.get(id(fee), 0) for fee in fees)

        back = overcharges.paid_back(calculation)
        for fee in positions:
            # Its bill is paid as it stands; what was paid at the counter is on none.
            other = f"{CARRIERS}:{fee.carrier}" if fee.is_paid_on_bill else cost
            self.post(fee.shop, DEBTORS["carrier"], other, back.get(overcharges.subject(fee), 0),
                      fee.currency)
        for claim in of_parcels:
            standing = claims.Standing(claim, self.space)
            rest = max(standing.granted, standing.paid) - freight(claim)
            for fee in claims.ways_back(
                    calculation, claim.shop, calculation.parcels[(claim.shop, claim.waybill)]):
                back = min(max(0, rest), max(0, fee.payable - fee.written))
                self.post(claim.shop, DEBTORS["carrier"], cost, back, claim.currency)
                owed[id(fee)], rest = back, rest - back
        for claim in of_parcels:
            standing = claims.Standing(claim, self.space)
            # What is paid beyond the claim is no gain before a person keeps it.
            said = max(standing.granted, min(standing.paid, claim.amount)) - freight(claim)
            other = cost if claim.ground == "PARCEL_LATE" else "Expenses:GoodsSold"
            self.post(claim.shop, DEBTORS["carrier"], other, max(0, said), claim.currency)

    def insurance(self, shop, order_id, lines, cases, calculation):
        """One premium for an order that came back, and one payout, which ends what the insurer owes."""
        insured = [line for line in lines if line["freight_insured"] == "yes"]
        premiums = [line for line in lines if line["insurance_premium"]]
        if premiums and cases:
            line = min(premiums, key=lambda line: int(line["line_no"]))
            currency = self.space.shops[shop]["currency"]
            self.post(shop, "Expenses:Freight:Insurance", "Liabilities:Insurers",
                      judge.minor(line["insurance_premium"], currency), currency)
        payouts = [row for row in self.space.feeds["settlements"]
                   if row["shop_id"] == shop and row["order_id"] == order_id
                   and row["type"] == "insurance_payout"]
        if not insured or not payouts:
            return
        first = min(payouts, key=lambda row: (row["settled_at"], row["txn_id"]))
        owed = sum(fee.payable for fee in [*calculation.freight.fees.values(),
                                           *calculation.freight.again.values()]
                   if fee.shop == shop and fee.bearer == "insurance"
                   and fee.currency == first["currency"]
                   and any(case.id == fee.case_id for case in cases))
        self.post(shop, "Expenses:Freight:Carriers", DEBTORS["insurance"],
                  owed - judge.minor(first["amount"], first["currency"]), first["currency"])

    def given_up(self, case):
        """What a person gave up of a refund stands in the books as if it had been paid, and as a
        loss not made."""
        for name, amount in case.given_up.items():
            self.post(case.shop, MONEY[name], "Expenses:WriteOffs", amount, case.currency)

    def deduction(self, case):
        """Freight of the customer, and of a way out that is no longer free, that was kept back from
        a refund that is settled, or of which nothing was left."""
        kept = case.deducted + case.charged
        if kept and ("refund" in case.paid or kept == case.due):
            self.post(case.shop, "Income:Refunds", DEBTORS["customer"], case.deducted,
                      case.currency)
            self.post(case.shop, "Income:Refunds", "Expenses:Freight:Customers", case.charged,
                      case.currency)

    def goods(self, case):
        """Accepted goods that go on the shelf, each article at what was paid for it."""
        accepted = [row for row in case.inspections if row["result"] == "accepted"]
        claim = case.accepted_claim
        kept = claim["amount"] if case.arrived is not None and case.accepted_units else 0
        if accepted:
            kept = 0
            for number, units in claim["units"].items():
                shelved = min(units, sum(
                    int(row["quantity"]) for row in accepted
                    if row["line_no"] == number and row["disposition"] in ("", "restock")))
                kept += purse.first_units(
                    case, claim, number, shelved, claim["amounts"][number])
        if case.needs_goods and kept and not case.is_lost:
            value = reading.half_up(Fraction(case.accepted_share * kept, claim["amount"]))
            self.post(case.shop, "Assets:Inventory", "Expenses:GoodsSold", value, case.currency)


def counterparty(name):
    """As the name of an account: what cannot stand in it becomes a hyphen."""
    if not name:
        return "Unnamed"
    return (name[0].upper() + name[1:]).replace("_", "-")
