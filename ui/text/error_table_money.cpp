#include "ui/text/error_table.h"

#include <QtGlobal>

namespace stoa::ui {

namespace {

// Alphabetical.
constexpr ErrorRow kRows[] = {
    {"dispute.busy", QT_TRANSLATE_NOOP("Error", "The provider is being told something already"),
     QT_TRANSLATE_NOOP("Error", "It is {action}. Wait until that is settled.")},
    {"dispute.not_found", QT_TRANSLATE_NOOP("Error", "This chargeback can't be found"),
     QT_TRANSLATE_NOOP("Error", "It may belong to another seller.")},
    {"dispute.past_due", QT_TRANSLATE_NOOP("Error", "The time to answer the bank is over"),
     QT_TRANSLATE_NOOP("Error", "It ended {due}. The bank decides by what it has.")},
    {"dispute.stale", QT_TRANSLATE_NOOP("Error", "This chargeback has changed meanwhile"),
     QT_TRANSLATE_NOOP("Error",
                       "You saw version {seen}, now it is {current}. Read it again, then decide.")},
    {"dispute.wrong_currency",
     QT_TRANSLATE_NOOP("Error", "The chargeback is in another currency than its payment"),
     QT_TRANSLATE_NOOP("Error", "Expected {expected}. Look at it at the provider.")},
    {"dispute.wrong_state", QT_TRANSLATE_NOOP("Error", "This chargeback waits for no answer"),
     QT_TRANSLATE_NOOP("Error", "It is {status}. Nothing was sent.")},
    {"refund.amount_exceeds_line",
     QT_TRANSLATE_NOOP("Error", "This is more than the line is worth"),
     QT_TRANSLATE_NOOP("Error", "At most {most} can go back for it.")},
    {"refund.approval_required",
     QT_TRANSLATE_NOOP("Error", "Somebody else has to approve this amount"),
     QT_TRANSLATE_NOOP("Error", "{amount} is more than the {limit} that one person may give back. "
                                "Ask for a refund of it.")},
    {"refund.declined", QT_TRANSLATE_NOOP("Error", "The provider declined the refund"),
     QT_TRANSLATE_NOOP("Error",
                       "No money was moved. Look at the payment, or refund in another way.")},
    {"refund.disputed", QT_TRANSLATE_NOOP("Error", "The buyer's bank wants this money back"),
     QT_TRANSLATE_NOOP("Error",
                       "At most {most} can go back besides. Wait for the bank's decision.")},
    {"refund.duplicate_line", QT_TRANSLATE_NOOP("Error", "An item is chosen twice"),
     QT_TRANSLATE_NOOP("Error", "Keep it once, with the quantity to refund.")},
    {"refund.empty", QT_TRANSLATE_NOOP("Error", "Nothing is chosen to refund"),
     QT_TRANSLATE_NOOP("Error", "Tick an item or enter an amount.")},
    {"refund.exceeds_captured",
     QT_TRANSLATE_NOOP("Error", "The refund is more than can be returned"),
     QT_TRANSLATE_NOOP("Error", "At most {most} can be returned for this order.")},
    {"refund.in_doubt",
     QT_TRANSLATE_NOOP("Error", "It is not known yet whether the refund went through"),
     QT_TRANSLATE_NOOP("Error", "Ask again: the same refund is never made twice.")},
    {"refund.line_unknown", QT_TRANSLATE_NOOP("Error", "An item is not part of this order"),
     QT_TRANSLATE_NOOP("Error", "Refresh, then choose again.")},
    {"refund.negative", QT_TRANSLATE_NOOP("Error", "An amount is below zero"),
     QT_TRANSLATE_NOOP("Error", "Enter what goes back as a positive amount.")},
    {"refund.not_captured", QT_TRANSLATE_NOOP("Error", "This order has not been paid yet"),
     QT_TRANSLATE_NOOP("Error", "There is nothing to return. Cancel the order instead.")},
    {"refund.packed", QT_TRANSLATE_NOOP("Error", "Some of these pieces are packed"),
     QT_TRANSLATE_NOOP("Error",
                       "At most {most} can be refunded. Cancel the waiting parcel first.")},
    {"refund.quantity_exceeds_ordered", QT_TRANSLATE_NOOP("Error", "More pieces than were ordered"),
     QT_TRANSLATE_NOOP("Error", "At most {most} can be refunded.")},
    {"refund.shipping_exceeds_paid", QT_TRANSLATE_NOOP("Error", "More shipping than was paid"),
     QT_TRANSLATE_NOOP("Error", "At most {most} can go back.")},
    {"refund.too_many_waiting", QT_TRANSLATE_NOOP("Error", "Too many refunds of this order wait"),
     QT_TRANSLATE_NOOP("Error",
                       "At most {most} can wait at a time. Have one approved or declined first.")},
    {"refund.wrong_currency", QT_TRANSLATE_NOOP("Error", "The refund is in another currency"),
     QT_TRANSLATE_NOOP("Error", "This order was paid in {expected}.")},
    {"refund_approval.amount_changed",
     QT_TRANSLATE_NOOP("Error", "The amount is not what was asked for any more"),
     QT_TRANSLATE_NOOP("Error",
                       "It was {was} and would be {now} now. Decline it and ask for a new one.")},
    {"refund_approval.decided", QT_TRANSLATE_NOOP("Error", "This refund is decided"),
     QT_TRANSLATE_NOOP("Error", "It is {status}. Nothing was changed.")},
    {"refund_approval.not_found",
     QT_TRANSLATE_NOOP("Error", "This refund does not wait for anybody"),
     QT_TRANSLATE_NOOP("Error", "It may belong to another seller.")},
    {"refund_approval.same_person",
     QT_TRANSLATE_NOOP("Error", "Somebody else has to approve this refund"),
     QT_TRANSLATE_NOOP("Error", "Who asks for a refund of this size does not approve it.")},
    {"refund_reason.bad_code",
     QT_TRANSLATE_NOOP("Error", "A reason's code has characters that it may not have"),
     QT_TRANSLATE_NOOP("Error", "Use lower-case letters, digits and underscores, a letter first.")},
    {"refund_reason.inactive", QT_TRANSLATE_NOOP("Error", "This reason is not in use any more"),
     QT_TRANSLATE_NOOP("Error", "Choose another than {reason}.")},
    {"refund_reason.last", QT_TRANSLATE_NOOP("Error", "One reason has to stay in use"),
     QT_TRANSLATE_NOOP("Error", "Add or switch on another one first.")},
    {"refund_reason.note_missing", QT_TRANSLATE_NOOP("Error", "This reason needs a note"),
     QT_TRANSLATE_NOOP("Error", "Say more about it: {reason}.")},
    {"refund_reason.stale", QT_TRANSLATE_NOOP("Error", "Somebody has changed this reason"),
     QT_TRANSLATE_NOOP(
         "Error", "Yours was version {seen}, now it is {current}. Read it again, then change it.")},
    {"refund_reason.too_many", QT_TRANSLATE_NOOP("Error", "There are too many reasons"),
     QT_TRANSLATE_NOOP("Error", "At most {most} fit. Change one that is not in use.")},
    {"refund_reason.unknown", QT_TRANSLATE_NOOP("Error", "There is no such reason"),
     QT_TRANSLATE_NOOP("Error",
                       "The marketplace has no reason {reason}. Choose one from its list.")},
};

} // namespace

std::span<const ErrorRow> moneyErrors()
{
    return kRows;
}

} // namespace stoa::ui
