"""What people decided about exceptions, and what each decision is worth at the end of a date.

An exception is named by the program; its decision says in its note which case line it is about and
what is expected there, so that nothing of the program's output is needed.
"""

import csv
import os

import civil
import follow
import judge

# Rights of the two roles; a clerk's are bounded by amounts.
CLERKS = ("Wang Bo", "Zhao Min")
CHIEFS = ("Li Wen",)
LIMIT = {"CNY": 5000, "EUR": 5000, "JPY": 5000}
APPROVAL = {"CNY": 2000, "EUR": 2000, "JPY": 2000}
CLERKS_ACTIONS = ("accept", "note", "snooze")
MONEY = ("refund", "freight_refund", "difference_refund")

PEOPLE = """\
roles:
  chief:
    actions: [accept, write_off, match, unmatch, set_amount, compensate, resend, reship, note, assign, snooze, reopen, revoke]
  clerk:
    actions: [accept, note, snooze]
    limits: {CNY: "50.00", EUR: "50.00", JPY: "5000"}
    approval_above: {CNY: "20.00", EUR: "20.00", JPY: "2000"}
people:
  - {name: Li Wen, roles: [chief]}
  - {name: Wang Bo, roles: [clerk]}
  - {name: Zhao Min, roles: [clerk]}
"""


def note(key, name):
    """How a decision's note tells what it is about."""
    return ":".join([*key, name])


def state(calculation, key, name):
    """What an exception says: None while there is none."""
    case = calculation.cases.get(key)
    if case is None or name not in case.open:
        return None
    # What has failed is trouble before its last day.
    failed = case.failed(name)
    if not calculation.space.is_over(
            case.open[name][0], case.shop, judge.PROOF[name]) and not failed:
        return None
    waybill = case.way_back.waybill if case.way_back and name not in MONEY else ""
    found = follow.told(case, name, calculation.space)[0]
    return (*found, case.received.get(name, 0), waybill, failed)


class Decision:
    def __init__(self, row):
        self.row, self.id, self.action = row, row["decision_id"], row["action"]
        *key, self.name = row["note"].split(":")
        self.key = tuple(key)
        self.day = civil.day_from(row["decided_at"][:10])
        self.standing, self.ground = "new", None

    def amount(self, case):
        return judge.minor(self.row["amount"], case.currency)


def read(root):
    """All decisions of the inbox in the order in which they were taken."""
    found = []
    for name in sorted(os.listdir(os.path.join(root, "inbox"))):
        if name.startswith("decisions"):
            with open(os.path.join(root, "inbox", name), encoding="utf-8", newline="") as file:
                found += [Decision(row) for row in csv.DictReader(file)]
    return sorted(found, key=lambda decision: (decision.day, decision.id))


def rests_on_facts(decision):
    """Who is told of it, and what is noted, holds whatever the exception says."""
    return decision.action not in ("assign", "note")


def is_attempt_open(decision, base, book):
    """A refund was sent, and nothing says that this one failed: what failed was tried before it left."""
    key = ("refund", (*decision.key, decision.name))
    if key not in book.open:
        return False
    case = base.cases[decision.key]
    row = case.space.payments_by_number(case.shop)[case.failed(decision.name)]
    return case.day(row["settled_at"]) <= book.day[key]


def ground(decision, now, base):
    """What a decision rests on: that a refund is sent again, on the attempt that failed alone; whose
    money a movement is, on what is expected alone."""
    if decision.action == "match":
        case = base.cases.get(decision.key)
        return case and case.owed.get(decision.name)
    return now and now[-1] if decision.action == "resend" else now


