#pragma once
// Money, numbers, rates and sizes as people read them, through QLocale. Everything here is a pure
// function of its arguments and the default locale. The minus is U+2212, never brackets. Money is
// never rounded except by headlineMoney(), whose caller shows moneyText() as the tooltip.
//
// Tables use amountText() and paint the currency code beside it, so that figures line up across
// currencies; sentences use moneyText(). parseAmount() is the way back, for what a person typed.

#include "core/money.h"

#include <QLocale>
#include <QString>

namespace stoa::ui {

QString amountText(const Money& money, const QLocale& locale = {}); // "1,240.00"
QString moneyText(const Money& money, const QLocale& locale = {});  // "1,240.00 EUR"
QString headlineMoney(const Money& money,
                      const QLocale& locale = {}); // "€1,240", rounded half away from 0
// An amount as the backend writes it into facts and parameters, "13909.00 INR", as moneyText();
// any other text as it is.
QString factText(const std::string& text, const QLocale& locale = {});
QString currencySymbol(Currency currency); // "€"; the code and a narrow space when it has none

QString numberText(std::int64_t value, const QLocale& locale = {}); // "48,210"
QString axisText(double value, const QLocale& locale = {});         // "1.3k", axes only

// 0.0231 is "2.31%": two decimals below 10 %. shareText(0.0231) is "2%": none.
QString rateText(double ratio, const QLocale& locale = {});
QString shareText(double ratio, const QLocale& locale = {});
// A change with its sign: "+6.2%", "−1.4%"; pointsText in percentage points: "+0.42 pt".
QString changeText(double ratio, const QLocale& locale = {});
QString pointsText(double ratio, const QLocale& locale = {});

QString sizeText(std::int64_t bytes,
                 const QLocale& locale = {}); // "812 kB", "1.4 GB"; decimal units

// What a person typed: the locale's decimal sign or '.', group signs ignored, '-' or U+2212 in
// front. Errors: money.malformed, money.too_many_decimals, money.out_of_range.
Result<Money> parseAmount(const QString& typed, Currency currency, const QLocale& locale = {});

} // namespace stoa::ui
