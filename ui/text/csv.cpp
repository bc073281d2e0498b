#include "ui/text/csv.h"

#include "ui/text/words.h"

namespace stoa::ui {

QString harmlessCell(const QString& text)
{
    static const QString starts = QStringLiteral("=+-@\t\r");
    const bool isFormula = !text.isEmpty() && starts.contains(text.front());
    return isFormula ? QLatin1Char('\'') + text : text;
}

QString csvAmount(const Money& money)
{
    return fromUtf8(money.amountText());
}

QByteArray csvLine(const QStringList& cells)
{
    QByteArray line;
    for (const QString& cell : cells) {
        QByteArray bytes = cell.toUtf8();
        const bool isQuoted = bytes.contains(',') || bytes.contains('"') || bytes.contains('\n') ||
                              bytes.contains('\r');
        if (!line.isEmpty() || &cell != &cells.front()) line += ',';
        line += isQuoted ? '"' + bytes.replace('"', "\"\"") + '"' : bytes;
    }
    return line + "\r\n";
}

} // namespace stoa::ui
