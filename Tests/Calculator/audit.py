"""Charges held against the card: what a tolerance lets pass, what is wrong with the rest, and by which
check of docs/fees.md."""

from fractions import Fraction

import freight
import judge

CHARGES = ("freight", "packaging", "fuel", "remote", "insurance", "cod", "address", "other")
KINDS = {"packaging": "FA13", "insurance": "FA14", "address": "FA07"}


class Tolerances:
    def __init__(self, space):
        self.terms = space.settings.get("tolerances", {})
        self.fees = self.terms.get("fees", [])
        self.caps = self.terms.get("caps", {})

    def __bool__(self):
        return bool(self.fees) or "freight_fee" in self.terms

    def of(self, carrier, kind, expected, currency, side):
        """Minor units that a charge may be off; amounts are of the workspace's currency."""
        allowed = self.terms.get("freight_fee", "0")
        for entry in self.fees:
            if entry.get("carrier", carrier) == carrier and entry.get("charge", kind) == kind:
                allowed = entry.get(side, "0")
                break
        if allowed.endswith("%"):
            return max(expected, 0) * Fraction(allowed[:-1]) / 100 // 1
        return judge.minor(allowed, currency) if currency == "CNY" else 0

    def cap(self, name, currency):
        """None: no limit. A currency that a cap does not name has no room in it."""
        cap = self.caps.get(name)
        if cap is None:
            return None
        if isinstance(cap, dict):
            return judge.minor(cap.get(currency, "0"), currency)
        return judge.minor(cap, currency) if currency == "CNY" else 0


def tolerate(fee, tolerances, is_refused):
    """Adds what is above the agreed amount to what is owed, charge by charge, unless the whole is
    above the cap of a line."""
    if fee.is_never_shipped or is_refused or not tolerances:
        return
    let_pass = {}
    for kind, amount in fee.kinds.items():
        excess = amount - fee.owed[kind]
        if 0 < excess <= tolerances.of(fee.carrier, kind, fee.owed[kind], fee.currency, "over"):
            let_pass[kind] = excess
    cap = tolerances.cap("line", fee.currency)
    spent = sum(let_pass.values()) if fee.is_paid_on_bill else 0
    if spent and cap is not None and spent > cap:
        return
    fee.allows = True
    for kind, excess in let_pass.items():
        fee.owed[kind] += excess
    fee.written = spent


def over_caps(fees, tolerances, settled, refused):
    """Those for which a counterparty or a run has no room. The smallest differences go first; of
    equal ones the program may choose, which `settled` and the order of `fees` tell."""
    spent, gone = {}, set()
    for key, fee in sorted(fees, key=lambda pair: pair[1].written):
        if not fee.written or settled.get(key) == fee.written:
            continue
        names = {("run", fee.currency): tolerances.cap("run", fee.currency),
                 (fee.carrier, fee.currency): tolerances.cap("counterparty", fee.currency)}
        fits = all(cap is None or spent.get(name, 0) + fee.written <= cap
                   for name, cap in names.items())
        if key in refused or not fits:
            gone.add(key)
            continue
        for name in names:
            spent[name] = spent.get(name, 0) + fee.written
    return gone


def judge_fee(fee, tolerances, all_agreed, other_card, parcel):
    """Sets the code of the first check that explains the position, and the check of each charge.
    `other_card` is that of the billed zone, where the bill names another than the parcel's."""
    fee.code, fee.check = None, "FA02"
    if not fee.is_ours:
        return
    if fee.is_never_shipped:
        fee.code, fee.check = "FEE_OVERBILLED", "FA08"
    elif fee.is_again:
        fee.code, fee.check = "FEE_DUPLICATE", "FA01"
    elif fee.card is None:
        extra = fee.extra > 0 and not all_agreed
        fee.code = "FEE_NO_RATE" if fee.billed > 0 or extra else None
    else:
        by_card(fee, tolerances, other_card, parcel)


def by_card(fee, tolerances, other_card, parcel):
    def allowed(side):
        if side == "over" and not fee.allows:
            return 0
        return tolerances.of(fee.carrier, "freight", fee.of_card or 0, fee.currency, side)

    def explains(amount):
        off = fee.billed - amount
        return off == 0 or abs(off) <= allowed("over" if off > 0 else "under")
    variance = 0 if fee.expected is None else fee.billed - fee.expected
    is_over, is_under = variance > allowed("over"), -variance > allowed("under")
    by_zone = False
    if other_card is not None and fee.weight is not None:
        grams = freight.weight(parcel, other_card, None, fee.weight)
        # The other zone has its own divisor; a billed weight that is near enough holds in both.
        weights = [grams or fee.weight] + [fee.priced] * (fee.priced != fee.weight)
        by_zone = any(explains(freight.fee(other_card, weight, fee.direction))
                      for weight in weights)
    heavier = fee.billed_weight if fee.weight is not None and (fee.billed_weight or 0) > (
        fee.weight + 50) else None
    if is_over and heavier and (explains(freight.fee(fee.card, heavier, fee.direction)) or (
            other_card is not None and not by_zone
            and explains(freight.fee(other_card, heavier, fee.direction)))):
        by_size = freight.volumetric(parcel, fee.card)
        scale = int(parcel.stated("weight_g") or 0)
        fee.code = "FEE_WEIGHT"
        fee.check = "FA04" if by_size is not None and by_size >= scale else "FA03"
    elif (is_over or is_under) and by_zone:
        fee.code, fee.check = "FEE_ZONE", "FA05"
    elif is_over and fee.direction.startswith("return") and fee.card["return_factor"] and (
            Fraction(fee.card["return_factor"]) != 1
            and explains(freight.fee(fee.card, fee.priced, "outbound"))):
        fee.code, fee.check = "FEE_OVERBILLED", "FA12"
    elif not is_over and fee.extra > fee.extra_agreed:
        fee.code = "FEE_SURCHARGE"
    elif is_over:
        fee.code = "FEE_OVERBILLED"
    elif is_under:
        fee.code = "FEE_UNDERBILLED"


def figures(fee):
    """What an exception says should have been billed, and was."""
    if fee.code == "FEE_SURCHARGE":
        return fee.extra_agreed, fee.extra
    if fee.is_never_shipped:
        return 0, sum(fee.kinds.values())
    return fee.expected, fee.billed + (fee.extra if fee.code == "FEE_NO_RATE" else 0)


def disputes(fee):
    """(kind, check, billed, expected) of what can be had back, charge by charge."""
    found = []
    for kind, amount in sorted(fee.kinds.items(), key=lambda pair: CHARGES.index(pair[0])):
        owed = fee.owed[kind]
        if not fee.is_ours or amount <= 0:
            continue
        if fee.code and amount > owed:
            check = fee.check if kind == "freight" or fee.check in ("FA08", "FA01") else KINDS.get(
                kind, "FA06")
            found.append((kind, check, amount, owed))
        if fee.is_carriers_fault and owed > 0:
            found.append((kind, "FA11", owed, 0))
    return found


def recoverable(fee):
    """Above what is owed, of the shop's own money."""
    return sum(fee.kinds.values()) - sum(fee.owed.values()) if fee.is_ours else 0
