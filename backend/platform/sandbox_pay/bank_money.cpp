#include "core/id.h"
#include "platform/sandbox_pay/bank.h"
#include "platform/sandbox_pay/json_fields.h"

namespace stoa::sandbox_pay {
namespace {

constexpr Duration kLater = std::chrono::seconds(2);
constexpr Duration kDaysToRespond = std::chrono::hours(24 * 7);
constexpr std::int64_t kMostMinor = 1'000'000'000'000;
constexpr std::int64_t kDisputeFee = 1500; // comes back when it is won

struct Token {
    std::string_view token;
    std::string_view method;
    std::string_view status;
    std::string_view failure;
};
constexpr std::array kTokens{
    Token{"tok_visa", "Visa ·· 4242", "requires_capture", ""},
    Token{"tok_mastercard", "Mastercard ·· 4444", "requires_capture", ""},
    Token{"tok_declined", "Visa ·· 0002", "failed", "card_declined"},
    Token{"tok_insufficient_funds", "Visa ·· 9995", "failed", "insufficient_funds"},
    Token{"tok_slow", "Visa ·· 0077", "processing", ""},
    Token{"tok_stuck", "Visa ·· 0078", "processing", ""},
    Token{"tok_refund_pending", "Visa ·· 7726", "requires_capture", ""},
    Token{"tok_refund_fails", "Visa ·· 5126", "requires_capture", ""},
    Token{"tok_disputed", "Visa ·· 0259", "requires_capture", ""},
};

// 1.5 % and 25 cents.
std::int64_t feeOf(std::int64_t amount)
{
    return std::min(amount, (amount * 15 + 500) / 1000 + 25);
}

bool isCurrency(const std::string& text)
{
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool isAmount(std::int64_t amount)
{
    return amount > 0 && amount <= kMostMinor;
}

tl::unexpected<Error> wrongState()
{
    return fail(ErrorKind::Conflict, "wrong_state");
}

void decideLater(json::object& object, Timestamp now, std::string_view status)
{
    object["decide_at"] = (now + kLater).micros();
    object["decide_to"] = status;
}

} // namespace

Bank::Object Bank::make(const Change& change, std::string_view kind, const Object& body) const
{
    Object object;
    object["kind"] = kind;
    object["id"] = "sp_" + std::string(kind.substr(0, 2)) + '_' + Uuid::makeV7().text();
    object["attempt"] = textIn(body, "attempt");
    object["amount"] = numberIn(body, "amount");
    object["currency"] = textIn(body, "currency");
    object["failure"] = "";
    object["created"] = change.now.micros();
    return object;
}

void Bank::book(Change& change, const Object& source, std::string_view type, std::int64_t amount,
                std::int64_t fee)
{
    Object line;
    line["kind"] = "balance_lines";
    line["number"] = ++m_number;
    line["id"] = "bal_" + std::to_string(m_number);
    line["type"] = type;
    line["source"] = source.at("id");
    line["amount"] = amount;
    line["fee"] = fee;
    line["currency"] = source.at("currency");
    line["created"] = change.now.micros();
    change.puts.push_back(std::move(line));
}

Bank::Reply Bank::pay(Change& change, const Object& body)
{
    const auto amount = numberIn(body, "amount");
    if (!isAmount(amount)) return fail(ErrorKind::Invalid, "bad_amount");
    if (!isCurrency(textIn(body, "currency"))) return fail(ErrorKind::Invalid, "bad_currency");
    const std::string method = textIn(body, "method");
    const auto* token = std::find_if(kTokens.begin(), kTokens.end(),
                                     [&](const Token& each) { return each.token == method; });
    if (token == kTokens.end()) return fail(ErrorKind::Invalid, "unknown_method");
    Object payment = make(change, "payments", body);
    payment["method"] = method;
    payment["method_text"] = token->method;
    payment["status"] = change.isDeclined ? "failed" : token->status;
    payment["failure"] = change.isDeclined ? "card_declined" : token->failure;
    payment["refunded"] = 0;
    if (method == "tok_slow") decideLater(payment, change.now, "requires_capture");
    put(change, payment, "created");
    return payment;
}

Bank::Reply Bank::capture(Change& change, Object payment)
{
    if (textIn(payment, "status") != "requires_capture") return wrongState();
    const auto amount = numberIn(payment, "amount");
    payment["status"] = "captured";
    book(change, payment, "charge", amount, feeOf(amount));
    put(change, payment, "captured");
    if (textIn(payment, "method") == "tok_disputed") {
        openDispute(change, payment, Object{{"amount", amount}, {"reason", "fraudulent"}});
    }
    return payment;
}

Bank::Reply Bank::cancel(Change& change, Object payment)
{
    const std::string status = textIn(payment, "status");
    if (status != "requires_capture" && status != "processing") return wrongState();
    payment["status"] = "canceled";
    payment.erase("decide_at");
    put(change, payment, "canceled");
    return payment;
}

Bank::Reply Bank::refund(Change& change, const Object& body)
{
    STOA_TRY(payment, find("payments", textIn(body, "payment")));
    if (textIn(payment, "status") != "captured") return wrongState();
    const auto amount = numberIn(body, "amount");
    const auto refunded = numberIn(payment, "refunded");
    if (!isAmount(amount)) return fail(ErrorKind::Invalid, "bad_amount");
    if (amount > numberIn(payment, "amount") - refunded) {
        return fail(ErrorKind::Invalid, "amount_too_large");
    }
    const std::string method = textIn(payment, "method");
    Object refund = make(change, "refunds", body);
    refund["payment"] = payment.at("id");
    refund["currency"] = payment.at("currency");
    const bool isWaiting = method == "tok_refund_pending" || method == "tok_refund_fails";
    refund["status"] = change.isDeclined ? "failed" : isWaiting ? "pending" : "succeeded";
    if (change.isDeclined) refund["failure"] = "declined";
    if (method == "tok_refund_fails") decideLater(refund, change.now, "failed");
    if (!change.isDeclined) {
        payment["refunded"] = refunded + amount;
        book(change, refund, "refund", -amount);
        change.puts.push_back(payment);
    }
    put(change, refund, "created");
    return refund;
}

Bank::Reply Bank::transfer(Change& change, const Object& body)
{
    const auto amount = numberIn(body, "amount");
    if (!isAmount(amount)) return fail(ErrorKind::Invalid, "bad_amount");
    if (!isCurrency(textIn(body, "currency"))) return fail(ErrorKind::Invalid, "bad_currency");
    if (textIn(body, "account").empty()) return fail(ErrorKind::Invalid, "unknown_account");
    if (change.isDeclined) return fail(ErrorKind::Invalid, "account_invalid");
    if (amount > m_available[textIn(body, "currency")]) {
        return fail(ErrorKind::Invalid, "balance_insufficient");
    }
    Object transfer = make(change, "transfers", body);
    transfer["account"] = textIn(body, "account");
    transfer["status"] = "paid";
    transfer["reversed"] = 0;
    book(change, transfer, "transfer", -amount);
    put(change, transfer, "created");
    return transfer;
}

Bank::Reply Bank::reverse(Change& change, const Object& body)
{
    STOA_TRY(transfer, find("transfers", textIn(body, "transfer")));
    const auto amount = numberIn(body, "amount");
    const auto reversed = numberIn(transfer, "reversed");
    if (!isAmount(amount)) return fail(ErrorKind::Invalid, "bad_amount");
    if (amount > numberIn(transfer, "amount") - reversed) {
        return fail(ErrorKind::Invalid, "amount_too_large");
    }
    if (change.isDeclined) return fail(ErrorKind::Invalid, "balance_insufficient");
    Object reversal = make(change, "reversals", body);
    reversal["transfer"] = transfer.at("id");
    reversal["currency"] = transfer.at("currency");
    reversal["status"] = "paid";
    transfer["reversed"] = reversed + amount;
    book(change, transfer, "transfer_reversal", amount);
    change.puts.push_back(reversal);
    put(change, transfer, "reversed");
    return reversal;
}

// Out of the seller's account, which was credited by a transfer: our balance does not move.
Bank::Reply Bank::payOut(Change& change, const Object& body)
{
    if (!isAmount(numberIn(body, "amount"))) return fail(ErrorKind::Invalid, "bad_amount");
    if (!isCurrency(textIn(body, "currency"))) return fail(ErrorKind::Invalid, "bad_currency");
    const std::string account = textIn(body, "account");
    if (account.empty()) return fail(ErrorKind::Invalid, "unknown_account");
    Object payout = make(change, "payouts", body);
    payout["account"] = account;
    payout["status"] = "pending";
    decideLater(payout, change.now, account == "acct_closed" ? "failed" : "paid");
    put(change, payout, "created");
    return payout;
}

Bank::Reply Bank::dispute(Change& change, const Object& body)
{
    STOA_TRY(payment, find("payments", textIn(body, "payment")));
    if (textIn(payment, "status") != "captured") return wrongState();
    const auto amount = numberIn(body, "amount");
    if (!isAmount(amount) || amount > numberIn(payment, "amount")) {
        return fail(ErrorKind::Invalid, "bad_amount");
    }
    return openDispute(change, payment, body);
}

// A warning asks and takes nothing yet.
Bank::Object Bank::openDispute(Change& change, const Object& payment, const Object& about)
{
    Object opened = make(change, "disputes", about);
    opened["payment"] = payment.at("id");
    opened["currency"] = payment.at("currency");
    opened["reason"] = textIn(about, "reason");
    const bool isWarning = flagIn(about, "warning");
    opened["status"] = isWarning ? "warning_needs_response" : "needs_response";
    opened["respond_by"] = (change.now + kDaysToRespond).micros();
    opened["fee"] = 0;
    if (!isWarning) take(change, opened);
    put(change, opened, "created");
    return opened;
}

void Bank::take(Change& change, Object& dispute)
{
    dispute["fee"] = kDisputeFee;
    book(change, dispute, "dispute", -numberIn(dispute, "amount"), kDisputeFee);
}

Bank::Reply Bank::answerDispute(Change& change, Object dispute, const Object& body)
{
    const std::string status = textIn(dispute, "status");
    const bool isWarning = status == "warning_needs_response";
    if (!isWarning && status != "needs_response") return wrongState();
    dispute["status"] = isWarning ? "warning_under_review" : "under_review";
    dispute["evidence"] = textIn(body, "evidence");
    put(change, dispute, "updated");
    return dispute;
}

// From → to, by kind; what is not here is refused.
Bank::Reply Bank::decide(Change& change, Object object, const std::string& status)
{
    struct Row {
        std::string_view kind, from, to;
    };
    static constexpr std::array kRows{
        Row{"payments", "processing", "requires_capture"},
        Row{"payments", "processing", "failed"},
        Row{"refunds", "pending", "succeeded"},
        Row{"refunds", "pending", "failed"},
        Row{"refunds", "succeeded", "failed"},
        Row{"payouts", "pending", "paid"},
        Row{"payouts", "pending", "failed"},
        Row{"payouts", "paid", "failed"},
        Row{"disputes", "needs_response", "won"},
        Row{"disputes", "needs_response", "lost"},
        Row{"disputes", "under_review", "won"},
        Row{"disputes", "under_review", "lost"},
        Row{"disputes", "warning_needs_response", "warning_closed"},
        Row{"disputes", "warning_under_review", "warning_closed"},
        Row{"disputes", "warning_needs_response", "needs_response"},
        Row{"disputes", "warning_under_review", "needs_response"},
    };
    const std::string kind = textIn(object, "kind");
    const std::string from = textIn(object, "status");
    const bool isAllowed = std::any_of(kRows.begin(), kRows.end(), [&](const Row& row) {
        return row.kind == kind && row.from == from && row.to == status;
    });
    if (!isAllowed) return wrongState();
    const auto amount = numberIn(object, "amount");
    object["status"] = status;
    object.erase("decide_at");
    if (kind == "payments" && status == "failed") object["failure"] = "card_declined";
    if (kind == "payouts" && status == "failed") object["failure"] = "account_closed";
    if (kind == "disputes" && status == "needs_response") take(change, object);
    if (kind == "disputes" && status == "won") {
        object["fee"] = 0;
        book(change, object, "dispute_won", amount, -kDisputeFee);
    }
    if (kind == "refunds" && status == "failed") {
        object["failure"] = "expired_or_canceled_card";
        Object payment = m_objects.at(textIn(object, "payment"));
        payment["refunded"] = numberIn(payment, "refunded") - amount;
        book(change, object, "refund_failure", amount);
        change.puts.push_back(std::move(payment));
    }
    put(change, object, "updated");
    return object;
}

} // namespace stoa::sandbox_pay
