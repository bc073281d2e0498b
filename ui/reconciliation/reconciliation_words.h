#pragma once
// Words of reconciliation: movements, differences and runs as finance people read them.

#include "api/reconciliation.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

#include <QString>

namespace stoa::ui {

QString movementText(api::Movement movement);
QString differenceKindText(api::DifferenceKind kind);
StatusWord differenceWord(api::DifferenceState state);
// What there is more at the provider than in the books, in the currency that both have; nothing
// when they have none in common.
std::optional<Money> gapOf(const api::DifferenceView& difference);
// One side; what it does not have is said in a word.
QString sideText(const std::optional<Money>& side);

// "Agrees", "2 to explain", "Running".
StatusWord runWord(const api::ReconciliationRow& run);
QString runDaysText(const api::ReconciliationRow& run, const QLocale& locale); // "20 – 21 Nov 2026"
QString runTitle(const api::ReconciliationRow& run, const QLocale& locale);    // with the provider

} // namespace stoa::ui
