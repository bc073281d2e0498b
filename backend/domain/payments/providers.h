#pragma once
// The providers of this process, and which of them new payments go to, by method. A payment method
// is a token of the provider, `tok_visa`; with the kind of method in front, `wallet:tok_apple`,
// other kinds can go elsewhere. One without is a card. What has begun stays where it is: a payment
// names its provider.
//
// Filled once at start-up; the routes may change at any time, from any thread.

#include "platform/gateways/payment_gateway.h"

#include <map>
#include <memory>
#include <mutex>

namespace stoa::payments {

inline constexpr std::string_view kCard = "card";

class Providers {
public:
    using Routes = std::map<std::string, std::string, std::less<>>; // provider by kind of method

    // `fallback` takes what no route sends elsewhere. Gateways must outlive this.
    explicit Providers(const gateways::PaymentGateway& fallback);
    Providers(const Providers&) = delete;
    Providers& operator=(const Providers&) = delete;

    void add(const gateways::PaymentGateway& gateway); // before the first use
    void setRoutes(Routes routes);

    // By name; null when this process has no such provider.
    const gateways::PaymentGateway* find(std::string_view name) const;
    // The same of those that are asked from jobs.
    const gateways::Provider* findProvider(std::string_view name) const;
    std::vector<std::string> names() const;

    struct Choice {
        const gateways::PaymentGateway* gateway;
        std::string_view token; // of the method
    };
    // Errors: payment.unknown_method (Invalid, field paymentMethod) without a token or a kind that
    // is a word; payment.provider_unavailable (Unavailable, params provider) when this process has
    // not got it.
    Result<Choice> choose(std::string_view method) const;

private:
    std::vector<const gateways::PaymentGateway*> m_gateways; // the fallback first
    mutable std::mutex m_mutex;
    std::shared_ptr<const Routes> m_routes = std::make_shared<Routes>();
};

// A kind of method: a lower-case word of at most thirty letters, digits and underscores.
bool isMethodKind(std::string_view text);

} // namespace stoa::payments
