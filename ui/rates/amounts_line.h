#pragma once
// Amounts in several currencies in one line, "10.00 EUR, 1,200 JPY", as a person writes and reads
// them: the currency's code after each amount, a comma or semicolon between two.

#include "api/commissions.h"

#include <QLocale>
#include <QString>

namespace stoa::ui {

QString amountsLine(const api::Amounts& amounts, const QLocale& locale = {});
// Empty makes none. Errors: those of parseAmount(), currency.unknown (params code),
// commission.duplicate_currency (params currency).
Result<api::Amounts> parseAmountsLine(const QString& typed, const QLocale& locale = {});

} // namespace stoa::ui
