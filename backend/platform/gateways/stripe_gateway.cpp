#include "platform/gateways/stripe_gateway.h"

#include "platform/gateways/stripe_shapes.h"
#include "platform/gateways/webhook_signature.h"

namespace stoa::gateways {
namespace {

using stripe::Form;

constexpr int kMostPages = 10; // of a list that is looked through
constexpr std::size_t kMostLines = 100;
constexpr std::size_t kMaxEvidence = 20'000;

Outcome outcomeOf(const Result<HttpAnswer>& answer)
{
    return answer ? stripe::outcomeOf(*answer) : Outcome{};
}

// When a UUIDv7 was made: its first six bytes are milliseconds.
Timestamp timeOf(const Uuid& attempt)
{
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i)
        milliseconds = milliseconds << 8 | attempt.bytes[i];
    return Timestamp(milliseconds * 1000);
}

std::string pathOf(std::string_view collection, std::string_view id, std::string_view verb = {})
{
    std::string path = "/v1/" + std::string(collection) + '/' + urlEncoded(id);
    if (!verb.empty()) path += '/' + std::string(verb);
    return path;
}

Error unavailable()
{
    return makeError(ErrorKind::Unavailable, "provider.unavailable");
}

// Stripe's times are whole seconds; what began within one belongs to the next.
std::int64_t secondsOf(Timestamp at)
{
    constexpr std::int64_t kMicros = 1'000'000;
    return (at.micros() + kMicros - 1) / kMicros;
}

// The objects of a list; nothing when it is none.
const json::array* itemsOf(const std::optional<json::object>& list)
{
    const auto* data = list ? list->if_contains("data") : nullptr;
    return data != nullptr ? data->if_array() : nullptr;
}

} // namespace

ProviderSettings StripeGateway::settings(std::string secretKey, std::string webhookSecret)
{
    ProviderSettings settings;
    settings.link.base = kBase;
    settings.link.secret = std::move(secretKey);
    settings.webhookSecret = std::move(webhookSecret);
    return settings;
}

StripeGateway::StripeGateway(ProviderLink::Options link, std::string webhookSecret,
                             const Clock& clock)
    : m_link(std::move(link)), m_webhookSecret(std::move(webhookSecret)), m_clock(clock)
{}

Result<HttpAnswer> StripeGateway::post(const Uuid& attempt, std::string_view step,
                                       const std::string& path, const std::string& form,
                                       std::string_view account) const
{
    HttpCall call;
    call.method = "POST";
    call.path = path;
    call.body = form;
    call.headers = {"Content-Type: application/x-www-form-urlencoded",
                    "Stripe-Version: " + std::string(kVersion),
                    "Idempotency-Key: " + std::string(step) + '-' + attempt.text()};
    if (!account.empty()) call.headers.push_back("Stripe-Account: " + std::string(account));
    return m_link.call(call);
}

Result<HttpAnswer> StripeGateway::get(const std::string& path, std::string_view account) const
{
    HttpCall call;
    call.path = path;
    call.headers = {"Stripe-Version: " + std::string(kVersion)};
    if (!account.empty()) call.headers.push_back("Stripe-Account: " + std::string(account));
    return m_link.call(call);
}

// The object of a list, newest first, that carries the attempt.
Outcome StripeGateway::findInList(const Uuid& attempt, const std::string& path,
                                  std::string_view account) const
{
    std::string after;
    for (int page = 0; page < kMostPages; ++page) {
        const auto answer = get(path + after, account);
        if (!answer || answer->status != 200) return {};
        const auto list = stripe::readObject(answer->body);
        const json::array* items = itemsOf(list);
        if (items == nullptr) return {};
        for (const json::value& item : *items) {
            const json::object* object = item.if_object();
            if (object == nullptr) return {};
            if (stripe::textAt(*object, {"metadata", "attempt"}) == attempt.text()) {
                return stripe::outcomeOfObject(*object);
            }
        }
        const auto* more = list->if_contains("has_more");
        const bool hasMore = more != nullptr && more->is_bool() && more->get_bool();
        if (!hasMore || items->empty()) return {Verdict::Absent, {}, {}, {}};
        after = "&starting_after=" + urlEncoded(stripe::textAt(items->back().get_object(), {"id"}));
    }
    return {}; // there is more than may be looked through
}

Outcome StripeGateway::authorise(const Uuid& attempt, const Money& amount,
                                 std::string_view method) const
{
    Form form;
    form.addAmount(amount)
        .add("payment_method", method)
        .add("capture_method", "manual")
        .add("confirm", "true")
        .add("automatic_payment_methods[enabled]", "true")
        .add("automatic_payment_methods[allow_redirects]", "never")
        .add("expand[]", "latest_charge")
        .addAttempt(attempt);
    return outcomeOf(post(attempt, "authorise", "/v1/payment_intents", form.text()));
}

Outcome StripeGateway::capture(const Uuid& attempt, const Money& amount,
                               std::string_view payment) const
{
    Form form;
    form.add("amount_to_capture", stripe::amountOf(amount));
    const auto path = pathOf("payment_intents", payment, "capture");
    return outcomeOf(post(attempt, "capture", path, form.text()));
}

