#pragma once
// What an edit makes of an order, pure: which quantities, totals and commissions follow, what goes
// back to the buyer, what moves on the shelf. The preview and the edit use it alike.
//
// - A line keeps its unit price, and the rate of the tax that its total includes.
// - The commission of a smaller line, with the tax on it, shrinks in proportion to its total,
//   rounded once and then divided. What is added to a line pays the commission that so many would
//   pay in a new order: an order that was made small and large again is not cheaper.
// - Neither tax nor commission falls below what refunds have given back of it, and all that the
//   marketplace keeps of a line is not more than the line.
// - What was captured is not touched. The total falls, and the difference is the order's excess
//   (OrderState::excess) until it has gone back.

#include "api/order_edits.h"
#include "domain/ledger/escrow.h"
#include "domain/orders/order_state.h"

namespace stoa::edits {

// What an edit is decided on.
struct Ground {
    OrgId seller;
    const orders::OrderState& order;
    const api::Address& address;
    const ledger::Escrow& escrow;
    orders::Terms terms; // this and the offers only when the order gets more of something
    std::span<const orders::Offered> offers;
    bool hasOpenEdit = false; // another one waits for a second person
};

// More of a line, and the request's field that says so.
struct Demand {
    orders::LineShare share; // index in EditPlan::after
    std::string field;       // "lines[2]", "added[0]"
};

struct EditPlan {
    orders::OrderState after;                // new lines are its last; no money has gone back yet
    orders::DecidedOrder added;              // the new lines alone
    std::vector<std::size_t> changed;        // lines that were there, in the order of the order
    std::vector<orders::LineShare> released; // to go back on sale
    std::vector<Demand> reserved;
    std::optional<api::Address> address; // when it is another
    Money back;                          // to the buyer
    Money toPay;                         // when the order costs more: before it is done
};

// What must be on sale: more of lines that get larger, and what is new. Lines that are unknown are
// left out.
std::vector<api::OrderLineRequest> linesWanted(const orders::OrderState& order,
                                               const api::OrderEditContent& content);

// Errors: those of api::PreviewOrderEdit, in its order, without order.not_found and what the shelf
// and a refund say.
Result<EditPlan> planEdit(const Ground& ground, const api::OrderEditContent& content);

// The plan's lines, sums, commissions and nets; `needsApproval` is not its.
api::OrderEditPreview previewOf(const orders::OrderState& before, const EditPlan& plan);

// The fields of an address, in the order of its struct.
std::array<std::string, 7> partsOf(const api::Address& address);

} // namespace stoa::edits
