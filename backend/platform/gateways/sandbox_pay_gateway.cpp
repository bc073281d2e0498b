#include "platform/gateways/sandbox_pay_gateway.h"

#include "platform/gateways/webhook_signature.h"
#include "platform/json/json.h"

namespace stoa::gateways {
namespace {

constexpr std::size_t kMaxLines = 100;

std::string textIn(const json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::int64_t numberIn(const json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::optional<json::object> readObject(std::string_view body)
{
    boost::system::error_code failed;
    const json::value value = json::parse(json::string_view(body.data(), body.size()), failed);
    if (failed || !value.is_object()) return std::nullopt;
    return value.get_object();
}

json::object amountOf(const Money& amount)
{
    return {{"amount", amount.minor()}, {"currency", amount.currency().code()}};
}

Verdict verdictOf(std::string_view status)
{
    for (const std::string_view good : {"requires_capture", "captured", "succeeded", "paid"}) {
        if (status == good) return Verdict::Approved;
    }
    if (status == "processing" || status == "pending") return Verdict::Pending;
    if (status == "failed" || status == "canceled") return Verdict::Declined;
    return Verdict::InDoubt; // a word that this version does not know
}

// Of a payment, refund, transfer, reversal, payout or dispute.
Outcome outcomeOf(const json::object& object)
{
    const std::string status = textIn(object, "status");
    Outcome outcome;
    // A dispute has taken what it was told, whatever it says now.
    outcome.verdict = textIn(object, "kind") == "disputes" ? Verdict::Approved : verdictOf(status);
    outcome.reference = textIn(object, "id");
    outcome.method = textIn(object, "method_text");
    outcome.isCaptured = status == "captured";
    if (outcome.verdict == Verdict::Declined) {
        outcome.reason = textIn(object, "failure");
        if (outcome.reason.empty()) outcome.reason = status;
    }
    const bool isBack = textIn(object, "kind") == "transfers" &&
                        numberIn(object, "reversed") == numberIn(object, "amount");
    if (isBack) return {Verdict::Declined, outcome.reference, std::string(kReversed), {}};
    return outcome;
}

Outcome refusalOf(const json::object& body)
{
    const std::string code = textIn(body, "error");
    const Verdict verdict = code == "unknown_method" ? Verdict::UnknownMethod : Verdict::Declined;
    return {verdict, {}, code, {}};
}

std::optional<DisputeState> disputeState(std::string_view status)
{
    if (status == "warning_needs_response") return DisputeState::WarningNeedsResponse;
    if (status == "warning_under_review") return DisputeState::WarningUnderReview;
    if (status == "warning_closed") return DisputeState::WarningClosed;
    if (status == "needs_response") return DisputeState::NeedsResponse;
    if (status == "under_review") return DisputeState::UnderReview;
    if (status == "won") return DisputeState::Won;
    if (status == "lost") return DisputeState::Lost;
    return std::nullopt;
}

std::optional<NoticeKind> noticeKind(std::string_view type)
{
    const auto kind = type.substr(0, type.find('.'));
    if (kind == "payment") return NoticeKind::Payment;
    if (kind == "refund") return NoticeKind::Refund;
    if (kind == "dispute") return NoticeKind::Dispute;
    if (kind == "payout") return NoticeKind::PayOut;
    if (kind == "transfer") return NoticeKind::Transfer;
    return std::nullopt;
}

Error unreadable()
{
    return makeError(ErrorKind::Unavailable, "provider.unavailable", "the answer is unreadable");
}

struct TypeRow {
    std::string_view type;
    BalanceKind kind;
};
constexpr std::array kTypes{
    TypeRow{"charge", BalanceKind::Charge},
    TypeRow{"refund", BalanceKind::Refund},
    TypeRow{"refund_failure", BalanceKind::RefundFailure},
    TypeRow{"dispute", BalanceKind::Dispute},
    TypeRow{"dispute_won", BalanceKind::DisputeReversal},
    TypeRow{"transfer", BalanceKind::Transfer},
    TypeRow{"transfer_reversal", BalanceKind::TransferReversal},
};

BalanceKind kindOf(std::string_view type)
{
    const auto* row = std::ranges::find(kTypes, type, &TypeRow::type);
    return row == kTypes.end() ? BalanceKind::Other : row->kind;
}

Result<BalanceLine> lineOf(const json::object& object)
{
    STOA_TRY(currency, Currency::parse(textIn(object, "currency")));
    return BalanceLine{textIn(object, "id"),
                       kindOf(textIn(object, "type")),
                       textIn(object, "source"),
                       Money(numberIn(object, "amount"), currency),
                       Money(numberIn(object, "fee"), currency),
                       Timestamp(numberIn(object, "created"))};
}

} // namespace

SandboxPayGateway::SandboxPayGateway(ProviderLink::Options link, std::string webhookSecret)
    : m_link(std::move(link)), m_webhookSecret(std::move(webhookSecret))
{}

// A refusal of the request itself is Declined; any other answer that is not understood is no
// answer.
Outcome SandboxPayGateway::post(const Uuid& attempt, std::string_view step, const std::string& path,
                                const std::string& body) const
{
    HttpCall call;
    call.method = "POST";
    call.path = path;
    call.headers = {"Content-Type: application/json",
                    "Idempotency-Key: " + std::string(step) + '-' + attempt.text()};
    call.body = body;
    const auto answer = m_link.call(call);
    if (!answer) return {};
    const auto object = readObject(answer->body);
    if (!object) return {};
    if (answer->status == 200) return outcomeOf(*object);
    const bool isRefused = answer->status == 400 || answer->status == 404 || answer->status == 409;
    const bool isUnderWay = textIn(*object, "error") == "idempotency_key_in_use";
    return isRefused && !isUnderWay ? refusalOf(*object) : Outcome{};
}

Outcome SandboxPayGateway::find(const Uuid& attempt, std::string_view kind) const
{
    HttpCall call;
    call.path = "/v1/" + std::string(kind) + "?attempt=" + attempt.text();
    const auto answer = m_link.call(call);
    if (!answer) return {};
    const auto object = readObject(answer->body);
    if (!object) return {};
    if (answer->status == 404) return {Verdict::Absent, {}, {}, {}};
    return answer->status == 200 ? outcomeOf(*object) : Outcome{};
}

Outcome SandboxPayGateway::authorise(const Uuid& attempt, const Money& amount,
                                     std::string_view method) const
{
    json::object body = amountOf(amount);
    body["method"] = method;
    body["attempt"] = attempt.text();
    return post(attempt, "authorise", "/v1/payments", json::serialize(body));
}

Outcome SandboxPayGateway::capture(const Uuid& attempt, const Money& amount,
                                   std::string_view payment) const
{
    return post(attempt, "capture", "/v1/payments/" + urlEncoded(payment) + "/capture",
                json::serialize(amountOf(amount)));
}

Outcome SandboxPayGateway::cancel(const Uuid& attempt, std::string_view payment) const
{
    Outcome outcome =
        post(attempt, "cancel", "/v1/payments/" + urlEncoded(payment) + "/cancel", "{}");
    // The payment that is canceled is what was asked for.
    const bool isDone = outcome.verdict == Verdict::Declined && outcome.reason == "canceled";
    if (isDone) outcome.verdict = Verdict::Approved;
    return outcome;
}

Outcome SandboxPayGateway::refund(const Uuid& attempt, const Money& amount,
                                  std::string_view payment) const
{
    json::object body = amountOf(amount);
    body["payment"] = payment;
    body["attempt"] = attempt.text();
    return post(attempt, "refund", "/v1/refunds", json::serialize(body));
}

Outcome SandboxPayGateway::transfer(const Uuid& attempt, const Money& amount,
                                    std::string_view account) const
{
    json::object body = amountOf(amount);
    body["account"] = account;
    body["attempt"] = attempt.text();
    return post(attempt, "transfer", "/v1/transfers", json::serialize(body));
}

Outcome SandboxPayGateway::reverseTransfer(const Uuid& attempt, const Money& amount,
                                           std::string_view transfer) const
{
    json::object body = amountOf(amount);
    body["transfer"] = transfer;
    body["attempt"] = attempt.text();
    return post(attempt, "reverse", "/v1/reversals", json::serialize(body));
}

Outcome SandboxPayGateway::payOut(const Uuid& attempt, const Money& amount,
                                  std::string_view account) const
{
    json::object body = amountOf(amount);
    body["account"] = account;
    body["attempt"] = attempt.text();
    return post(attempt, "payout", "/v1/payouts", json::serialize(body));
}

Outcome SandboxPayGateway::findPayment(const Uuid& attempt) const
{
    return find(attempt, "payments");
}

Outcome SandboxPayGateway::findRefund(const Uuid& attempt, std::string_view) const
{
    return find(attempt, "refunds");
}

Outcome SandboxPayGateway::findTransfer(const Uuid& attempt) const
{
    return find(attempt, "transfers");
}

Outcome SandboxPayGateway::findReversal(const Uuid& attempt, std::string_view) const
{
    return find(attempt, "reversals");
}

Outcome SandboxPayGateway::findPayOut(const Uuid& attempt, std::string_view) const
{
    return find(attempt, "payouts");
}

Result<Dispute> SandboxPayGateway::findDispute(std::string_view reference) const
{
    HttpCall call;
    call.path = "/v1/disputes/" + urlEncoded(reference);
    const auto answer = m_link.call(call);
    if (!answer) return fail(unreadable());
    if (answer->status == 404) return fail(ErrorKind::NotFound, "provider.not_found");
    const auto object = readObject(answer->body);
    const auto state = object ? disputeState(textIn(*object, "status")) : std::nullopt;
    if (answer->status != 200 || !state) return fail(unreadable());
    const auto currency = Currency::parse(textIn(*object, "currency"));
    if (!currency) return fail(unreadable());
    Dispute dispute;
    dispute.reference = textIn(*object, "id");
    dispute.payment = textIn(*object, "payment");
    dispute.state = *state;
    dispute.reason = textIn(*object, "reason");
    dispute.amount = Money(numberIn(*object, "amount"), *currency);
    dispute.fee = Money(numberIn(*object, "fee"), *currency);
    if (const auto until = numberIn(*object, "respond_by")) dispute.respondBy = Timestamp(until);
    return dispute;
}

Outcome SandboxPayGateway::answerDispute(const Uuid& attempt, std::string_view reference,
                                         std::string_view evidence) const
{
    return post(attempt, "evidence", "/v1/disputes/" + urlEncoded(reference) + "/evidence",
                json::serialize(json::object{{"evidence", evidence}}));
}

Outcome SandboxPayGateway::acceptDispute(const Uuid& attempt, std::string_view reference) const
{
    return post(attempt, "accept", "/v1/disputes/" + urlEncoded(reference) + "/accept", "{}");
}

Result<BalancePage> SandboxPayGateway::balanceTransactions(Timestamp from, Timestamp to,
                                                           std::string_view cursor,
                                                           std::size_t limit) const
{
    HttpCall call;
    call.path = "/v1/balance_lines?limit=" + std::to_string(std::min(limit, kMaxLines)) +
                "&after=" + urlEncoded(cursor) + "&from=" + std::to_string(from.micros()) +
                "&to=" + std::to_string(to.micros());
    const auto answer = m_link.call(call);
    if (!answer || answer->status != 200) return fail(unreadable());
    const auto object = readObject(answer->body);
    const auto* items = object ? object->if_contains("items") : nullptr;
    if (items == nullptr || !items->is_array()) return fail(unreadable());
    BalancePage page;
    for (const json::value& item : items->get_array()) {
        auto line = item.is_object() ? lineOf(item.get_object()) : fail(unreadable());
        if (!line) return fail(unreadable());
        page.lines.push_back(std::move(*line));
    }
    const auto* more = object->if_contains("has_more");
    page.hasMore = more != nullptr && more->is_bool() && more->get_bool();
    return page;
}

Result<Notice> SandboxPayGateway::readNotice(std::string_view signature, std::string_view body,
                                             Timestamp now) const
{
    STOA_CHECK(verifyWebhook(m_webhookSecret, signature, body, now));
    const auto event = readObject(body);
    const auto* data = event ? event->if_contains("data") : nullptr;
    if (data == nullptr || !data->is_object() || textIn(*event, "id").empty()) {
        return fail(ErrorKind::Invalid, "webhook.malformed");
    }
    Notice notice;
    notice.event = textIn(*event, "id");
    notice.type = textIn(*event, "type");
    const auto kind = noticeKind(notice.type);
    if (!kind) {
        return fail(makeError(ErrorKind::Refused, "webhook.unknown_event")
                        .with("type", notice.type.substr(0, 100)));
    }
    notice.kind = *kind;
    notice.reference = textIn(data->get_object(), "id");
    if (auto attempt = Uuid::parse(textIn(data->get_object(), "attempt"))) {
        notice.attempt = *attempt;
    }
    return notice;
}

} // namespace stoa::gateways
