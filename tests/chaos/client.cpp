#include "client.h"

#include "api/cancellations.h"
#include "api/disputes.h"
#include "api/escrow.h"
#include "api/fulfillments.h"
#include "api/order_edits.h"
#include "api/payments.h"
#include "api/payout_accounts.h"
#include "api/payout_batches.h"

namespace stoa::test {
namespace {

// A rule that may say no to any of the steps, for what others did meanwhile.
bool isRule(const Error& error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Stale ||
           error.kind == ErrorKind::Conflict || error.code == "refund.empty"; // all is given back
}

constexpr std::array<const char*, 12> kMethods{
    "tok_visa",     "tok_visa",         "tok_visa",         "tok_visa",
    "tok_visa",     "tok_mastercard",   "tok_slow",         "tok_disputed",
    "tok_declined", "tok_refund_fails", "tok_refund_fails", "tok_refund_pending"};

template <class T>
const T& anyOf(const std::vector<T>& all, Random& random)
{
    return all[static_cast<std::size_t>(random.between(0, std::ssize(all) - 1))];
}

} // namespace

Client::Client(const Scene& scene, Notes& notes, int number)
    : m_scene(scene),
      m_notes(notes),
      m_random(notes.seed() * 1000 + static_cast<std::uint64_t>(number)),
      m_name(std::to_string(notes.seed()) + '.' + std::to_string(number))
{}

void Client::step()
{
    ++m_steps;
    m_scene.outside.pass(std::chrono::milliseconds(m_random.between(1, 2000)));
    if (m_random.chance(0.2)) m_scene.outside.disturb(m_random);
    if (m_random.chance(0.03)) return switchProvider();
    const auto known = m_notes.anyOrder(m_random);
    if (!known || m_random.chance(0.2)) return place();
    if (m_random.chance(0.08)) return repeat(*known);
    if (m_random.chance(0.05)) return abuseKey(*known);
    if (m_random.chance(0.12)) return payOut(known->request.seller);
    if (m_random.chance(0.08)) return answerDispute(known->request.seller);
    change(*known);
}

void Client::place()
{
    const Shop& shop = m_scene.shop;
    const auto seller =
        static_cast<std::size_t>(m_random.between(0, static_cast<int>(shop.sellers()) - 1));
    Placed placed{Uuid::makeV7().text(), shop.checkout(m_random.between(1, 3), seller), {}};
    placed.request.buyer.email = "b" + m_name + '.' + std::to_string(m_steps) + "@example.org";
    placed.request.paymentMethod =
        kMethods[static_cast<std::size_t>(m_random.between(0, std::ssize(kMethods) - 1))];
    const auto answer = ask(shop.storefront(), placed.key, placed.request);
    if (!answer) {
        placed.why = describe(answer.error());
        return m_notes.refused(std::move(placed));
    }
    placed.order = answer->reply.row.id;
    m_notes.acknowledged(std::move(placed));
}

void Client::repeat(const Placed& known)
{
    const auto answer = ask(m_scene.shop.storefront(), known.key, known.request);
    if (!answer)
        m_notes.complain(known.order.text() + ": its key gives " + describe(answer.error()));
    else if (answer->reply.row.id != known.order || !answer->isReplayed)
        m_notes.complain(known.order.text() + ": its key made another order");
}

void Client::abuseKey(const Placed& known)
{
    auto other = known.request;
    other.buyer.name = "Somebody Else";
    const auto answer = ask(m_scene.shop.storefront(), known.key, other);
    if (answer || answer.error().code != "idempotency.key_reused")
        m_notes.complain(known.order.text() + ": its key took another request");
}

void Client::change(const Placed& known)
{
    const OrgId seller = known.request.seller;
    const auto found = ask(m_scene.admin, {}, api::GetOrder{seller, known.order});
    if (!found) return m_notes.complain(known.order.text() + ": cannot be read");
    const api::OrderView& order = found->reply;
    const Version version = order.row.version;
    switch (m_random.between(0, 15)) {
    case 0:
    case 1:
        return send(api::FulfillOrder{seller, known.order, version, {}, {}, {}, false});
    case 2:
        return send(api::DeliverOrder{seller, known.order, version});
    case 3:
        return send(api::CancelOrder{seller, known.order, version, someOf(order)});
    case 4:
        return send(api::ConfirmReceipt{seller, known.order, known.request.buyer.email},
                    m_scene.shop.storefront());
    case 5:
    case 6:
        return send(api::ReleaseEscrow{seller, known.order, "It is with the buyer."});
    case 7:
    case 8:
    case 9:
        return edit(order);
    case 10:
        return chargeBack(order);
    case 11:
        return decideRefund(order);
    default:
        return send(api::RequestRefund{seller, known.order, version, refundOf(order)});
    }
}

// One more or one less of something; what costs more is paid, or withdrawn.
void Client::edit(const api::OrderView& order)
{
    const api::OrderRow& row = order.row;
    if (settleEdit(order)) return;
    const api::OrderLineView& line = order.lines.at(0);
    const bool isMore = line.quantity == 0 || m_random.chance(0.6);
    api::EditOrder request{row.seller, row.id, row.version, {}};
    request.content.lines = {{line.id, line.quantity + (isMore ? 1 : -1)}};
    const auto asked = tryTo(request, m_scene.admin);
    if (asked) settleEdit(asked->reply);
}

// False when no edit waits for its money.
bool Client::settleEdit(const api::OrderView& order)
{
    const auto unpaid = std::ranges::find(order.edits, api::OrderEditStatus::AwaitingPayment,
                                          &api::OrderEditView::status);
    if (unpaid == order.edits.end()) return false;
    const OrgId seller = order.row.seller;
    if (m_random.chance(0.2))
        send(api::CancelOrderEdit{seller, order.row.id, unpaid->id});
    else
        send(api::PayOrderEdit{seller, order.row.id, unpaid->id, "tok_visa", std::nullopt},
             m_scene.shop.storefront());
    return true;
}

// One person prepares, another decides; now and then the bank returns what it had paid.
void Client::payOut(OrgId seller)
{
    if (m_random.chance(0.2)) return letIn(seller);
    if (m_random.chance(0.2)) {
        api::ListPayouts list;
        list.seller = seller;
        const auto payouts = ask(m_scene.admin, {}, list);
        if (payouts && !payouts->reply.items.empty())
            m_scene.outside.returnPayout(anyOf(payouts->reply.items, m_random).id.uuid());
        return;
    }
    const auto prepared = ask(m_scene.admin, Uuid::makeV7().text(), api::PreparePayouts{seller});
    if (!prepared) {
        if (prepared.error().code != "payout.nothing_due")
            m_notes.complain("payouts: " + describe(prepared.error()));
        return;
    }
    const api::PayoutBatchRow& batch = prepared->reply.row;
    if (m_random.chance(0.2))
        return send(api::CancelPayoutBatch{batch.id, batch.version, "Not today."});
    send(api::ApprovePayoutBatch{batch.id, batch.version}, m_scene.second);
}

// An account that the bank has refused is looked at, and used again.
void Client::letIn(OrgId seller)
{
    const auto account = ask(m_scene.admin, {}, api::GetPayoutAccount{seller});
    if (!account) return m_notes.complain("an account: " + describe(account.error()));
    if (account->reply.status != api::PayoutAccountStatus::Restricted) return;
    send(api::VerifyPayoutAccount{seller, account->reply.version}, m_scene.second);
}

void Client::chargeBack(const api::OrderView& order)
{
    if (order.payments.empty()) return;
    const api::PaymentView& payment = anyOf(order.payments, m_random);
    if (!payment.captured.isPositive() || !m_notes.mayChargeBack(payment.id)) return;
    const Money amount(m_random.between(1, payment.captured.minor()), payment.amount.currency());
    m_scene.outside.chargeBack(payment.id.uuid(), amount, m_random.chance(0.2));
}

// The seller's side answers or gives in, or the bank decides.
void Client::answerDispute(OrgId seller)
{
    api::ListDisputes list;
    list.seller = seller;
    const auto found = ask(m_scene.admin, {}, list);
    if (!found) return m_notes.complain("disputes: " + describe(found.error()));
    if (found->reply.items.empty()) return;
    const api::DisputeView& dispute = anyOf(found->reply.items, m_random);
    switch (m_random.between(0, 4)) {
    case 0:
        return m_scene.outside.decide(dispute.reference, "won");
    case 1:
        return m_scene.outside.decide(dispute.reference, "lost");
    case 2:
        return m_scene.outside.decide(dispute.reference,
                                      m_random.chance(0.5) ? "warning_closed" : "needs_response");
    case 3:
        return send(api::AcceptDispute{seller, dispute.id, dispute.version});
    default:
        return send(api::SubmitEvidence{seller, dispute.id, dispute.version, "Signed for."});
    }
}

void Client::decideRefund(const api::OrderView& order)
{
    if (order.refunds.empty()) return;
    const api::RefundView& refund = anyOf(order.refunds, m_random);
    m_scene.outside.decideRefund(refund.id.uuid(), m_random.chance(0.3) ? "succeeded" : "failed");
}

// New payments go elsewhere; those that have begun finish where they are.
void Client::switchProvider()
{
    const auto routes = ask(m_scene.admin, {}, api::GetPaymentRoutes{});
    if (!routes) return m_notes.complain("routes: " + describe(routes.error()));
    api::SetPaymentRoute request;
    request.method = "card";
    request.provider = m_random.chance(0.3) ? "sandbox" : "sandbox_pay";
    if (!routes->reply.routes.empty()) request.version = routes->reply.routes.at(0).version;
    send(request);
}

api::CancelContent Client::someOf(const api::OrderView& order)
{
    api::CancelContent content;
    if (m_random.chance(0.5)) content.lines.push_back({order.lines.at(0).id, 1});
    return content;
}

api::RefundContent Client::refundOf(const api::OrderView& order)
{
    api::RefundContent content;
    const Currency currency = order.row.total.currency();
    switch (m_random.between(0, 2)) {
    case 0:
        content.lines.push_back({order.lines.at(0).id, 1, std::nullopt, api::Restock::Restock});
        break;
    case 1:
        content.extra = Money(m_random.between(1, order.row.total.minor()), currency);
        break;
    default:
        content.shipping = Money(m_random.between(1, 490), currency);
    }
    if (m_random.chance(0.3)) content.to = api::RefundDestination::StoreCredit;
    return content;
}

template <class Request>
Result<api::Answer<typename Request::Reply>> Client::tryTo(const Request& request,
                                                           const std::string& token)
{
    const auto answer = ask(token, Uuid::makeV7().text(), request);
    const std::string name(api::operation<Request>().name);
    if constexpr (requires { answer->reply.row.version == request.version; }) {
        const bool isAsked = answer && std::is_same_v<Request, api::EditOrder> &&
                             answer->reply.row.version == request.version; // of the buyer
        if (answer && !isAsked && !(request.version < answer->reply.row.version))
            m_notes.complain(name + " changed something that has the version it had");
    }
    if (!answer && !isRule(answer.error()))
        m_notes.complain(name + ": " + describe(answer.error()));
    return answer;
}

template <class Request>
void Client::send(const Request& request, const std::string& token)
{
    static_cast<void>(tryTo(request, token.empty() ? m_scene.admin : token));
}

template <class Request>
Result<api::Answer<typename Request::Reply>>
Client::ask(const std::string& token, const std::string& key, const Request& request)
{
    auto answer = askUntilDefinite(m_scene.node, token, key, request);
    if (!answer && isOpen(answer.error()))
        m_notes.complain(std::string(api::operation<Request>().name) +
                         ": no definite answer: " + describe(answer.error()));
    else if (!answer && answer.error().code.starts_with("db."))
        m_notes.complain(std::string(api::operation<Request>().name) +
                         ": no rule said so, the database did: " + describe(answer.error()));
    return answer;
}

} // namespace stoa::test
