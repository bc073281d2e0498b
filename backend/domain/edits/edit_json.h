#pragma once
// What the record of an edit keeps as JSON: what was and what is, and what somebody asked for until
// a second person has decided. Written and read here alone; something else in the table is our own
// bug.

#include "domain/edits/edit_rules.h"

namespace stoa::edits {

// Of the order's lines, those that the plan changes; its shipping; the address when it changes.
// `order` is the one before or after the plan.
std::string historyJson(const orders::OrderState& order, const EditPlan& plan,
                        const api::Address& address);

// The request without its note, with the prices that it was decided with.
std::string requestJson(const api::OrderEditContent& content, const EditPlan& plan);
api::OrderEditContent requestOf(std::string_view json, Currency currency);

} // namespace stoa::edits
