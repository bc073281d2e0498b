#pragma once
// The provider of demo data, tests and first steps: no money moves. It is instant and decides by
// the method's token alone:
//
//     tok_visa                Visa ·· 4242          approved
//     tok_mastercard          Mastercard ·· 4444    approved
//     tok_declined            declined, card_declined
//     tok_insufficient_funds  declined, insufficient_funds

#include "platform/gateways/payment_gateway.h"

namespace stoa::gateways {

class SandboxGateway final : public PaymentGateway {
public:
    std::string_view name() const override { return "sandbox"; }
    bool isInstant() const override { return true; }
    Outcome authorise(const Uuid& attempt, const Money& amount,
                      std::string_view method) const override;
    Outcome capture(const Uuid& attempt, const Money& amount,
                    std::string_view payment) const override;
    Outcome refund(const Uuid& attempt, const Money& amount,
                   std::string_view payment) const override;
    Outcome transfer(const Uuid& attempt, const Money& amount,
                     std::string_view account) const override;
    Outcome reverseTransfer(const Uuid& attempt, const Money& amount,
                            std::string_view transfer) const override;
    Outcome payOut(const Uuid& attempt, const Money& amount,
                   std::string_view account) const override;
};

} // namespace stoa::gateways
