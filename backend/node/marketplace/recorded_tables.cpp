#include "node/marketplace/recorded_tables.h"

#include "domain/catalogue/catalogue_sql.h"
#include "domain/checkout/checkout_sql.h"
#include "domain/disputes/disputes_sql.h"
#include "domain/edits/edits_sql.h"
#include "domain/identity/identity_sql.h"
#include "domain/inventory/inventory_sql.h"
#include "domain/ledger/escrow_sql.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/moderation/moderation_sql.h"
#include "domain/orders/commissions_sql.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/order_timers_sql.h"
#include "domain/orders/orders_sql.h"
#include "domain/payments/payments_sql.h"
#include "domain/payouts/payout_accounts_sql.h"
#include "domain/payouts/payouts_sql.h"
#include "domain/payouts/sending_sql.h"
#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/refunds/refund_approvals_sql.h"
#include "domain/refunds/refund_reasons_sql.h"
#include "domain/refunds/refunds_sql.h"
#include "domain/returns/returns_sql.h"
#include "domain/reviews/reviews_sql.h"
#include "domain/store_credit/store_credit_sql.h"
#include "domain/taxes/taxes_sql.h"

#include <set>
#include <span>

namespace stoa::node {

namespace {

using Slices = std::initializer_list<std::span<const db::Statement>>;

std::vector<std::string_view> recordedBy(Slices slices)
{
    std::set<std::string_view> tables;
    for (const auto& statements : slices) {
        for (const db::Statement& statement : statements) {
            if (!statement.records.empty()) tables.insert(statement.records);
        }
    }
    return {tables.begin(), tables.end()};
}

} // namespace

std::vector<std::string_view> recordedTables()
{
    return recordedBy({
        identity::sql::kAll,
        catalogue::sql::kAll,
        inventory::sql::kAll,
        ledger::sql::kAll,
        ledger_escrow::sql::kAll,
        payments::sql::kAll,
        orders::sql::kAll,
        order_commissions::sql::kAll,
        order_parts::sql::kAll,
        order_timers::sql::kAll,
        refunds::sql::kAll,
        returns::sql::kAll,
        checkout::sql::kAll,
        payouts::sql::kAll,
        payout_accounts::sql::kAll,
        payout_sending::sql::kAll,
        reviews::sql::kAll,
        moderation::sql::kAll,
        disputes::sql::kAll,
        refund_reasons::sql::kAll,
        refund_approvals::sql::kAll,
        reconciliation::sql::kAll,
        taxes::sql::kAll,
        edits::sql::kAll,
        store_credit::sql::kAll,
    });
}

std::vector<std::string_view> recordedTablesOfOrders()
{
    return recordedBy({ledger::sql::kAll, ledger_escrow::sql::kAll, payments::sql::kAll,
                       orders::sql::kAll, order_parts::sql::kAll, order_timers::sql::kAll,
                       refunds::sql::kAll, refund_approvals::sql::kAll, returns::sql::kAll,
                       disputes::sql::kAll, edits::sql::kAll});
}

} // namespace stoa::node
