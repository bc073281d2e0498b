#include "platform/gateways/sandbox_gateway.h"

namespace stoa::gateways {
namespace {

struct Token {
    std::string_view token;
    std::string_view method;
    std::string_view declinedBecause; // empty: approved
};

constexpr std::array kTokens{
    Token{"tok_visa", "Visa ·· 4242", ""},
    Token{"tok_mastercard", "Mastercard ·· 4444", ""},
    Token{"tok_declined", "Visa ·· 0002", "card_declined"},
    Token{"tok_insufficient_funds", "Visa ·· 9995", "insufficient_funds"},
};

std::string reference(std::string_view kind, const Uuid& attempt)
{
    return std::string(kind) + attempt.text();
}

} // namespace

Outcome SandboxGateway::authorise(const Uuid& attempt, const Money& /*amount*/,
                                  std::string_view method) const
{
    for (const Token& token : kTokens) {
        if (token.token != method) continue;
        Outcome outcome;
        outcome.verdict = token.declinedBecause.empty() ? Verdict::Approved : Verdict::Declined;
        outcome.reference = reference("sandbox_pay_", attempt);
        outcome.reason = token.declinedBecause;
        outcome.method = token.method;
        return outcome;
    }
    return {Verdict::UnknownMethod, {}, {}, {}};
}

Outcome SandboxGateway::capture(const Uuid& /*attempt*/, const Money& /*amount*/,
                                std::string_view payment) const
{
    return {Verdict::Approved, std::string(payment), {}, {}};
}

Outcome SandboxGateway::refund(const Uuid& attempt, const Money& /*amount*/,
                               std::string_view /*payment*/) const
{
    return {Verdict::Approved, reference("sandbox_ref_", attempt), {}, {}};
}

Outcome SandboxGateway::transfer(const Uuid& attempt, const Money& /*amount*/,
                                 std::string_view /*account*/) const
{
    return {Verdict::Approved, reference("sandbox_tr_", attempt), {}, {}};
}

Outcome SandboxGateway::reverseTransfer(const Uuid& attempt, const Money& /*amount*/,
                                        std::string_view /*transfer*/) const
{
    return {Verdict::Approved, reference("sandbox_trr_", attempt), {}, {}};
}

Outcome SandboxGateway::payOut(const Uuid& attempt, const Money& /*amount*/,
                               std::string_view /*account*/) const
{
    return {Verdict::Approved, reference("sandbox_po_", attempt), {}, {}};
}

} // namespace stoa::gateways
