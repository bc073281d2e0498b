#include "ui/text/amounts.h"

#include "ui/text/words.h"

#include <cmath>

namespace stoa::ui {

namespace {

constexpr QChar kMinus(0x2212);
constexpr QChar kNarrowSpace(0x202F);

QString withMinus(bool isNegative, const QString& text)
{
    return isNegative ? kMinus + text : text;
}

QString grouped(std::int64_t value, const QLocale& locale)
{
    const bool isNegative = value < 0;
    const auto size =
        isNegative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return withMinus(isNegative, locale.toString(static_cast<qulonglong>(size)));
}

QString fixed(double value, int decimals, const QLocale& locale)
{
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(std::abs(value) * scale) / scale;
    return withMinus(value < 0 && rounded > 0, locale.toString(rounded, 'f', decimals));
}

QString signedText(double value, const QString& text)
{
    return value > 0 ? QLatin1Char('+') + text : text;
}

} // namespace

QString amountText(const Money& money, const QLocale& locale)
{
    const std::int64_t perMajor = money.currency().minorPerMajor();
    const std::int64_t size = std::abs(money.minor());
    QString text = locale.toString(static_cast<qlonglong>(size / perMajor));
    if (const int decimals = money.currency().decimals(); decimals > 0) {
        const QString part =
            QString::number(size % perMajor).rightJustified(decimals, QLatin1Char('0'));
        text += locale.decimalPoint();
        for (const QChar digit : part)
            text += locale.toString(digit.digitValue());
    }
    return withMinus(money.isNegative(), text);
}

QString moneyText(const Money& money, const QLocale& locale)
{
    const auto code = money.currency().code();
    return amountText(money, locale) + QChar(QChar::Nbsp) +
           QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
}

QString factText(const std::string& text, const QLocale& locale)
{
    const auto space = text.rfind(' ');
    if (space == std::string::npos) return fromUtf8(text);
    const auto currency = Currency::parse(text.substr(space + 1));
    if (!currency) return fromUtf8(text);
    const auto money = Money::parse(text.substr(0, space), *currency);
    return money ? moneyText(*money, locale) : fromUtf8(text);
}

QString headlineMoney(const Money& money, const QLocale& locale)
{
    const std::int64_t perMajor = money.currency().minorPerMajor();
    const std::int64_t major = (std::abs(money.minor()) + perMajor / 2) / perMajor;
    return withMinus(money.isNegative() && major > 0,
                     currencySymbol(money.currency()) +
                         locale.toString(static_cast<qlonglong>(major)));
}

QString currencySymbol(Currency currency)
{
    static constexpr std::pair<std::string_view, const char*> kSymbols[] = {
        {"EUR", "€"},  {"GBP", "£"},  {"USD", "$"},   {"JPY", "¥"},  {"INR", "₹"},   {"KRW", "₩"},
        {"TRY", "₺"},  {"UAH", "₴"},  {"ILS", "₪"},   {"NGN", "₦"},  {"VND", "₫"},   {"PHP", "₱"},
        {"BRL", "R$"}, {"PLN", "zł"}, {"CAD", "CA$"}, {"AUD", "A$"}, {"NZD", "NZ$"}, {"MXN", "MX$"},
    };
    for (const auto& [code, symbol] : kSymbols) {
        if (currency.code() == code) return QString::fromUtf8(symbol);
    }
    const auto code = currency.code();
    return QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())) + kNarrowSpace;
}

QString numberText(std::int64_t value, const QLocale& locale)
{
    return grouped(value, locale);
}

QString axisText(double value, const QLocale& locale)
{
    static constexpr std::pair<double, const char*> kSteps[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    for (const auto& [step, unit] : kSteps) {
        if (std::abs(value) < step) continue;
        const double scaled = value / step;
        const int decimals = std::abs(scaled - std::round(scaled)) < 0.05 ? 0 : 1;
        return fixed(scaled, decimals, locale) + QLatin1String(unit);
    }
    const int decimals = std::abs(value - std::round(value)) < 0.005 ? 0 : 2;
    return fixed(value, decimals, locale);
}

QString rateText(double ratio, const QLocale& locale)
{
    const double percent = ratio * 100;
    return fixed(percent, std::abs(percent) < 10 ? 2 : 1, locale) + locale.percent();
}

QString shareText(double ratio, const QLocale& locale)
{
    return fixed(ratio * 100, 0, locale) + locale.percent();
}

QString changeText(double ratio, const QLocale& locale)
{
    return signedText(ratio, fixed(ratio * 100, 1, locale) + locale.percent());
}

QString pointsText(double ratio, const QLocale& locale)
{
    return signedText(ratio, fixed(ratio * 100, 2, locale) + QStringLiteral(" pt"));
}

QString sizeText(std::int64_t bytes, const QLocale& locale)
{
    static constexpr std::pair<std::int64_t, const char*> kUnits[] = {
        {1'000'000'000'000, "TB"}, {1'000'000'000, "GB"}, {1'000'000, "MB"}, {1'000, "kB"}};
    for (const auto& [unit, name] : kUnits) {
        if (bytes < unit) continue;
        const double value = static_cast<double>(bytes) / static_cast<double>(unit);
        return fixed(value, value < 10 ? 1 : 0, locale) + QLatin1Char(' ') + QLatin1String(name);
    }
    return grouped(bytes, locale) + QStringLiteral(" B");
}

Result<Money> parseAmount(const QString& typed, Currency currency, const QLocale& locale)
{
    const QString point = locale.decimalPoint();
    const QString group = locale.groupSeparator();
    std::string plain;
    for (const QChar sign : typed.trimmed()) {
        if (sign.digitValue() >= 0)
            plain += static_cast<char>('0' + sign.digitValue());
        else if (sign == point)
            plain += '.';
        else if (sign == group || sign.isSpace() || sign == QLatin1Char('\''))
            continue;
        else if (sign == QLatin1Char('.'))
            plain += '.'; // a '.' typed where ',' is the decimal sign
        else if (sign == kMinus || sign == QLatin1Char('-'))
            plain += '-';
        else
            return fail(ErrorKind::Invalid, "money.malformed");
    }
    return Money::parse(plain, currency);
}

} // namespace stoa::ui