def judge_all(decisions, base, before, book=None):
    """Judges the decisions of the date and those in force. `base` is what would be found without
    any; `before` the same of the date before; `book` what was issued up to then."""
    for decision in decisions:
        now = state(base, decision.key, decision.name)
        if decision.day == base.space.last_day:
            if decision.action in ("revoke", "reopen"):
                decision.standing = "in force" if take_back(decision, decisions) else "refused"
            elif now is None or rests_on_facts(decision) and now != state(
                    before, decision.key, decision.name):
                decision.standing = "refused"
            elif decision.action == "resend" and (not now[-1] or is_attempt_open(
                    decision, base, book)):
                decision.standing = "refused"
            else:
                decision.standing = "refused" if is_barred(decision, base) else "in force"
                decision.ground = ground(decision, now, base)
        elif decision.standing == "in force" and now is not None and (
                rests_on_facts(decision) and ground(decision, now, base) != decision.ground):
            decision.standing = "lapsed"
        # What was promised to a customer, or sent again, stays so when the trouble has passed; and
        # money that a person matched is what it is whatever else comes.
        decision.is_waiting = now is None
        stays = decision.action in ("compensate", "reship") or decision.action == "match" and (
            ground(decision, now, base) == decision.ground)
        decision.is_applied = decision.standing == "in force" and (now is not None or stays)


def take_back(decision, decisions):
    """What has lapsed already cannot be taken back: says whether anything was."""
    others = [other for other in decisions if other is not decision and (
        other.key, other.name) == (decision.key, decision.name)]
    was_in_force = any(other.standing == "in force" for other in others)
    for other in others:
        other.standing, other.is_applied = "revoked", False
    return was_in_force


def is_barred(decision, base):
    """Outside the rights of the person, or in need of another one."""
    case, person = base.cases[decision.key], decision.row["decided_by"]
    if person in CHIEFS:
        return False
    if person not in CLERKS or decision.action not in CLERKS_ACTIONS:
        return True
    stake = 0
    if decision.action == "accept" and decision.name in MONEY:
        stake = follow.told(case, decision.name, case.space)[0][1]
    if stake > LIMIT[case.currency]:
        return True
    approver = decision.row["approved_by"]
    if approver:
        return approver == person or approver not in CLERKS + CHIEFS
    return stake > APPROVAL[case.currency]


def before_money(decisions, case):
    """`set_amount`: what a person says is expected."""
    for decision in decisions:
        if decision.action == "set_amount" and decision.name in case.open:
            last, amount = case.open[decision.name][0], decision.amount(case)
            case.open[decision.name] = (last, amount)
            case.owed[decision.name] = amount
            if decision.name == "refund":
                case.agreed = amount
            if amount == 0:
                del case.open[decision.name], case.owed[decision.name]


def hold_back(decisions, space):
    """`unmatch`: nobody but a person matches that money from now on."""
    space.held_back |= {decision.row["target"] for decision in decisions
                        if decision.action == "unmatch"}


def match(decisions, case, space):
    """Money that a person knows to be an expectation's."""
    for decision in decisions:
        for row in space.feeds["settlements"]:
            if decision.action == "match" and row["txn_id"] == decision.row["target"]:
                space.spent.add(row["txn_id"])
                amount = judge.minor(row["amount"], row["currency"])
                case.paid[decision.name] = case.day(row["settled_at"])
                case.payments[row["txn_id"]] = decision.name
                case.actual += amount
                case.open.pop(decision.name, None)


def after_all(decisions, case, lines):
    """What is given up, promised on top, tried again, or done with. `lines` are all of the case."""
    first = lines[0]
    for decision in decisions:
        is_done = decision.action == "accept"
        if decision.action == "resend":
            case.resent[decision.name] = decision
        if decision.action == "reship":
            for line in lines:
                line.reshipped.append(decision)
        if decision.action == "compensate":
            days = int(first.policy["refund_days"])
            # Several may be promised to one case.
            name = f"compensation {decision.key[2]} {decision.name}"
            first.promised[name] = decision.day
            first.promised_by[name] = decision.id
            first.expect(name, decision.day + days, decision.amount(case))
        if decision.action in ("accept", "write_off") and decision.name in MONEY:
            (_, missing), *coming = follow.told(case, decision.name, case.space)
            amount = decision.amount(case)
            if amount is None:
                amount = missing - case.received.get(decision.name, 0)
            case.given_up[decision.name] = amount
            if decision.name == "refund":
                settled, whole = amount + case.received.get("refund", 0), case.open["refund"][1]
                case.open["refund"] = (follow.refund_day(case, whole, settled), whole)
            # What is not due yet is not given up.
            is_done = not coming and amount == missing - case.received.get(decision.name, 0)
        closes = is_done or (
            decision.action in ("compensate", "reship") and decision.name not in MONEY)
        if closes and not decision.is_waiting:
            case.open.pop(decision.name, None)
