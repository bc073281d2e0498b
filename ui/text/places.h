#pragma once
// Countries and currencies as people read and choose them, from what the locale data of this
// computer knows. Stored and sent are codes: ISO 3166-1 alpha-2 and ISO 4217.

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace stoa::ui {

QString countryName(const std::string& code); // "Romania"; the code when it is not known

using Choice = std::pair<QString, QString>; // code, words
std::vector<Choice> countryChoices();       // "RO", "Romania"; by words
std::vector<Choice> currencyChoices();      // "RON", "RON"; by code, those that Money knows

} // namespace stoa::ui
