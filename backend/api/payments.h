#pragma once
// The manual of payment providers: which of them there are on this node, and which of them new
// payments go to, by kind of method. A payment method is a provider's token, `tok_visa`, with the
// kind in front unless it is a card: `wallet:tok_apple`. A change counts for payments that begin
// after it, on every node within moments; payments that have begun, and their refunds, finish
// where they started.

#include "api/operation.h"

namespace stoa::api {

struct PaymentProviderView {
    std::string name;
    bool isInstant = false;    // decides at once, without a call
    bool isConfigured = true;  // false: known from payments only; they wait until it is back
    std::int64_t inFlight = 0; // payments and refunds that it has yet to decide
};
STOA_STRUCT(PaymentProviderView, name, isInstant, isConfigured, inFlight)

struct PaymentRouteView {
    std::string method; // a kind of method, "card"
    std::string provider;
    std::string changedBy;
    Timestamp changedAt;
    Version version;
};
STOA_STRUCT(PaymentRouteView, method, provider, changedBy, changedAt, version)

struct PaymentRoutesView {
    std::vector<PaymentRouteView> routes; // by method
    std::vector<PaymentProviderView> providers;
    std::string fallback; // where methods without a route go
};
STOA_STRUCT(PaymentRoutesView, routes, providers, fallback)

struct GetPaymentRoutes {
    using Reply = PaymentRoutesView;
};
STOA_STRUCT(GetPaymentRoutes)
STOA_OPERATION(GetPaymentRoutes, .name = "payments.get_routes", .route = "/payment-routes",
               .permission = Permission::NodeRead, .scope = Scope::Marketplace,
               .summary = "Which provider payments of which method go to");

// Errors: payment_route.bad_method (Invalid, field method), payment_route.unknown_provider
// (Invalid, field provider, params known), payment_route.stale (Stale, params seen, current).
struct SetPaymentRoute {
    Text<1, 30> method; // lower-case letters, digits and underscores, a letter first
    Text<1, 60> provider;
    std::optional<Version> version; // of the route that the caller saw; absent: there was none
    using Reply = PaymentRoutesView;
};
STOA_STRUCT(SetPaymentRoute, method, provider, version)
STOA_OPERATION(SetPaymentRoute, .name = "payments.set_route", .method = Method::Put,
               .route = "/payment-routes/{method}", .permission = Permission::NodeOperate,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Send new payments of a method to another provider");

// What a provider says, as it came: over HTTP the body is taken raw and `signature` from the header
// that the provider has for it. Answered when it is durable, worked on afterwards; one that comes
// again is answered alike and does nothing. Nothing is written of what is refused.
// Errors: webhook.unknown_provider (NotFound, params provider), webhook.unsigned,
// webhook.wrong_signature (both Unauthenticated), webhook.too_old (Refused, params most: seconds),
// webhook.malformed (Invalid), webhook.unknown_event (Refused, params type).
struct ReceiveWebhook {
    Text<1, 60> provider;
    Secret<0, 2048> signature;
    Secret<0, 131'072> body; // never logged or audited: it may speak of people
    using Reply = Nothing;
};
STOA_STRUCT(ReceiveWebhook, provider, signature, body)
STOA_OPERATION(ReceiveWebhook, .name = "payments.receive_webhook", .method = Method::Post,
               .route = "/webhooks/{provider}", .permission = Permission::Public,
               .kind = Kind::Command, .rate = RateClass::Checkout, .maxBodyBytes = 256 * 1024,
               .summary = "Take in what a payment provider tells");

using PaymentOperations = Operations<GetPaymentRoutes, SetPaymentRoute, ReceiveWebhook>;

} // namespace stoa::api
