#include "ui/text/places.h"

#include "core/currency.h"
#include "ui/text/words.h"

#include <QLocale>

#include <algorithm>
#include <map>

namespace stoa::ui {

QString countryName(const std::string& code)
{
    const auto territory = QLocale::codeToTerritory(fromUtf8(code));
    return territory == QLocale::AnyTerritory ? fromUtf8(code)
                                              : QLocale::territoryToString(territory);
}

std::vector<Choice> countryChoices()
{
    std::map<QString, QString> names;
    const auto all =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    for (const QLocale& locale : all) {
        const QString code = QLocale::territoryToCode(locale.territory());
        const bool isCountry = code.size() == 2 && code.at(0).isLetter();
        if (isCountry) names[code] = QLocale::territoryToString(locale.territory());
    }
    std::vector<Choice> choices(names.begin(), names.end());
    std::sort(choices.begin(), choices.end(), [](const Choice& left, const Choice& right) {
        return QString::localeAwareCompare(left.second, right.second) < 0;
    });
    return choices;
}

std::vector<Choice> currencyChoices()
{
    std::map<QString, QString> codes;
    const auto all =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    for (const QLocale& locale : all) {
        const QString code = locale.currencySymbol(QLocale::CurrencyIsoCode);
        if (Currency::parse(toUtf8(code))) codes[code] = code;
    }
    return {codes.begin(), codes.end()};
}

} // namespace stoa::ui
