#pragma once
// The client of stoa-sandbox-pay (platform/sandbox_pay), a provider of its own process in which no
// money moves: what a real provider does, with real time-outs, webhooks and second thoughts.

#include "platform/gateways/payment_gateway.h"
#include "platform/gateways/provider_link.h"

namespace stoa::gateways {

class SandboxPayGateway final : public Provider {
public:
    static constexpr std::string_view kName = "sandbox_pay";
    static constexpr std::string_view kSignatureHeader = "Sandbox-Signature";

    SandboxPayGateway(ProviderLink::Options link, std::string webhookSecret);

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
    Outcome post(const Uuid& attempt, std::string_view step, const std::string& path,
                 const std::string& body) const;
    Outcome find(const Uuid& attempt, std::string_view kind) const;

    ProviderLink m_link;
    const std::string m_webhookSecret;
};

} // namespace stoa::gateways
