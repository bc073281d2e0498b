#include "domain/refunds/refund_reasons.h"

#include "domain/refunds/refund_reasons_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::refunds {
namespace {

namespace sql = refund_reasons::sql;

bool isCode(std::string_view text)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isInner = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, isInner);
}

Result<std::vector<api::RefundReasonView>> readAll(Unit& unit)
{
    STOA_TRY(rows, unit.db().run(sql::kListReasons));
    std::vector<api::RefundReasonView> reasons;
    for (const db::Row row : rows) {
        reasons.push_back({row.get<std::string>("code"), row.get<std::string>("label"),
                           row.get<bool>("is_note_required"),
                           enumColumn<api::Restock>(row, "restock"), row.get<bool>("is_active"),
                           row.get<int>("position"), row.get<Version>("version")});
    }
    return reasons;
}

// As it is with what was put, or why it may not be so.
Done checkAll(const std::vector<api::RefundReasonView>& reasons)
{
    if (reasons.size() > kMaxReasons) {
        return fail(makeError(ErrorKind::Refused, "refund_reason.too_many")
                        .with("most", std::to_string(kMaxReasons)));
    }
    if (std::ranges::none_of(reasons, &api::RefundReasonView::isActive)) {
        return fail(ErrorKind::Refused, "refund_reason.last");
    }
    return {};
}

} // namespace

Result<std::vector<api::RefundReasonView>> handle(Unit& unit, const api::ListRefundReasons& request)
{
    STOA_TRY(reasons, readAll(unit));
    if (request.isActiveOnly) {
        std::erase_if(reasons, [](const auto& each) { return !each.isActive; });
    }
    return reasons;
}

Result<std::vector<api::RefundReasonView>> handle(Unit& unit, const api::PutRefundReason& request)
{
    if (!isCode(request.code.value)) {
        return fail(makeError(ErrorKind::Invalid, "refund_reason.bad_code").in("code"));
    }
    STOA_TRY(written,
             unit.db().run(sql::kUpsertReason, unit.organisation(), request.code, request.label,
                           request.isNoteRequired, enumText(request.restock), request.isActive,
                           request.position.value, unit.actor().name, request.version, unit.now()));
    STOA_TRY(reasons, readAll(unit));
    if (written.affected() == 0) {
        const auto current =
            std::ranges::find(reasons, request.code.value, &api::RefundReasonView::code);
        const Version version = current == reasons.end() ? Version{} : current->version;
        return fail(makeError(ErrorKind::Stale, "refund_reason.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(version.value)));
    }
    STOA_CHECK(checkAll(reasons));
    unit.raise("refund_reason.changed", unit.organisation(),
               {{"code", request.code.value},
                {"label", request.label.value},
                {"active", request.isActive ? "true" : "false"}});
    unit.setAuditTarget(request.code.value);
    return reasons;
}

Done checkReason(Unit& unit, std::string_view code, std::string_view note, std::string_view field)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectReason, code));
    const auto row = rows.optional();
    if (!row) {
        return fail(
            makeError(ErrorKind::Invalid, "refund_reason.unknown").in(field).with("reason", code));
    }
    const auto label = row->get<std::string>("label");
    if (!row->get<bool>("is_active")) {
        return fail(makeError(ErrorKind::Refused, "refund_reason.inactive")
                        .in(field)
                        .with("reason", label));
    }
    if (row->get<bool>("is_note_required") && note.empty()) {
        return fail(makeError(ErrorKind::Invalid, "refund_reason.note_missing")
                        .in("note")
                        .with("reason", label));
    }
    return {};
}

} // namespace stoa::refunds
