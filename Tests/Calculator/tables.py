"""Comparison of fees, audits, parcels, claims and laws: the other half of compare.py."""

import audit
import civil
import follow
import judge
import laws
import overcharges


class Tables:
    """Needs `mine`, `book`, `table`, `open_exceptions`, `differ` and `is_first` of a comparison."""

    def fees(self):
        theirs = {(r["waybill"], r["invoice_no"]): r for r in self.table("fee_settlement")}
        paid = overcharges.paid_back(self.mine)
        mine = {(*key, fee.invoice): fee for key, fee in self.mine.freight.fees.items()}
        for (shop, waybill, invoice), fee in sorted({**mine, **self.mine.freight.again}.items()):
            key, row = (shop, waybill), theirs.pop((waybill, invoice), None)
            if self.is_first:
                self.differ(key, "fee listed", self.mine.freight.is_listed(fee), row is not None)
            if not row:
                continue
            currency = row["currency"]
            weight = int(row["chargeable_weight_g"]) if row["chargeable_weight_g"] else None
            self.differ(key, "chargeable_weight_g", fee.weight, weight)
            self.differ(key, "expected_fee", fee.expected,
                        judge.minor(row["expected_fee"], currency))
            for column in ("bearer", "case_id"):
                self.differ(key, "fee " + column, getattr(fee, column), row[column])
            # What was charged too much and has come back is paid on the bill as it stands.
            back = overcharges.on_bill(fee, paid)
            for column in ("borne_fee", "payable"):
                self.differ(key, column, fee.payable + back, judge.minor(row[column], currency))
            self.differ(key, "written_off", fee.written, judge.minor(row["written_off"], currency))
        for waybill, _ in theirs:
            self.differ(("?", waybill), "fee listed", False, True)
        self.audits()

    def audits(self):
        """What was found about each position, and what can be had back charge by charge."""
        findings, rows, paid = {}, {}, overcharges.paid_back(self.mine)
        for fee in self.mine.freight.positions():
            # What was charged too much and has been paid back is in dispute no more.
            subject = overcharges.subject(fee)
            is_over, rest = subject in self.book.had_back, paid.get(subject, 0)
            if fee.code and not is_over:
                findings.setdefault((fee.shop, fee.waybill), []).append(
                    (fee.code, *audit.figures(fee)))
            for row in audit.disputes(fee):
                if is_over and row[1] != "FA11":
                    continue
                if row[1] != "FA11":
                    kind, check, billed, expected = row
                    back = min(rest, billed - expected)
                    rest, row = rest - back, (kind, check, billed, expected + back)
                    if billed == expected + back:
                        continue
                if row[1] == "FA11" and (fee.shop, fee.waybill) in self.book.made_good:
                    # Once all is paid, the trouble of the parcel is over.
                    continue
                rows.setdefault((fee.shop, fee.waybill), []).append((fee.invoice, *row))
        found, disputed = {}, {}
        for row in self.open_exceptions():
            if row["code"].startswith("FEE_"):
                amounts = [judge.minor(row[c], row["currency"]) for c in ("expected", "actual")]
                found.setdefault((row["shop_id"], row["waybill"]), []).append(
                    (row["code"], *amounts))
        for row in self.table("fee_disputes"):
            amounts = [judge.minor(row[c], row["currency"]) for c in ("billed", "expected")]
            self.differ((row["shop_id"], row["waybill"]), "recoverable", amounts[0] - amounts[1],
                        judge.minor(row["recoverable"], row["currency"]))
            disputed.setdefault((row["shop_id"], row["waybill"]), []).append(
                (row["invoice_no"], row["charge_type"], row["check"], *amounts))
        for field, ours, others in (("audit", findings, found), ("dispute", rows, disputed)):
            for key in sorted(set(ours) | set(others)):
                self.differ(key, field, sorted(ours.get(key, []), key=str),
                            sorted(others.get(key, []), key=str))

    def parcels(self):
        """Parcels in trouble, and what carriers were to answer and pay."""
        codes = {f"PARCEL_{word.upper()}": word for word in ("lost", "damaged", "misrouted", "late")}
        found = {(row["shop_id"], row["waybill"]): codes[row["code"]]
                 for row in self.open_exceptions() if row["code"] in codes}
        mine = self.book.troubles
        for key in sorted(set(mine) | set(found)):
            self.differ(key, "parcel trouble", mine.get(key), found.get(key))
        ours, theirs = {}, {}
        for claim, standing, what, last, is_over in self.book.answers:
            code = {"answer": "CLAIM_UNANSWERED", "payment": "CLAIM_UNDERPAID"}[what]
            ours.setdefault((claim.shop, claim.waybill), []).append(
                (code, civil.text_of_day(last), claim.amount,
                 standing.paid if what == "payment" else 0)
                if is_over else (f"claim_{what}", civil.text_of_day(last), None, None))
        for row in self.open_exceptions():
            if row["code"] in ("CLAIM_UNANSWERED", "CLAIM_UNDERPAID"):
                amounts = [judge.minor(row[c], row["currency"]) for c in ("expected", "actual")]
                theirs.setdefault((row["shop_id"], row["waybill"]), []).append(
                    (row["code"], row["due_on"], *amounts))
        for row in self.table("pending"):
            if row["expectation"] in ("claim_answer", "claim_payment"):
                last = civil.text_of_day(civil.day_from(row["breaks_on"]) - 1)
                theirs.setdefault((row["shop_id"], row["waybill"]), []).append(
                    (row["expectation"], last, None, None))
        for key in sorted(set(ours) | set(theirs)):
            self.differ(key, "claim", sorted(ours.get(key, []), key=str),
                        sorted(theirs.get(key, []), key=str))
        late = {name for name, _, _ in self.mine.space.late_sources()}
        told = {row["subject"] for row in self.open_exceptions() if row["code"] == "SOURCE_LATE"}
        for name in sorted(late ^ told):
            self.differ(("?", name), "source late", name in late, name in told)
        strangers = {row["claim_id"] for row in self.mine.space.feeds["claim_results"]
                     if row["ref"] == "nobody"}
        told = {row["subject"] for row in self.open_exceptions() if row["code"] == "CLAIM_ORPHAN"}
        for name in sorted(strangers ^ told):
            self.differ(("?", name), "claim orphan", name in strangers, name in told)

    def laws(self):
        """The policy beside the law, and cases that it wrongs."""
        space = self.mine.space
        mine = set(laws.report(space))
        theirs = {tuple(row[c] for c in ("shop_id", "clause", "policy", "law", "valid_from", "verdict"))
                  for row in self.table("law_report")}
        for row in sorted(mine ^ theirs):
            self.differ(row[:2], "law_report", row if row in mine else None,
                        row if row in theirs else None)
        found = {(row["code"], row["shop_id"], row["case_id"] or row["subject"],
                  judge.minor(row["actual"], row["currency"]))
                 for row in self.open_exceptions() if row["code"] in ("LAW_POLICY", "LAW_FREIGHT")}
        wanted = {("LAW_POLICY", row[0], row[1], None) for row in mine if row[-1] == "stricter"}
        for key, case in self.mine.cases.items():
            if laws.turned_down(case):
                wanted.add(("LAW_POLICY", case.shop, case.id, None))
            borne = laws.borne_freight(case, self.mine.freight, follow.law_deadline(case, space))
            if borne:
                wanted.add(("LAW_FREIGHT", case.shop, case.id, borne))
        for row in sorted(wanted ^ found, key=str):
            self.differ(row[1:3], row[0], row[3] if row in wanted else "none",
                        row[3] if row in found else "none")
