#include "ui/rates/amounts_line.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"

#include <QRegularExpression>

namespace stoa::ui {

QString amountsLine(const api::Amounts& amounts, const QLocale& locale)
{
    QStringList parts;
    for (const Money& amount : amounts)
        parts << moneyText(amount, locale).replace(QChar::Nbsp, QLatin1Char(' '));
    return parts.join(QStringLiteral(", "));
}

// Each amount ends with its code, so commas inside it are the locale's own.
Result<api::Amounts> parseAmountsLine(const QString& typed, const QLocale& locale)
{
    static const QRegularExpression kOne(QStringLiteral("[,;\\s]*([^A-Za-z]*?)\\s*([A-Za-z]+)"));
    api::Amounts amounts;
    const QString text = typed.trimmed();
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = kOne.match(text, at, QRegularExpression::NormalMatch,
                                      QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch()) {
            return fail(makeError(ErrorKind::Invalid, "currency.unknown")
                            .with("code", toUtf8(text.mid(at).trimmed())));
        }
        const std::string code = toUtf8(match.captured(2).toUpper());
        STOA_TRY(currency, Currency::parse(code));
        if (std::ranges::any_of(amounts,
                                [&](const Money& one) { return one.currency() == currency; })) {
            return fail(makeError(ErrorKind::Invalid, "commission.duplicate_currency")
                            .with("currency", code));
        }
        STOA_TRY(amount, parseAmount(match.captured(1).trimmed(), currency, locale));
        amounts.push_back(amount);
        at = match.capturedEnd();
    }
    return amounts;
}

} // namespace stoa::ui