Outcome StripeGateway::cancel(const Uuid& attempt, std::string_view payment) const
{
    Form form;
    form.add("cancellation_reason", "abandoned");
    const auto path = pathOf("payment_intents", payment, "cancel");
    Outcome outcome = outcomeOf(post(attempt, "cancel", path, form.text()));
    if (outcome.isCaptured) return {Verdict::Declined, outcome.reference, "captured", {}};
    const bool isDone = outcome.verdict == Verdict::Declined && outcome.reason == "canceled";
    if (isDone) outcome.verdict = Verdict::Approved;
    return outcome;
}

Outcome StripeGateway::refund(const Uuid& attempt, const Money& amount,
                              std::string_view payment) const
{
    Form form;
    form.add("payment_intent", payment).add("amount", stripe::amountOf(amount)).addAttempt(attempt);
    return outcomeOf(post(attempt, "refund", "/v1/refunds", form.text()));
}

Outcome StripeGateway::transfer(const Uuid& attempt, const Money& amount,
                                std::string_view account) const
{
    Form form;
    form.addAmount(amount)
        .add("destination", account)
        .add("transfer_group", attempt.text())
        .addAttempt(attempt);
    return outcomeOf(post(attempt, "transfer", "/v1/transfers", form.text()));
}

Outcome StripeGateway::reverseTransfer(const Uuid& attempt, const Money& amount,
                                       std::string_view transfer) const
{
    Form form;
    form.add("amount", stripe::amountOf(amount)).addAttempt(attempt);
    const auto path = pathOf("transfers", transfer, "reversals");
    return outcomeOf(post(attempt, "reverse", path, form.text()));
}

Outcome StripeGateway::payOut(const Uuid& attempt, const Money& amount,
                              std::string_view account) const
{
    Form form;
    form.addAmount(amount).addAttempt(attempt);
    return outcomeOf(post(attempt, "payout", "/v1/payouts", form.text(), account));
}

Outcome StripeGateway::findPayment(const Uuid& attempt) const
{
    const std::string query = "metadata['attempt']:'" + attempt.text() + '\'';
    const auto answer = get("/v1/payment_intents/search?query=" + urlEncoded(query) +
                            "&expand%5B%5D=data.latest_charge");
    if (!answer || answer->status != 200) return {};
    const auto list = stripe::readObject(answer->body);
    const json::array* items = itemsOf(list);
    if (items == nullptr) return {};
    if (!items->empty()) {
        const json::object* intent = items->front().if_object();
        return intent != nullptr ? stripe::outcomeOfObject(*intent) : Outcome{};
    }
    const bool isIndexed = m_clock.now() - timeOf(attempt) > kSearchLag;
    return {isIndexed ? Verdict::Absent : Verdict::InDoubt, {}, {}, {}};
}

Outcome StripeGateway::findRefund(const Uuid& attempt, std::string_view payment) const
{
    return findInList(attempt, "/v1/refunds?limit=100&payment_intent=" + urlEncoded(payment));
}

Outcome StripeGateway::findTransfer(const Uuid& attempt) const
{
    return findInList(attempt, "/v1/transfers?limit=100&transfer_group=" + attempt.text());
}

Outcome StripeGateway::findReversal(const Uuid& attempt, std::string_view transfer) const
{
    return findInList(attempt, pathOf("transfers", transfer, "reversals") + "?limit=100");
}

Outcome StripeGateway::findPayOut(const Uuid& attempt, std::string_view account) const
{
    return findInList(attempt, "/v1/payouts?limit=100", account);
}

Result<Dispute> StripeGateway::findDispute(std::string_view reference) const
{
    const auto answer = get(pathOf("disputes", reference));
    if (!answer) return fail(unavailable());
    if (answer->status == 404) return fail(ErrorKind::NotFound, "provider.not_found");
    const auto object = stripe::readObject(answer->body);
    if (answer->status != 200 || !object) return fail(unavailable());
    return stripe::disputeOf(*object);
}

Outcome StripeGateway::answerDispute(const Uuid& attempt, std::string_view reference,
                                     std::string_view evidence) const
{
    Form form;
    form.add("evidence[uncategorized_text]", evidence.substr(0, kMaxEvidence))
        .add("submit", "true");
    return outcomeOf(post(attempt, "evidence", pathOf("disputes", reference), form.text()));
}

Outcome StripeGateway::acceptDispute(const Uuid& attempt, std::string_view reference) const
{
    return outcomeOf(post(attempt, "accept", pathOf("disputes", reference, "close"), {}));
}

Result<BalancePage> StripeGateway::balanceTransactions(Timestamp from, Timestamp to,
                                                       std::string_view cursor,
                                                       std::size_t limit) const
{
    std::string path =
        "/v1/balance_transactions?limit=" + std::to_string(std::min(limit, kMostLines)) +
        "&created%5Bgte%5D=" + std::to_string(secondsOf(from)) +
        "&created%5Blt%5D=" + std::to_string(secondsOf(to)) + "&expand%5B%5D=data.source";
    if (!cursor.empty()) path += "&starting_after=" + urlEncoded(cursor);
    const auto answer = get(path);
    if (!answer || answer->status != 200) return fail(unavailable());
    const auto list = stripe::readObject(answer->body);
    if (!list) return fail(unavailable());
    return stripe::balanceOf(*list);
}

Result<Notice> StripeGateway::readNotice(std::string_view signature, std::string_view body,
                                         Timestamp now) const
{
    STOA_CHECK(verifyWebhook(m_webhookSecret, signature, body, now));
    const auto event = stripe::readObject(body);
    if (!event) return fail(ErrorKind::Invalid, "webhook.malformed");
    return stripe::noticeOf(*event);
}

} // namespace stoa::gateways
