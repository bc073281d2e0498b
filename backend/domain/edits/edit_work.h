#pragma once
// What all edits share, whoever carries them out: an edit is read and decided on an order whose row
// is locked, and done by one list of writes.

#include "domain/edits/edit_record.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_books.h"

namespace stoa::edits {

struct Decided {
    api::Address address; // as it was
    refunds::Books books;
    EditPlan plan;
};

// GoOn: of the one that waits itself.
enum class WhenOpen { Refuse, GoOn };
// Errors: those of planEdit.
Result<Decided> decide(Unit& unit, const orders::OrderState& order,
                       const api::OrderEditContent& content, ledger::Lock lock,
                       WhenOpen whenOpen = WhenOpen::Refuse);

// Whether the shelf has what the edit needs: also what it puts back, unless it has to wait for a
// payment. Errors: stock.insufficient, with the edit's field.
Done checkStock(Unit& unit, const EditPlan& plan);
// Sets aside what the edit adds, before it is done. Errors: as checkStock.
Done setAside(Unit& unit, const EditPlan& plan, OrderEditId edit);

// Whether what the edit adds was set aside before.
enum class Aside { No, Yes };

api::RefundContent refundOf(const EditRecord& record);

// All but the record. The refund, when money goes back. Errors: those of the stock and of
// commitRefund.
Result<std::optional<api::RefundView>> carryOut(Unit& unit, const EditRecord& record,
                                                const payments::Providers& providers,
                                                const std::optional<refunds::Approved>& approved,
                                                Aside aside);

} // namespace stoa::edits
