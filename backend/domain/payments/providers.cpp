#include "domain/payments/providers.h"

namespace stoa::payments {
namespace {

constexpr std::size_t kMaxKind = 30;

} // namespace

bool isMethodKind(std::string_view text)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isInner = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= kMaxKind && isLetter(text.front()) &&
           std::all_of(text.begin(), text.end(), isInner);
}

Providers::Providers(const gateways::PaymentGateway& fallback) : m_gateways{&fallback} {}

void Providers::add(const gateways::PaymentGateway& gateway)
{
    m_gateways.push_back(&gateway);
}

void Providers::setRoutes(Routes routes)
{
    auto fresh = std::make_shared<const Routes>(std::move(routes));
    const std::scoped_lock lock(m_mutex);
    m_routes.swap(fresh);
}

const gateways::PaymentGateway* Providers::find(std::string_view name) const
{
    const auto at = std::find_if(m_gateways.begin(), m_gateways.end(),
                                 [&](const auto* each) { return each->name() == name; });
    return at == m_gateways.end() ? nullptr : *at;
}

const gateways::Provider* Providers::findProvider(std::string_view name) const
{
    const auto* gateway = find(name);
    if (gateway == nullptr || gateway->isInstant()) return nullptr;
    return static_cast<const gateways::Provider*>(gateway);
}

std::vector<std::string> Providers::names() const
{
    std::vector<std::string> names;
    for (const auto* gateway : m_gateways)
        names.emplace_back(gateway->name());
    return names;
}

Result<Providers::Choice> Providers::choose(std::string_view method) const
{
    const auto colon = method.find(':');
    const bool hasKind = colon != std::string_view::npos;
    const std::string_view kind = hasKind ? method.substr(0, colon) : kCard;
    const std::string_view token = hasKind ? method.substr(colon + 1) : method;
    if (!isMethodKind(kind) || token.empty()) {
        return fail(makeError(ErrorKind::Invalid, "payment.unknown_method")
                        .in("paymentMethod")
                        .with("provider", m_gateways.front()->name()));
    }
    std::shared_ptr<const Routes> routes;
    {
        const std::scoped_lock lock(m_mutex);
        routes = m_routes;
    }
    const auto route = routes->find(kind);
    if (route == routes->end()) return Choice{m_gateways.front(), token};
    const auto* gateway = find(route->second);
    if (gateway == nullptr) {
        return fail(makeError(ErrorKind::Unavailable, "payment.provider_unavailable")
                        .with("provider", route->second));
    }
    return Choice{gateway, token};
}

} // namespace stoa::payments
