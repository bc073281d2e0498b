#pragma once
// What an edit writes: the order's and its lines' new content, the new lines, and the record that
// says what was and what is. Everything goes out with the unit's next round trip.

#include "domain/edits/edit_rules.h"
#include "domain/unit/unit.h"

namespace stoa::edits {

// The order as the plan has it, without what saveState() writes.
void writeContent(Unit& unit, const EditPlan& plan);

struct EditRecord {
    OrderEditId id = OrderEditId::make();
    const orders::OrderState& before;
    const api::Address& addressBefore;
    const EditPlan& plan;
    const std::string& note;
};
// order.edited, on the order's timeline.
void raiseEdited(Unit& unit, const EditRecord& record);
// Confirmed: it is done. `refund`: of what goes back, if anything does. `request` (edit_json.h): of
// one that waits for a second person or for its payment.
void insertEdit(Unit& unit, const EditRecord& record, api::OrderEditStatus status,
                std::optional<RefundId> refund,
                const std::optional<std::string>& request = std::nullopt);
// One that has waited is done, with the order as it was when it was.
void confirmEdit(Unit& unit, const EditRecord& record);

} // namespace stoa::edits
