#pragma once
// The states of an edit, as a table. One that nobody has to wait for is confirmed at once and has
// no state before.

#include "api/order_parts.h"
#include "core/state_table.h"

namespace stoa::edits {

enum class Command { Approve, Decline, Expire, Pay, FailPayment, Refuse, Cancel };
enum class Who { Staff, Clock, Buyer, Provider };
using Transition = stoa::Transition<api::OrderEditStatus, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::OrderEditStatus::Requested, Command::Approve, api::OrderEditStatus::Confirmed,
               Who::Staff},
    Transition{api::OrderEditStatus::Requested, Command::Decline, api::OrderEditStatus::Declined,
               Who::Staff},
    Transition{api::OrderEditStatus::Requested, Command::Expire, api::OrderEditStatus::Expired,
               Who::Clock},
    Transition{api::OrderEditStatus::AwaitingPayment, Command::Pay, api::OrderEditStatus::Confirmed,
               Who::Buyer},
    Transition{api::OrderEditStatus::AwaitingPayment, Command::FailPayment,
               api::OrderEditStatus::PaymentFailed, Who::Provider},
    Transition{api::OrderEditStatus::AwaitingPayment, Command::Refuse,
               api::OrderEditStatus::Refused, Who::Buyer},
    Transition{api::OrderEditStatus::AwaitingPayment, Command::Expire,
               api::OrderEditStatus::Expired, Who::Clock},
    Transition{api::OrderEditStatus::AwaitingPayment, Command::Cancel,
               api::OrderEditStatus::Canceled, Who::Staff},
};

} // namespace stoa::edits
