#pragma once
// Lines of a CSV file as RFC 4180 has them: separated by commas, ended by CR LF, quoted where they
// must be, UTF-8. Spreadsheets run cells that begin like a formula; texts that strangers wrote get
// an apostrophe in front, which spreadsheets take for "this is text".
// Source: RFC 4180; OWASP, CSV Injection.

#include "core/money.h"

#include <QByteArray>
#include <QStringList>

namespace stoa::ui {

inline constexpr char kCsvMark[] = "\xef\xbb\xbf"; // in front of a file, so that Excel reads UTF-8

QString harmlessCell(const QString& text); // what somebody else wrote
QString csvAmount(const Money& money);     // "-1234.50", without its currency
QByteArray csvLine(const QStringList& cells);

} // namespace stoa::ui
