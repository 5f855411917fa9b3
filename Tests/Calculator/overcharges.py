"""What carriers charged too much and have paid back: their bills are paid that much as they stand."""

import claims


def subject(fee):
    return ("charge", fee.shop, fee.waybill, fee.invoice)


def paid_back(calculation):
    """By the claim's subject."""
    return {claim.subject: min(claim.amount, claims.Standing(claim, calculation.space).paid)
            for claim in claims.all_of(calculation) if not claim.is_of_parcel}


def on_bill(fee, paid):
    """What was paid at the counter is on no bill."""
    return paid.get(subject(fee), 0) if fee.is_paid_on_bill else 0
