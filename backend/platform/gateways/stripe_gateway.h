#pragma once
// Stripe, by its HTTP API: PaymentIntents with manual capture, refunds, transfers to and from
// connected accounts (separate charges and transfers), payouts of these accounts, disputes, balance
// transactions and signed webhooks. Seller accounts are ids of connected accounts, "acct_…".
//
// Idempotency: a key is `<step>-<attempt>`; Stripe keeps it for at least a day, which is longer
// than a payment may take, and every object carries the attempt in its metadata. PaymentIntents are
// found by Stripe's search, whose index may be a minute behind: what is not in it yet is in doubt
// until the attempt is kSearchLag old.
//
// Source: docs.stripe.com/api (version kVersion), docs.stripe.com/search#data-freshness.

#include "core/clock.h"
#include "platform/gateways/payment_gateway.h"
#include "platform/gateways/provider_link.h"

namespace stoa::gateways {

class StripeGateway final : public Provider {
public:
    static constexpr std::string_view kName = "stripe";
    static constexpr std::string_view kVersion = "2024-06-20";
    static constexpr std::string_view kBase = "https://api.stripe.com";
    static constexpr std::string_view kSignatureHeader = "Stripe-Signature";
    static constexpr Duration kSearchLag = std::chrono::minutes(3);

    // Of the account that the key belongs to; without a webhook secret no webhooks are taken in.
    static ProviderSettings settings(std::string secretKey, std::string webhookSecret);

    StripeGateway(ProviderLink::Options link, std::string webhookSecret, const Clock& clock);

    std::string_view name() const override { return kName; }
    Outcome authorise(const Uuid& attempt, const Money& amount,
                      std::string_view method) const override;
    Outcome capture(const Uuid& attempt, const Money& amount,
                    std::string_view payment) const override;
    Outcome cancel(const Uuid& attempt, std::string_view payment) const override;
    Outcome refund(const Uuid& attempt, const Money& amount,
                   std::string_view payment) const override;
    Outcome transfer(const Uuid& attempt, const Money& amount,
                     std::string_view account) const override;
    Outcome reverseTransfer(const Uuid& attempt, const Money& amount,
                            std::string_view transfer) const override;
    Outcome payOut(const Uuid& attempt, const Money& amount,
                   std::string_view account) const override;
    Outcome findPayment(const Uuid& attempt) const override;
    Outcome findRefund(const Uuid& attempt, std::string_view payment) const override;
    Outcome findTransfer(const Uuid& attempt) const override;
    Outcome findReversal(const Uuid& attempt, std::string_view transfer) const override;
    Outcome findPayOut(const Uuid& attempt, std::string_view account) const override;
    Result<Dispute> findDispute(std::string_view reference) const override;
    Outcome answerDispute(const Uuid& attempt, std::string_view reference,
                          std::string_view evidence) const override;
    Outcome acceptDispute(const Uuid& attempt, std::string_view reference) const override;
    Result<BalancePage> balanceTransactions(Timestamp from, Timestamp to, std::string_view cursor,
                                            std::size_t limit) const override;
    Result<Notice> readNotice(std::string_view signature, std::string_view body,
                              Timestamp now) const override;

    const ProviderLink* link() const override { return &m_link; }

private:
    Result<HttpAnswer> post(const Uuid& attempt, std::string_view step, const std::string& path,
                            const std::string& form, std::string_view account = {}) const;
    Result<HttpAnswer> get(const std::string& path, std::string_view account = {}) const;
    Outcome findInList(const Uuid& attempt, const std::string& path,
                       std::string_view account = {}) const;

    ProviderLink m_link;
    const std::string m_webhookSecret;
    const Clock& m_clock;
};

} // namespace stoa::gateways
