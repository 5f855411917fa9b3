"""Rows of batches, and how an amount is shared out among them."""


class Row:
    """One row of a batch: `cells` are what is compared, `means` the payment it goes back to. What
    calls another row off keeps its amount, and tells 0.00."""

    def __init__(self, kind, subject, action, cells, amount=None, means=None, attempt=1):
        self.kind, self.subject, self.action, self.cells = kind, subject, action, cells
        self.amount, self.means, self.attempt = amount, means, attempt
        # The row that this one follows, and the decision that released it.
        self.replaces = self.release = None
        self.state, self.is_off = "issued", False
        self.day, self.round = None, 0
        # Of a claim: all that was wanted when it left.
        self.whole = amount

    @property
    def told_amount(self):
        return 0 if self.action == "cancel" else self.amount


def split(amount, weights):
    """Whole units as near to the weights as can be: what is left goes to the largest remainders."""
    total = sum(weights)
    if total == 0:
        return [amount if place == 0 else 0 for place in range(len(weights))]
    shares = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for place in order[:amount - sum(shares)]:
        shares[place] += 1
    return shares


def heirs_of(before, parts):
    """Each new share with the old row in whose place it comes: none may get more than the old one
    of its payment, else all may, shared like the old ones."""
    if not before:
        return [(part, None) for part in parts]
    if len(before) == len(parts) == 1:
        return [(parts[0], before[0])]
    pairs = [(part, next((old for old in before if old.means == part[0]), None)) for part in parts]
    if all(old is not None and (len(before) == len(parts) or part[1] <= old.amount)
           for part, old in pairs) and len({id(old) for _, old in pairs}) == len(pairs):
        return pairs
    amounts = split(sum(amount for _, amount in parts), [old.amount for old in before])
    return [((old.means, share), old) for old, share in zip(before, amounts) if share > 0]
