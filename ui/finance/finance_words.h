#pragma once
// What finance calls things: classes of accounts, why money moved, why a seller is left out of a
// batch, what became of a payout.

#include "api/payout_accounts.h"
#include "api/payout_batches.h"
#include "ui/finance/books.h"
#include "ui/text/words.h"

#include <QString>

namespace stoa::ui {

QString accountClassText(AccountClass kind);
// A transfer's reason as a heading: "Order paid", "Refund", "Escrow released".
QString reasonText(const std::string& reason);
QString leftOutText(api::LeftOut reason);
QString payoutProviderText(api::PayoutProvider provider);
// The state of a seller's own account: "Refused: account_closed".
QString payoutAccountText(const api::PayoutAccountView& account);
// Amounts of several currencies in one line: "61,204.18 EUR, 842,150 JPY".
QString totalsText(const std::vector<Money>& totals);
StatusWord batchWord(const api::PayoutBatchView& batch);
StatusWord payoutWord(api::PayoutStatus status);
// Why a payout failed, "" when it has not: what a person wrote of a wire, else the provider's code
// made readable.
QString payoutFailureText(const api::PayoutView& payout);

} // namespace stoa::ui
