#include "platform/gateways/stripe_shapes.h"

namespace stoa::gateways::stripe {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::size_t kMaxShownType = 100;

struct StatusRow {
    std::string_view object;
    std::string_view status;
    Verdict verdict;
};
constexpr std::array kStatuses{
    StatusRow{"payment_intent", "requires_capture", Verdict::Approved},
    StatusRow{"payment_intent", "succeeded", Verdict::Approved},
    StatusRow{"payment_intent", "processing", Verdict::Pending},
    StatusRow{"payment_intent", "requires_action", Verdict::Pending},
    StatusRow{"payment_intent", "requires_confirmation", Verdict::Pending},
    StatusRow{"payment_intent", "requires_payment_method", Verdict::Declined},
    StatusRow{"payment_intent", "canceled", Verdict::Declined},
    StatusRow{"refund", "succeeded", Verdict::Approved},
    StatusRow{"refund", "pending", Verdict::Pending},
    StatusRow{"refund", "requires_action", Verdict::Pending},
    StatusRow{"refund", "failed", Verdict::Declined},
    StatusRow{"refund", "canceled", Verdict::Declined},
    StatusRow{"payout", "paid", Verdict::Approved},
    StatusRow{"payout", "pending", Verdict::Pending},
    StatusRow{"payout", "in_transit", Verdict::Pending},
    StatusRow{"payout", "failed", Verdict::Declined},
    StatusRow{"payout", "canceled", Verdict::Declined},
};

struct DisputeRow {
    std::string_view status;
    DisputeState state;
};
constexpr std::array kDisputes{
    DisputeRow{"warning_needs_response", DisputeState::WarningNeedsResponse},
    DisputeRow{"warning_under_review", DisputeState::WarningUnderReview},
    DisputeRow{"warning_closed", DisputeState::WarningClosed},
    DisputeRow{"needs_response", DisputeState::NeedsResponse},
    DisputeRow{"under_review", DisputeState::UnderReview},
    DisputeRow{"won", DisputeState::Won},
    DisputeRow{"lost", DisputeState::Lost},
    DisputeRow{"prevented", DisputeState::Prevented},
};

struct EventRow {
    std::string_view start;
    NoticeKind kind;
};
constexpr std::array kEvents{
    EventRow{"payment_intent.", NoticeKind::Payment},
    EventRow{"charge.refund.", NoticeKind::Refund},
    EventRow{"refund.", NoticeKind::Refund},
    EventRow{"charge.dispute.", NoticeKind::Dispute},
    EventRow{"payout.", NoticeKind::PayOut},
    EventRow{"transfer.", NoticeKind::Transfer},
};

bool isWithoutMinorUnit(Currency currency)
{
    return currency.code() == std::string_view("ISK") || currency.code() == std::string_view("UGX");
}

const json::value* at(const json::object& object, std::initializer_list<std::string_view> path)
{
    const json::object* here = &object;
    const json::value* found = nullptr;
    for (const std::string_view member : path) {
        if (here == nullptr) return nullptr;
        found = here->if_contains(member);
        if (found == nullptr) return nullptr;
        here = found->if_object();
    }
    return found;
}

std::int64_t numberAt(const json::object& object, std::initializer_list<std::string_view> path)
{
    const auto* value = at(object, path);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::string firstOf(std::initializer_list<std::string> texts)
{
    for (const std::string& text : texts) {
        if (!text.empty()) return text;
    }
    return "declined";
}

std::string reasonOf(const json::object& object)
{
    return firstOf({textAt(object, {"last_payment_error", "decline_code"}),
                    textAt(object, {"last_payment_error", "code"}),
                    textAt(object, {"failure_reason"}), textAt(object, {"failure_code"}),
                    textAt(object, {"status"})});
}

// "Visa ·· 4242".
std::string methodOf(const json::object& object)
{
    std::string brand =
        textAt(object, {"latest_charge", "payment_method_details", "card", "brand"});
    const std::string last4 =
        textAt(object, {"latest_charge", "payment_method_details", "card", "last4"});
    if (brand.empty() || last4.empty()) return {};
    if (brand[0] >= 'a' && brand[0] <= 'z') brand[0] = static_cast<char>(brand[0] - 'a' + 'A');
    return brand + " ·· " + last4;
}

// A refusal of what was asked, in the words of its error; everything else leaves doubt: a wrong
// key, a limit of the rate, a key that is in use.
Outcome refusalOf(int status, const json::object& body)
{
    const auto* error = body.if_contains("error");
    if (error == nullptr || !error->is_object()) return {};
    const json::object& what = error->get_object();
    const std::string type = textAt(what, {"type"});
    const bool isRefusal = (status == 402 && type == "card_error") ||
                           ((status == 400 || status == 404) && type == "invalid_request_error");
    if (!isRefusal) return {};
    // The object that it speaks of knows better what is so.
    if (const auto* intent = what.if_contains("payment_intent");
        intent != nullptr && intent->is_object() && status == 400) {
        return outcomeOfObject(intent->get_object());
    }
    Outcome outcome;
    const std::string code = textAt(what, {"code"});
    const bool isMethod = code == "resource_missing" && textAt(what, {"param"}) == "payment_method";
    outcome.verdict = isMethod ? Verdict::UnknownMethod : Verdict::Declined;
    outcome.reference = textAt(what, {"payment_intent", "id"});
    outcome.reason = firstOf({textAt(what, {"decline_code"}), code, type});
    return outcome;
}

Error unreadable()
{
    return makeError(ErrorKind::Unavailable, "provider.unavailable", "the answer is unreadable");
}

Result<Money> moneyAt(const json::object& object, std::string_view member)
{
    std::string code = textAt(object, {"currency"});
    for (char& c : code)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    STOA_TRY(currency, Currency::parse(code));
    const std::int64_t amount = numberAt(object, {member});
    return Money(isWithoutMinorUnit(currency) ? amount / 100 : amount, currency);
}

// The object behind a line, as we know it: of a charge its payment, of a reversal its transfer. It
// may be expanded or not.
std::string sourceOf(const json::object& line)
{
    const std::string kind = textAt(line, {"source", "object"});
    const auto* member = kind == "charge"              ? "payment_intent"
                         : kind == "transfer_reversal" ? "transfer"
                                                       : "id";
    const auto expanded = textAt(line, {"source", member});
    return expanded.empty() ? textAt(line, {"source"}) : expanded;
}

// What moved, in the currency in which it was asked for: a line is in that of our balance, and says
// at which rate it came there.
Result<Money> movedBy(const json::object& line)
{
    STOA_TRY(settled, moneyAt(line, "amount"));
    const auto* rate = line.if_contains("exchange_rate");
    const auto* source = at(line, {"source"});
    const bool isConverted = rate != nullptr && !rate->is_null();
    if (!isConverted || source == nullptr || !source->is_object()) return settled;
    const json::object& object = source->get_object();
    const bool isCharge = textAt(object, {"object"}) == "charge";
    STOA_TRY(asked, moneyAt(object, isCharge ? "amount_captured" : "amount"));
    if (asked.isZero()) return settled;
    return settled.isNegative() ? -asked : asked;
}

// What a dispute's movements of our balance cost; a fee that was given back counts against it.
Money feesOf(const json::object& dispute, Currency currency)
{
    Money fees(0, currency);
    const auto* lines = dispute.if_contains("balance_transactions");
    if (lines == nullptr || !lines->is_array()) return fees;
    for (const json::value& line : lines->get_array()) {
        if (!line.is_object()) continue;
        const auto fee = moneyAt(line.get_object(), "fee");
        if (fee && fee->currency() == currency) fees += *fee;
    }
    return std::max(fees, Money(0, currency));
}

} // namespace

Form& Form::add(std::string_view name, std::string_view value)
{
    if (!m_text.empty()) m_text += '&';
    m_text += urlEncoded(name) + '=' + urlEncoded(value);
    return *this;
}

Form& Form::add(std::string_view name, std::int64_t value)
{
    return add(name, std::to_string(value));
}

Form& Form::addAmount(const Money& amount)
{
    std::string currency(amount.currency().code());
    for (char& c : currency)
        c = static_cast<char>(c - 'A' + 'a');
    return add("amount", amountOf(amount)).add("currency", currency);
}

Form& Form::addAttempt(const Uuid& attempt)
{
    return add("metadata[attempt]", attempt.text());
}

std::int64_t amountOf(const Money& money)
{
    return isWithoutMinorUnit(money.currency()) ? money.minor() * 100 : money.minor();
}

std::optional<json::object> readObject(std::string_view body)
{
    boost::system::error_code failed;
    json::value value = json::parse(json::string_view(body.data(), body.size()), failed);
    if (failed || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string textAt(const json::object& object, std::initializer_list<std::string_view> path)
{
    const auto* value = at(object, path);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Outcome outcomeOfObject(const json::object& object)
{
    const std::string kind = textAt(object, {"object"});
    const std::string status = textAt(object, {"status"});
    Outcome outcome;
    outcome.reference = textAt(object, {"id"});
    if (kind == "transfer" || kind == "transfer_reversal" || kind == "dispute") {
        outcome.verdict = Verdict::Approved; // they have no states of their own making
        const auto* isBack = object.if_contains("reversed"); // of a transfer: all of it
        if (isBack != nullptr && isBack->is_bool() && isBack->get_bool()) {
            return {Verdict::Declined, outcome.reference, std::string(kReversed), {}};
        }
        return outcome;
    }
    const auto* row = std::find_if(kStatuses.begin(), kStatuses.end(), [&](const StatusRow& each) {
        return each.object == kind && each.status == status;
    });
    if (row == kStatuses.end()) return {}; // a word that this version does not know
    outcome.verdict = row->verdict;
    outcome.isCaptured = kind == "payment_intent" && status == "succeeded";
    if (kind == "payment_intent") outcome.method = methodOf(object);
    if (outcome.verdict == Verdict::Declined) outcome.reason = reasonOf(object);
    return outcome;
}

Outcome outcomeOf(const HttpAnswer& answer)
{
    const auto body = readObject(answer.body);
    if (!body) return {};
    return answer.status == 200 ? outcomeOfObject(*body) : refusalOf(answer.status, *body);
}

Result<Dispute> disputeOf(const json::object& object)
{
    const std::string status = textAt(object, {"status"});
    const auto* row = std::find_if(kDisputes.begin(), kDisputes.end(),
                                   [&](const DisputeRow& each) { return each.status == status; });
    auto amount = moneyAt(object, "amount");
    if (row == kDisputes.end() || !amount) return fail(unreadable());
    Dispute dispute;
    dispute.reference = textAt(object, {"id"});
    dispute.payment = textAt(object, {"payment_intent"});
    dispute.state = row->state;
    dispute.reason = textAt(object, {"reason"});
    dispute.amount = *amount;
    dispute.fee = feesOf(object, amount->currency());
    if (const auto due = numberAt(object, {"evidence_details", "due_by"}); due > 0) {
        dispute.respondBy = Timestamp(due * kMicros);
    }
    return dispute;
}

Result<BalancePage> balanceOf(const json::object& list)
{
    const auto* data = list.if_contains("data");
    if (data == nullptr || !data->is_array()) return fail(unreadable());
    BalancePage page;
    for (const json::value& each : data->get_array()) {
        if (!each.is_object()) return fail(unreadable());
        const json::object& line = each.get_object();
        const auto amount = movedBy(line);
        const auto fee = moneyAt(line, "fee");
        if (!amount || !fee) return fail(unreadable());
        std::string source = sourceOf(line);
        const auto kind = balanceKindOf(textAt(line, {"type"}), source, *amount);
        page.lines.push_back({textAt(line, {"id"}), kind, std::move(source), *amount, *fee,
                              Timestamp(numberAt(line, {"created"}) * kMicros)});
    }
    const auto* more = list.if_contains("has_more");
    page.hasMore = more != nullptr && more->is_bool() && more->get_bool();
    return page;
}

Result<Notice> noticeOf(const json::object& event)
{
    Notice notice;
    notice.event = textAt(event, {"id"});
    notice.type = textAt(event, {"type"});
    const auto* object = at(event, {"data", "object"});
    if (notice.event.empty() || object == nullptr || !object->is_object()) {
        return fail(ErrorKind::Invalid, "webhook.malformed");
    }
    const auto* row = std::find_if(kEvents.begin(), kEvents.end(), [&](const EventRow& each) {
        return notice.type.starts_with(each.start);
    });
    if (row == kEvents.end()) {
        return fail(makeError(ErrorKind::Refused, "webhook.unknown_event")
                        .with("type", notice.type.substr(0, kMaxShownType)));
    }
    notice.kind = row->kind;
    notice.reference = textAt(object->get_object(), {"id"});
    if (auto attempt = Uuid::parse(textAt(object->get_object(), {"metadata", "attempt"}))) {
        notice.attempt = *attempt;
    }
    return notice;
}

} // namespace stoa::gateways::stripe
