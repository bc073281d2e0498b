#pragma once
// Words of chargebacks.

#include "api/disputes.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

#include <QString>

namespace stoa::ui {

StatusWord disputeWord(const api::DisputeView& dispute);
// What the bank says, in the reader's language as far as the reason is known.
QString disputeReasonText(const std::string& reason);
// How long it can still be answered, "2 days left"; nothing when it waits for no answer.
QString timeToAnswer(const api::DisputeView& dispute, const Clockface& face);
bool waitsForAnswer(api::DisputeStatus status);
// Why it can't be answered or accepted now; empty when it can.
QString whyNoAnswer(const api::DisputeView& dispute, Timestamp now);
QString whyNoAcceptance(const api::DisputeView& dispute);

} // namespace stoa::ui
