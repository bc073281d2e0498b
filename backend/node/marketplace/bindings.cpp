#include "node/marketplace/bindings.h"

#include "domain/analytics/overview.h"
#include "domain/catalogue/categories.h"
#include "domain/catalogue/imports.h"
#include "domain/catalogue/listings.h"
#include "domain/catalogue/storefront.h"
#include "domain/disputes/disputes.h"
#include "domain/edits/edit_payment.h"
#include "domain/edits/edits.h"
#include "domain/identity/audit.h"
#include "domain/identity/people.h"
#include "domain/identity/sellers.h"
#include "domain/identity/sessions.h"
#include "domain/inventory/inventory.h"
#include "domain/ledger/ledger.h"
#include "domain/moderation/cases.h"
#include "domain/orders/commissions.h"
#include "domain/orders/orders.h"
#include "domain/payments/routes.h"
#include "domain/payments/webhooks.h"
#include "domain/payouts/batches.h"
#include "domain/payouts/by_hand.h"
#include "domain/payouts/escrow_operations.h"
#include "domain/payouts/payout_accounts.h"
#include "domain/payouts/payouts.h"
#include "domain/reconciliation/differences.h"
#include "domain/reconciliation/runs.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_reasons.h"
#include "domain/refunds/refunds.h"
#include "domain/returns/case_queue.h"
#include "domain/returns/returns.h"
#include "domain/reviews/reviews.h"
#include "domain/store_credit/store_credit.h"
#include "domain/taxes/tax_rates.h"
#include "domain/taxes/tax_report.h"
#include "domain/webhooks/webhooks.h"
#include "node/marketplace/recorded_tables.h"

