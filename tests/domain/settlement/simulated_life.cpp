#include "simulated_life.h"

namespace stoa::test {

SimulatedLife::SimulatedLife(std::uint64_t seed)
    : m_random(seed),
      m_bank(m_random, static_cast<double>(m_random.between(0, 30)) / 100,
             static_cast<double>(m_random.between(0, 50)) / 100)
{
    const char* const codes[] = {"JPY", "EUR", "KWD"};
    const Currency currency = Currency::of(codes[m_random.between(0, 2)]);
    m_none = Money(0, currency);
    m_order = randomOrder(m_random, currency);
    m_order.authorized = m_order.captured = m_none;
    m_order.payments.clear();
    m_held = m_payable = m_paidOut = m_debt = m_none;
    m_released = {m_none, m_none, m_none, m_none};
    if (!m_order.total.isPositive()) return;
    m_payment = PaymentId::make();
    m_attempts[m_payment.uuid()] = payments::paymentAttempt(
        m_payment, OrderId::make(), m_bank.name(), m_order.total, "tok_visa", m_now);
}

std::string SimulatedLife::run()
{
    if (m_attempts.empty()) return {};
    for (int event = 0; event < kEvents && m_problem.empty(); ++event) {
        m_now =
            m_now + std::chrono::seconds(m_random.chance(0.006) ? 1000 : m_random.between(0, 20));
        happen();
        check();
    }
    m_bank.heal();
    for (int round = 0; round < kRounds && m_problem.empty() && !isAtRest(); ++round) {
        m_now = m_now + std::chrono::minutes(1);
        m_bank.deliverLate();
        m_bank.decide();
        if (const auto told = m_bank.news()) begin(*told, settlement::News::Yes);
        beginAny();
        while (!m_workers.empty() && m_problem.empty())
            advanceAny();
        check();
    }
    if (m_problem.empty()) compare();
    return m_problem;
}

void SimulatedLife::happen()
{
    switch (m_random.between(0, 13)) {
    case 0:
        return m_bank.deliverLate();
    case 1:
        return m_bank.decide();
    case 2:
        if (const auto told = m_bank.news()) begin(*told, settlement::News::Yes);
        return;
    case 3:
        return die();
    case 4:
        return giveBack(randomContent(m_random, m_order));
    case 5:
        return m_random.chance(0.1) ? cancel() : sendGoods();
    case 6:
        return m_random.chance(0.5) ? edit() : m_random.chance(0.5) ? release() : payOut();
    case 7:
    case 8:
    case 9:
        return beginAny();
    default:
        return advanceAny();
    }
}

void SimulatedLife::begin(const Uuid& id, settlement::News news)
{
    payments::Attempt& stored = m_attempts.at(id);
    settlement::Prepared prepared{payments::asOf(stored, m_now), payments::Action::Nothing};
    prepared.action = news == settlement::News::Yes
                          ? payments::actionAfterNews(prepared.attempt, m_now)
                          : payments::nextAction(prepared.attempt, m_now);
    if (prepared.action == payments::Action::Nothing) return;
    if (prepared.action == payments::Action::Send) {
        prepared.attempt.isSent = true;
        stored = prepared.attempt;
    }
    m_workers.push_back({std::move(prepared), news});
}

void SimulatedLife::beginAny()
{
    std::vector<Uuid> open;
    for (const auto& [id, attempt] : m_attempts)
        if (attempt.step != Step::Settled) open.push_back(id);
    if (open.empty()) return;
    begin(open[static_cast<std::size_t>(m_random.between(0, std::ssize(open) - 1))],
          settlement::News::No);
}

std::vector<SimulatedLife::Worker>::iterator SimulatedLife::anyWorker()
{
    return m_workers.begin() + m_random.between(0, std::ssize(m_workers) - 1);
}

SimulatedLife::Worker SimulatedLife::take(std::vector<Worker>::iterator at)
{
    Worker worker = std::move(*at);
    m_workers.erase(at);
    return worker;
}

void SimulatedLife::advanceAny()
{
    if (m_workers.empty()) return;
    const auto worker = anyWorker();
    if (!worker->outcome) {
        worker->outcome = settlement::ask(m_bank, worker->prepared);
        return;
    }
    const Worker done = take(worker);
    settle(done, *done.outcome);
}

void SimulatedLife::die()
{
    if (m_workers.empty()) return;
    again(take(anyWorker()));
}

void SimulatedLife::again(const Worker& worker)
{
    if (worker.news == settlement::News::Yes) m_bank.tellAgain(worker.prepared.attempt.id);
}

void SimulatedLife::settle(const Worker& worker, const gateways::Outcome& outcome)
{
    const settlement::Prepared& prepared = worker.prepared;
    payments::Attempt& stored = m_attempts.at(prepared.attempt.id);
    const bool isInDoubt = outcome.verdict == gateways::Verdict::InDoubt;
    if (prepared.isReview() && isInDoubt) return again(worker);
    if (!payments::isAsPrepared(stored, prepared.attempt)) return again(worker);
    const auto conclusion = payments::conclude(stored, prepared.action, outcome, m_now);
    stored = conclusion.after;
    if (stored.isRefund()) return settleRefund(stored.id, conclusion.finding);
    if (conclusion.finding == Finding::Failed) {
        stored.hasFailed = true;
        ++m_tally.failed;
        callOff();
    } else if (conclusion.finding == Finding::Captured) {
        stored.hasFailed = false;
        captured(stored);
    }
}

void SimulatedLife::captured(const payments::Attempt& payment)
{
    if (m_order.captured.isPositive()) return complain("captured twice");
    m_order.authorized = m_order.captured = payment.amount;
    ++m_tally.captured;
    m_held += payment.amount;
    m_order.payments = {
        {m_payment, payment.reference, payment.amount, m_none, payment.provider, m_none}};
    if (m_order.status != api::OrderStatus::Canceled) return;
    api::RefundContent all; // nobody wants it any more
    for (const auto& line : m_order.lines) {
        const auto left = line.quantity - line.refundedQuantity;
        if (left > 0) all.lines.push_back(refundLine(line.id, left));
    }
    all.shipping = m_order.shipping - m_order.shippingRefunded;
    giveBack(all);
    if (m_order.refunded != m_order.captured) complain("money of a canceled order stays");
}

void SimulatedLife::settleRefund(const Uuid& id, Finding finding)
{
    Given& given = m_given.at(id);
    if (finding == Finding::Refunded && given.fate == Fate::Pending) {
        ++m_tally.refunded;
        given.fate = Fate::Succeeded;
    } else if (finding == Finding::Failed && given.fate == Fate::Pending) {
        ++m_tally.refusedRefunds;
        m_order = refunds::takenBack(std::move(m_order), given.plan);
        putBack(given);
    } else if (finding == Finding::Reversed && given.fate == Fate::Succeeded) {
        ++m_tally.reversed;
        m_order = refunds::reversed(std::move(m_order), given.plan);
        putBack(given);
    }
}

void SimulatedLife::putBack(Given& given)
{
    given.fate = Fate::Failed;
    m_order.payments.front().refunded -= given.plan.outside();
    m_held += given.from.hold;
    m_released.fee += given.from.fee;
    m_released.tax += given.from.tax;
    m_released.collectedTax += given.from.collectedTax;
    m_released.seller += given.from.seller();
    const Money owed = std::min(given.from.debt, m_debt);
    m_debt -= owed;
    m_payable += given.from.seller() - owed;
}

ledger::EscrowState SimulatedLife::escrow() const
{
    ledger::EscrowState state;
    state.held = m_held;
    state.pending = state.disputed = state.feeLeft = state.feeTaxLeft = m_none;
    state.released = m_released;
    state.excess = m_order.excess();
    state.collectedTaxLeft =
        m_order.isShippingTaxCollected ? m_order.shippingTax - m_order.shippingTaxRefunded : m_none;
    for (const auto& line : m_order.lines) {
        state.feeLeft += line.commission - line.commissionRefunded;
        state.feeTaxLeft += line.commissionTax - line.commissionTaxRefunded;
        if (line.isTaxCollected) state.collectedTaxLeft += line.tax - line.taxRefunded;
    }
    return state;
}

void SimulatedLife::giveBack(const api::RefundContent& content)
{
    auto plan = refunds::planRefund(m_order, content);
    if (!plan) return; // test_refund_rules.cpp says when
    plan->credit = refunds::creditOf(m_order, content.to, plan->total);
    if (plan->credit.isPositive()) return complain("a payment cannot give back its own");
    const auto from =
        ledger::sourcesOf(escrow(), plan->total, refunds::givenBack(m_order, *plan), m_payable);
    m_held -= from.hold;
    m_released.fee -= from.fee;
    m_released.tax -= from.tax;
    m_released.collectedTax -= from.collectedTax;
    m_released.seller -= from.seller();
    m_payable -= from.payable;
    m_debt += from.debt;
    m_order = refunds::applied(std::move(m_order), *plan);
    auto& payment = m_order.payments.front();
    payment.refunded += plan->outside();
    const RefundId id = RefundId::make();
    m_attempts[id.uuid()] = payments::refundAttempt(id, m_payment, OrderId::make(), m_bank.name(),
                                                    plan->outside(), payment.reference);
    m_given[id.uuid()] = {std::move(*plan), from};
}

void SimulatedLife::cancel()
{
    api::CancelContent content;
    if (m_random.chance(0.8)) content.lines.push_back({m_order.lines.front().id, 1});
    const auto plan = refunds::planCancellation(m_order, content);
    if (!plan) return;
    ++m_tally.canceled;
    orders::withdraw(m_order, plan->unpaid);
    if (plan->isWhole) {
        m_order.status = api::OrderStatus::Canceled;
        auto& payment = m_attempts.at(m_payment.uuid());
        if (payment.step != Step::Settled) payment.expiresAt = std::min(payment.expiresAt, m_now);
    }
    if (!plan->amount.isPositive()) return;
    const Money before = m_order.refunded;
    giveBack(plan->back);
    if (m_order.refunded - before != plan->amount) complain("canceling gave back another sum");
}

void SimulatedLife::edit()
{
    api::OrderEditContent content;
    const auto at = m_random.between(0, std::ssize(m_order.lines) - 1);
    const orders::LineState& line = m_order.lines[static_cast<std::size_t>(at)];
    if (line.quantity > 0)
        content.lines.push_back({line.id, m_random.between(0, line.quantity - 1)});
    if (m_random.chance(0.3)) {
        content.shipping = Money(m_random.between(0, m_order.shipping.minor()), m_none.currency());
    }
    const api::Address address;
    ledger::Escrow escrowed;
    escrowed.captured = m_order.captured;
    escrowed.refunded = m_order.refunded;
    escrowed.state = escrow();
    if (!m_released.total().isZero()) escrowed.releasedAt = m_now;
    const auto plan = edits::planEdit({OrgId(), m_order, address, escrowed, {}, {}}, content);
    if (!plan) return;
    ++m_tally.edited;
    m_order = plan->after;
    if (plan->back.isZero()) return;
    api::RefundContent back;
    back.extra = plan->back;
    const Money before = m_order.refunded;
    giveBack(back);
    if (m_order.refunded - before != plan->back) complain("an edit gave back another sum");
}

void SimulatedLife::callOff()
{
    m_order.authorized = m_none;
    for (std::size_t i = 0; i < m_order.lines.size(); ++i) {
        const orders::LineShare open{i, m_order.lines[i].open()};
        orders::withdraw(m_order, std::span(&open, 1));
    }
    m_order.status = api::OrderStatus::Canceled;
}

void SimulatedLife::sendGoods()
{
    if (!orders::mayLeave(m_order)) return;
    const auto open = orders::chosenOf(m_order, {});
    if (open && !open->empty() && m_random.chance(0.6)) {
        orders::pack(m_order, *open);
        return;
    }
    if (m_order.parcels.empty()) return;
    const auto id = m_order.parcels.back().id;
    const auto command = m_random.chance(0.2)   ? orders::ParcelCommand::Cancel
                         : m_random.chance(0.5) ? orders::ParcelCommand::HandOver
                                                : orders::ParcelCommand::Deliver;
    if (orders::advance(m_order, id, command)) ++m_tally.sent; // else it was not its turn
}

void SimulatedLife::release()
{
    const ledger::Shares shares = ledger::release(escrow());
    if (shares.total().isPositive()) ++m_tally.released;
    m_held -= shares.total();
    m_released.seller += shares.seller;
    m_released.fee += shares.fee;
    m_released.tax += shares.tax;
    m_released.collectedTax += shares.collectedTax;
    m_payable += shares.seller;
}

void SimulatedLife::payOut()
{
    m_paidOut += std::exchange(m_payable, m_none);
}

void SimulatedLife::complain(std::string what)
{
    if (m_problem.empty()) m_problem = std::move(what);
}

void SimulatedLife::check()
{
    refuse(m_order.captured != m_order.refunded + m_held + m_released.total(),
           "captured is not refunded, held and released");
    refuse(sumOf(m_order, &orders::LineState::total) + m_order.shipping != m_order.total,
           "an order is not its lines");
    refuse(m_order.captured.isPositive() && m_order.captured != m_order.total + m_order.reduced,
           "captured is not the total and what edits took off");
    refuse(m_held.isNegative() || m_payable.isNegative() || m_debt.isNegative(), "below nothing");
    refuse(m_released.seller != m_payable + m_paidOut - m_debt, "the seller's part");
    refuse(m_order.refunded > m_order.captured, "more refunded than captured");
    refuse(sumOf(m_order, &orders::LineState::refunded) + m_order.shippingRefunded +
                   m_order.excessRefunded !=
               m_order.refunded,
           "lines and shipping differ from what was refunded");
    for (const auto& line : m_order.lines) {
        refuse(line.open() < 0 || line.refundedQuantity > line.quantity, "quantities of a line");
        refuse(line.refunded.isNegative() || line.refunded > line.total, "money of a line");
        refuse(line.commissionRefunded > line.commission || line.taxRefunded > line.tax ||
                   line.commissionTaxRefunded > line.commissionTax,
               "parts of a line");
    }
    checkRefunds();
    refuse(m_bank.payment().state == SimulatedBank::State::Captured &&
               m_bank.payment().refunded > m_bank.payment().amount,
           "the provider gave back more than it took");
}

void SimulatedLife::checkRefunds()
{
    Money total = m_none;
    Money fee = m_none;
    Money feeTax = m_none;
    Money tax = m_none;
    for (const auto& [_, given] : m_given) {
        if (given.fate == Fate::Failed) continue;
        total += given.plan.total;
        fee += given.plan.commission;
        feeTax += given.plan.commissionTax;
        tax += given.plan.shippingTax;
        for (const auto& line : given.plan.lines)
            tax += line.tax;
    }
    refuse(total != m_order.refunded, "the refunds and what was refunded");
    refuse(fee != sumOf(m_order, &orders::LineState::commissionRefunded), "the commission");
    refuse(feeTax != sumOf(m_order, &orders::LineState::commissionTaxRefunded), "its tax");
    refuse(tax != sumOf(m_order, &orders::LineState::taxRefunded) + m_order.shippingTaxRefunded,
           "the tax on the goods");
}

void SimulatedLife::refuse(bool isBroken, const char* law)
{
    if (isBroken) complain(law);
}

bool SimulatedLife::isAtRest() const
{
    return m_bank.isQuiet() && m_workers.empty() &&
           std::ranges::all_of(m_attempts,
                               [](const auto& each) { return each.second.step == Step::Settled; });
}

void SimulatedLife::compare()
{
    using State = SimulatedBank::State;
    if (!isAtRest()) return complain("in doubt for ever");
    const State state = m_bank.payment().state;
    if (state == State::Authorised) complain("the provider holds money for nothing");
    if ((state == State::Captured) != m_order.captured.isPositive())
        complain("captured on one side only");
    for (const auto& [id, given] : m_given) {
        const auto theirs = m_bank.refunds().find(id);
        const bool hasGone = theirs != m_bank.refunds().end() &&
                             theirs->second.verdict == gateways::Verdict::Approved;
        if (hasGone != (given.fate == Fate::Succeeded)) complain("refunded on one side only");
        if (hasGone && theirs->second.amount != given.plan.outside()) complain("another sum");
    }
    if (m_bank.refunds().size() > m_given.size()) complain("a refund that nobody asked for");
}

} // namespace stoa::test
