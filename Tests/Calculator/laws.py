"""What China and the Union ask of a shop, as the texts of their laws say, and the policy beside it."""

import judge

ALL = ("quality", "fit", "no_reason", "special", "transport")
# Days after receipt in which a customer may apply: families, days, in force since.
WINDOWS = {
    "CN": [(("no_reason", "fit"), 7, "2014-03-15"), (("quality",), 7, "2014-03-15")],
    "EU": [(("no_reason", "fit"), 14, "2014-06-13"), (("quality",), 730, "2022-01-01")],
}
# Only these may be kept out of the return without a reason.
EXCLUDED = {
    "CN": [(("no_reason",), ["custom_made", "fresh", "perishable", "software", "audio_video",
                             "newspaper", "magazine", "定制", "定作", "生鲜", "鲜活易腐", "软件", "音像制品",
                             "报纸", "期刊"], "2017-03-15")],
    "EU": [(("no_reason",), ["custom_made", "perishable", "fresh", "hygiene", "software",
                             "audio_video", "newspaper", "magazine"], "2014-06-13")],
}
REFUNDS = {"CN": [(ALL, 7, "2014-03-15")], "EU": [(("no_reason", "fit"), 14, "2014-06-13")]}
REVIEW = {"CN": [(ALL, 15, "2015-03-15")], "EU": []}
BACK = {
    "CN": [(("quality", "special"), "merchant", "2014-03-15"),
           (("transport",), "merchant", "2019-01-01"), (("no_reason",), "customer", "2014-03-15")],
    "EU": [(("quality", "special"), "merchant", "2022-01-01"),
           (("transport",), "merchant", "2014-06-13"),
           (("no_reason", "fit"), "customer", "2014-06-13")],
}
REPLACED = {"CN": [(("quality", "special"), "merchant", "2014-03-15")],
            "EU": [(("quality", "special"), "merchant", "2022-01-01")]}
WAY_OUT = {"CN": [(("quality", "special"), "last_line", "2014-03-15")],
           "EU": [(("no_reason", "fit"), "standard", "2014-06-13")]}
GENEROUS = ["keep", "standard", "last_line", "full"]


def rule(table, law, family):
    """(what, since), None where the law is silent."""
    return next(((what, since) for families, what, since in table.get(law, ())
                 if family in families), None)


def least(asked, given):
    return "stricter" if given < asked else "equal" if given == asked else "better"


def bearers(law, policy):
    if (law == "customer") == (policy == "customer"):
        return "equal"
    return "stricter" if policy == "customer" else "better"


def clauses(policy, law, family):
    """(clause, policy's word, law's word, since, verdict) for what is lawful in a family."""
    found = rule(WINDOWS, law, family)
    if found:
        days = policy["windows"][family]
        verdict = "better" if days == "none" else least(found[0], int(days))
        yield f"windows.{family}", days, str(found[0]), found[1], verdict
        if family == "no_reason":
            start = policy["window_from"]
            yield ("window_from", start, "receipt", found[1],
                   "equal" if start == "receipt" else "stricter")
    found = rule(EXCLUDED, law, family)
    if found:
        mine, lawful = set(policy["excluded_categories"]), set(found[0])
        verdict = "stricter" if mine - lawful else "better" if mine < lawful else "equal"
        names = [";".join(sorted(some)) or "none" for some in (mine, lawful)]
        yield "excluded_categories", *names, found[1], verdict
    found = rule(REVIEW, law, family)
    if found:
        days = int(policy["review_days"])
        yield "review_days", str(days), str(found[0]), found[1], least(-found[0], -days)
    found = rule(REFUNDS, law, family)
    if found:
        waits = policy["refund_on"] == "acceptance"
        days = int(policy["refund_days"]) + (int(policy["inspection_days"]) if waits else 0)
        yield ("inspection_days+refund_days" if waits else "refund_days", str(days), str(found[0]),
               found[1], least(-found[0], -days))
    found = rule(BACK, law, family)
    if found:
        mine = policy["freight_bearer"][family]
        yield f"freight_bearer.{family}", mine, *found, bearers(found[0], mine)
    found = rule(REPLACED, law, family)
    if found:
        mine = policy["freight_bearer"]["exchange"]
        yield "freight_bearer.exchange", mine, *found, bearers(found[0], mine)
    found = rule(WAY_OUT, law, family)
    if found:
        mine = policy["shipping_refund"][family]
        mine = found[0] if mine == "law" else mine
        yield (f"shipping_refund.{family}", mine, *found,
               least(GENEROUS.index(found[0]), GENEROUS.index(mine)))


def scope_rows(space, shop, category="", reason=""):
    """What holds for all families is said once; where they differ, the family is named."""
    rows = []
    for family in ALL:
        if reason and judge.FAMILY[reason] != family:
            continue
        policy = space.policy(shop, category, reason, family)
        for row in clauses(policy, space.shops[shop]["law_pack"], family):
            if row in rows:
                continue
            if any(other[0] == row[0] for other in rows):
                row = (f"{row[0]} family={family}", *row[1:])
            rows.append(row)
    return rows


def report(space):
    """All clauses of all shops: (shop, clause, policy, law, since, verdict)."""
    found = []
    for shop in space.shops:
        general = scope_rows(space, shop)
        found += [(shop, *row) for row in general]
        scopes = []
        for override in space.overrides:
            scope = (override.get("category", ""), override.get("reason", ""))
            if override.get("shop", shop) == shop and any(scope) and scope not in scopes:
                scopes.append(scope)
        for category, reason in scopes:
            suffix = (f" category={category}" if category else "") + (
                f" reason={reason}" if reason else "")
            found += [(shop, row[0] + suffix, *row[1:])
                      for row in scope_rows(space, shop, category, reason) if row not in general]
    return found


# ---- single cases


def turned_down(case):
    """By a clause that the law does not know: an application in the law's time, or of a category
    that may not be excluded."""
    if case.verdict == "approved" or case.withdrawn or not case.lines:
        return False
    end = case.lawful_end
    if case.checks["in_time"] == "fail" and end is not None and case.day(case.applied) <= end:
        return True
    found = rule(EXCLUDED, case.law, "no_reason")
    if case.checks["not_excluded"] != "fail" or not found:
        return False
    return not any(line["no_reason_excluded"] == "yes"
                   or line["category"] in case.policy["excluded_categories"]
                   and line["category"] in found[0] for line in case.lines)


def borne_freight(case, freight, deadline):
    """Freight of a case, in minor units, that its customer bears against the law; None if none."""
    if not case.approved or not case.leads:
        return None
    laid_out = judge.minor(case.row["return_freight_paid"], case.currency) or 0

    def charged(direction):
        return sum(fee.payable for fee in freight.fees.values()
                   if (fee.shop, fee.case_id) == (case.shop, case.id)
                   and fee.direction == direction and fee.bearer == "customer")

    def others(table):
        return (rule(table, case.law, case.family) or ("customer",))[0] != "customer"
    if case.needs_goods and others(BACK):
        if freight.bearer_of_return(case) == "customer":
            amount = laid_out + charged("return")
            if amount > 0:
                return amount
        elif laid_out and deadline is not None and case.space.is_over(
                deadline, case.shop, "settlements") and (
                "freight_refund" in case.owed and "freight_refund" not in case.paid):
            # What a person wrote off the customer bears all the same.
            left = case.owed["freight_refund"] - case.received.get("freight_refund", 0)
            return left if left > 0 else None
    if case.policy["freight_bearer"]["exchange"] == "customer" and others(REPLACED):
        return charged("exchange") or None
    return None