namespace stoa::node {
namespace {

// Overloads of `handle` are found by the request's own slice; `needs` are passed on behind it.
#define STOA_BIND(slice, Request, ...)                                                             \
    handlers.bind<api::Request>([=](Unit& unit, const api::Request& request) {                     \
        return slice::handle(unit, request __VA_OPT__(, ) __VA_ARGS__);                            \
    })

void bindIdentity(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* hasher = &needs.hasher;
    const auto* signer = &needs.signer;
    auto* limiter = &needs.limiter;
    STOA_BIND(identity, GetSetup);
    STOA_BIND(identity, SetUpMarketplace, *hasher, *signer);
    STOA_BIND(identity, SignIn, *hasher, *signer, *limiter);
    STOA_BIND(identity, RefreshSession, *signer);
    STOA_BIND(identity, SignOut);
    STOA_BIND(identity, GetMe);
    STOA_BIND(identity, ListUsers);
    STOA_BIND(identity, CreateUser, *hasher);
    STOA_BIND(identity, SetUserRoles);
    STOA_BIND(identity, SetUserActive);
    STOA_BIND(identity, ListApiKeys);
    STOA_BIND(identity, CreateApiKey);
    STOA_BIND(identity, RevokeApiKey);
    STOA_BIND(identity, ListSellers);
    STOA_BIND(identity, GetSeller);
    STOA_BIND(identity, CreateSeller);
    STOA_BIND(identity, ListAudit);
}

void bindCatalogue(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* reviews = &needs.reviews;
    STOA_BIND(catalogue, ListCategories);
    STOA_BIND(catalogue, CreateCategory);
    STOA_BIND(catalogue, ListListings);
    STOA_BIND(catalogue, GetListing);
    STOA_BIND(catalogue, CreateListing, *reviews);
    STOA_BIND(catalogue, UpdateListing, *reviews);
    STOA_BIND(catalogue, SubmitListing, *reviews);
    STOA_BIND(catalogue, ArchiveListing, *reviews);
    STOA_BIND(catalogue, ImportListings, *reviews);
    STOA_BIND(catalogue, SearchStorefront);
    STOA_BIND(inventory, AdjustStock);
    STOA_BIND(moderation, ListCases);
    STOA_BIND(moderation, GetCase);
    STOA_BIND(moderation, ClaimCase);
    STOA_BIND(moderation, DecideCase);
}

void bindOrders(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* providers = &needs.providers;
    handlers.bindBatch<api::PlaceOrder>([providers](auto& reads, auto wishes) {
        return orders::placeOrders(reads, wishes, *providers);
    });
    STOA_BIND(payments, GetPaymentRoutes, *providers);
    STOA_BIND(payments, SetPaymentRoute, *providers);
    STOA_BIND(payments, ReceiveWebhook, *providers);
    STOA_BIND(orders, ListOrders);
    STOA_BIND(orders, GetOrderFacets);
    STOA_BIND(orders, GetOrder);
    STOA_BIND(orders, GetOrderAt, recordedTablesOfOrders());
    STOA_BIND(orders, FulfillOrder);
    STOA_BIND(orders, HandOverFulfillment);
    STOA_BIND(orders, DeliverFulfillment);
    STOA_BIND(orders, CancelFulfillment);
    STOA_BIND(orders, TrackFulfillment);
    STOA_BIND(orders, DeliverOrder);
    STOA_BIND(orders, PlaceHold);
    STOA_BIND(orders, ReleaseHold);
    STOA_BIND(orders, AddOrderNote);
    STOA_BIND(refunds, PreviewCancellation);
    STOA_BIND(refunds, CancelOrder, *providers);
    STOA_BIND(edits, PreviewOrderEdit);
    STOA_BIND(edits, EditOrder, *providers);
    STOA_BIND(edits, GetOrderEdit);
    STOA_BIND(edits, PayOrderEdit, *providers);
    STOA_BIND(edits, CancelOrderEdit);
    STOA_BIND(refunds, PreviewRefund);
    STOA_BIND(refunds, RequestRefund, *providers);
    STOA_BIND(refunds, GrantStoreCredit);
    STOA_BIND(store_credit, ListStoreCredits);
    STOA_BIND(store_credit, GetStoreCredit);
    STOA_BIND(refunds, ListRefundReasons);
    STOA_BIND(refunds, PutRefundReason);
    STOA_BIND(refunds, GetRefundPolicy);
    STOA_BIND(refunds, SetRefundPolicy);
    STOA_BIND(refunds, ListRefundApprovals);
    STOA_BIND(refunds, DeclineRefund);
    STOA_BIND(ledger, ListTransfers);
    STOA_BIND(ledger, GetTrialBalance);
    STOA_BIND(analytics, GetOverview);
}

void bindReturns(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* providers = &needs.providers;
    STOA_BIND(returns, ListAfterSales);
    STOA_BIND(returns, ListAfterSaleCases);
    STOA_BIND(returns, ApproveRefund, *providers);
    STOA_BIND(returns, RequestReturn);
    STOA_BIND(returns, DecideReturn);
    STOA_BIND(returns, ReceiveReturn);
    STOA_BIND(returns, PreviewReturnRefund);
    STOA_BIND(returns, RefundReturn, *providers);
    STOA_BIND(returns, RequestExchange);
    STOA_BIND(returns, DecideExchange);
    STOA_BIND(returns, ReceiveExchange, *providers);
    STOA_BIND(returns, FulfillExchange);
    STOA_BIND(returns, OpenClaim);
    STOA_BIND(returns, DecideClaim);
    STOA_BIND(returns, ResolveClaim, *providers);
}

void bindDisputes(Handlers& handlers)
{
    STOA_BIND(disputes, ListDisputes);
    STOA_BIND(disputes, GetDispute);
    STOA_BIND(disputes, SubmitEvidence);
    STOA_BIND(disputes, AcceptDispute);
}

void bindCheckout(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto& start = needs.startCheckout;
    STOA_BIND(checkout, CreateCart);
    STOA_BIND(checkout, GetCart);
    STOA_BIND(checkout, SetCartLine);
    STOA_BIND(checkout, CheckOut, start);
    STOA_BIND(checkout, GetCheckout);
}

void bindSettlement(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* providers = &needs.providers;
    STOA_BIND(payouts, GetEscrow);
    STOA_BIND(payouts, ConfirmReceipt);
    STOA_BIND(payouts, ReleaseEscrow);
    STOA_BIND(payouts, GetSettlementPolicy);
    STOA_BIND(payouts, SetSettlementPolicy);
    STOA_BIND(orders, ListCommissionRules);
    STOA_BIND(orders, ReplaceCommissionRules);
    STOA_BIND(orders, PreviewCommission);
    STOA_BIND(taxes, ListTaxRates);
    STOA_BIND(taxes, ReplaceTaxRates);
    STOA_BIND(taxes, GetTaxReport);
    STOA_BIND(payouts, GetSellerBalance);
    STOA_BIND(payouts, GetPayoutSchedule);
    STOA_BIND(payouts, SetPayoutSchedule);
    STOA_BIND(payouts, GetDefaultPayoutSchedule);
    STOA_BIND(payouts, SetDefaultPayoutSchedule);
    STOA_BIND(payouts, ListPayouts);
    STOA_BIND(payouts, GetPayoutStatement);
    STOA_BIND(payouts, PreviewPayouts, *providers);
    STOA_BIND(payouts, PreparePayouts, *providers);
    STOA_BIND(payouts, ListPayoutBatches);
    STOA_BIND(payouts, GetPayoutBatch);
    STOA_BIND(payouts, ApprovePayoutBatch);
    STOA_BIND(payouts, CancelPayoutBatch);
    STOA_BIND(payouts, ExportPayoutBatch);
    STOA_BIND(payouts, SettlePayoutByHand);
    STOA_BIND(payouts, GetPayoutAccount, *providers);
    STOA_BIND(payouts, SetPayoutAccount, *providers);
    STOA_BIND(payouts, VerifyPayoutAccount, *providers);
    STOA_BIND(payouts, RemovePayoutAccount, *providers);
    STOA_BIND(payouts, ListPayoutAccounts);
    STOA_BIND(payouts, GetPayoutPolicy, *providers);
    STOA_BIND(payouts, SetPayoutPolicy, *providers);
}

void bindReconciliation(Handlers& handlers, const HandlerNeeds& needs)
{
    const auto* providers = &needs.providers;
    STOA_BIND(reconciliation, StartReconciliation, *providers);
    STOA_BIND(reconciliation, ListReconciliations);
    STOA_BIND(reconciliation, GetReconciliation);
    STOA_BIND(reconciliation, ListDifferences);
    STOA_BIND(reconciliation, GetDifference);
    STOA_BIND(reconciliation, ExplainDifference);
}

void bindReviews(Handlers& handlers)
{
    STOA_BIND(reviews, WriteReview);
    STOA_BIND(reviews, ListListingReviews);
    STOA_BIND(reviews, ListReviews);
    STOA_BIND(reviews, GetReview);
    STOA_BIND(reviews, GetRating);
    STOA_BIND(reviews, AnswerReview);
    STOA_BIND(reviews, ReportReview);
    STOA_BIND(reviews, DecideReview);
}

void bindWebhooks(Handlers& handlers, outbound::Policy policy)
{
    STOA_BIND(webhooks, ListEventKinds);
    STOA_BIND(webhooks, ListWebhookEndpoints);
    STOA_BIND(webhooks, GetWebhookEndpoint);
    STOA_BIND(webhooks, CreateWebhookEndpoint, policy);
    STOA_BIND(webhooks, UpdateWebhookEndpoint, policy);
    STOA_BIND(webhooks, RemoveWebhookEndpoint);
    STOA_BIND(webhooks, RotateWebhookSecret);
    STOA_BIND(webhooks, ListWebhookDeliveries);
    STOA_BIND(webhooks, GetWebhookDelivery);
    STOA_BIND(webhooks, SendTestWebhook);
    STOA_BIND(webhooks, RedeliverWebhook);
    STOA_BIND(webhooks, ReplayWebhooks);
}

#undef STOA_BIND

} // namespace

void bindDomain(Handlers& handlers, const HandlerNeeds& needs)
{
    bindIdentity(handlers, needs);
    bindCatalogue(handlers, needs);
    bindOrders(handlers, needs);
    bindReturns(handlers, needs);
    bindDisputes(handlers);
    bindCheckout(handlers, needs);
    bindSettlement(handlers, needs);
    bindReconciliation(handlers, needs);
    bindReviews(handlers);
    bindWebhooks(handlers, needs.webhooks);
}

} // namespace stoa::node
