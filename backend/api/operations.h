#pragma once
// The one table: every operation of the product, in the order of the slices.

#include "api/analytics.h"
#include "api/audit.h"
#include "api/cancellations.h"
#include "api/carts.h"
#include "api/claims.h"
#include "api/commissions.h"
#include "api/disputes.h"
#include "api/escrow.h"
#include "api/fulfillments.h"
#include "api/imports.h"
#include "api/inventory.h"
#include "api/jobs.h"
#include "api/ledger.h"
#include "api/moderation.h"
#include "api/order_edits.h"
#include "api/payments.h"
#include "api/payout_batches.h"
#include "api/people.h"
#include "api/reconciliation.h"
#include "api/refund_approvals.h"
#include "api/refund_reasons.h"
#include "api/refunds.h"
#include "api/returns.h"
#include "api/reviews.h"
#include "api/sellers.h"
#include "api/store_credit.h"
#include "api/storefront.h"
#include "api/taxes.h"
#include "api/webhook_deliveries.h"

namespace stoa::api {

using AllOperations = boost::mp11::mp_append<
    SessionOperations, PeopleOperations, SellerOperations, AuditOperations, CategoryOperations,
    ListingOperations, ImportOperations, StorefrontOperations, InventoryOperations,
    LedgerOperations, PaymentOperations, OrderOperations, FulfillmentOperations,
    CancellationOperations, OrderEditOperations, CommissionOperations, TaxOperations,
    RefundOperations, RefundReasonOperations, RefundApprovalOperations, StoreCreditOperations,
    ReturnOperations, ClaimOperations, DisputeOperations, CartOperations, EscrowOperations,
    PayoutAccountOperations, PayoutOperations, ReconciliationOperations, ReviewOperations,
    ModerationOperations, AnalyticsOperations, WebhookOperations, JobOperations>;

// The rows of the table. Lives for ever.
std::span<const Operation* const> allOperations();
// nullptr when there is none of that name.
const Operation* findOperation(std::string_view name);

} // namespace stoa::api
