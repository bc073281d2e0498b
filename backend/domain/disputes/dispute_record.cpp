#include "domain/disputes/dispute_record.h"

#include "domain/disputes/disputes_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::disputes {

api::DisputeView viewOf(const db::Row& row)
{
    const auto money = [&row](std::string_view column) { return row.money(column, "currency"); };
    api::DisputeView view;
    view.id = row.get<DisputeId>("dispute_id");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("display_name");
    view.order = row.get<OrderId>("order_id");
    view.orderNumber = row.get<std::string>("number");
    view.provider = row.get<std::string>("provider");
    view.reference = row.get<std::string>("reference");
    view.status = enumColumn<api::DisputeStatus>(row, "status");
    view.reason = row.get<std::string>("reason");
    view.amount = money("amount_minor");
    view.fee = money("fee_minor");
    view.fromEscrow = money("from_hold_minor");
    view.fromPayable = money("from_payable_minor");
    view.toDebt = money("from_debt_minor");
    view.fromCredit = money("from_credit_minor");
    view.respondBy = row.get<std::optional<Timestamp>>("respond_by");
    view.evidence = row.get<std::string>("evidence");
    view.submissionCount = row.get<std::int64_t>("submission_count");
    view.action = enumColumn<api::DisputeAction>(row, "action");
    view.actionFailure = row.get<std::string>("action_failure");
    view.createdAt = row.get<Timestamp>("created_at");
    view.closedAt = row.get<std::optional<Timestamp>>("closed_at");
    view.version = row.get<Version>("version");
    return view;
}

Error notFound(DisputeId dispute)
{
    return makeError(ErrorKind::NotFound, "dispute.not_found").with("dispute", dispute.text());
}

Result<Stored> lock(Unit& unit, DisputeId dispute)
{
    STOA_TRY(rows, unit.db().run(sql::kLockDispute, unit.organisation(), dispute));
    const auto row = rows.optional();
    if (!row) return fail(notFound(dispute));
    return Stored{viewOf(*row),
                  row->get<PaymentId>("payment_id"),
                  row->get<std::optional<TransferId>>("hold_transfer_id"),
                  row->get<std::optional<TransferId>>("payable_transfer_id"),
                  row->get<std::optional<TransferId>>("debt_transfer_id"),
                  row->get<std::optional<TransferId>>("credit_transfer_id"),
                  row->get<std::optional<store_credit::CreditId>>("credit_id"),
                  row->get<std::optional<Uuid>>("action_id")};
}

Result<api::DisputeView> read(Unit& unit, DisputeId dispute)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectDispute, unit.organisation(), dispute));
    const auto row = rows.optional();
    if (!row) return fail(notFound(dispute));
    return viewOf(*row);
}

void saveAction(Unit& unit, const Stored& dispute)
{
    const api::DisputeView& view = dispute.view;
    unit.db().defer(sql::kUpdateAction, unit.organisation(), view.id, view.evidence,
                    view.submissionCount, enumText(view.action), dispute.action, view.actionFailure,
                    unit.now());
}

} // namespace stoa::disputes
