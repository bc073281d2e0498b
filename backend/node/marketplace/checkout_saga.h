#pragma once
// Checkouts as sagas: `begin`, one step for each seller that a cart may have, `finish`. A step for
// a seller that the cart does not have does nothing. The first refusal turns the saga back: what
// was placed is canceled, last first, and the checkout is given up with the refusal's code.

#include "domain/checkout/checkout.h"
#include "domain/payments/providers.h"
#include "node/marketplace/job_unit.h"
#include "platform/jobs/saga.h"

namespace stoa::node {

inline constexpr std::string_view kCheckoutSaga = "checkout";

jobs::SagaKind checkoutSaga(const payments::Providers& providers, Publish publish);
// In the unit's transaction. `sagas` must outlive it and know the kind.
checkout::Start startCheckout(const jobs::Sagas& sagas);

} // namespace stoa::node
