#pragma once
// The routes of payments by method, as operators see and change them. The providers of this process
// learn of a change by payment.route_changed, which every node hears.

#include "api/payments.h"
#include "domain/payments/providers.h"
#include "domain/unit/unit.h"

namespace stoa::payments {

inline constexpr std::string_view kRouteChanged = "payment.route_changed";

Result<api::PaymentRoutesView> handle(Unit& unit, const api::GetPaymentRoutes& request,
                                      const Providers& providers);
// Raises payment.route_changed for the marketplace. Errors: those of api/payments.h.
Result<api::PaymentRoutesView> handle(Unit& unit, const api::SetPaymentRoute& request,
                                      const Providers& providers);

// What the database says goes into `providers`.
Done loadRoutes(Providers& providers, db::Connection& connection);

} // namespace stoa::payments
