#include "ui/text/error_text.h"

#include "ui/text/amounts.h"
#include "ui/text/error_table.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <optional>

namespace stoa::ui {

namespace {

struct KindRow {
    ErrorKind kind;
    const char* title;
    const char* text;
};

constexpr KindRow kKinds[] = {
    {ErrorKind::Invalid, QT_TRANSLATE_NOOP("Error", "Something in the form is not right"),
     QT_TRANSLATE_NOOP("Error", "What you entered is kept. Check it and try again.")},
    {ErrorKind::Unauthenticated, QT_TRANSLATE_NOOP("Error", "You are signed out"),
     QT_TRANSLATE_NOOP("Error", "Sign in again. What is on the page is kept.")},
    {ErrorKind::Forbidden, QT_TRANSLATE_NOOP("Error", "Your role can't do this"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Ask an administrator for access.")},
    {ErrorKind::NotFound, QT_TRANSLATE_NOOP("Error", "This record can't be found"),
     QT_TRANSLATE_NOOP("Error", "It was removed, or it belongs to another organisation.")},
    {ErrorKind::Conflict, QT_TRANSLATE_NOOP("Error", "Someone else changed this first"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Look at the new state and decide again.")},
    {ErrorKind::Stale, QT_TRANSLATE_NOOP("Error", "This page shows an older version"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Refresh, then do it again.")},
    {ErrorKind::Refused, QT_TRANSLATE_NOOP("Error", "A rule of the marketplace says no"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed.")},
    {ErrorKind::TooLarge, QT_TRANSLATE_NOOP("Error", "This is too large"),
     QT_TRANSLATE_NOOP("Error", "Nothing was sent. Make it smaller or split it.")},
    {ErrorKind::RateLimited, QT_TRANSLATE_NOOP("Error", "Too many requests in a short time"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Wait a moment and try again.")},
    {ErrorKind::Unavailable, QT_TRANSLATE_NOOP("Error", "A service is not reachable"),
     QT_TRANSLATE_NOOP("Error", "What you entered is kept. Try again in a moment.")},
    {ErrorKind::Timeout, QT_TRANSLATE_NOOP("Error", "It took too long and was given up"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Try again.")},
    {ErrorKind::InDoubt,
     QT_TRANSLATE_NOOP("Error", "It is not known yet whether this went through"),
     QT_TRANSLATE_NOOP("Error",
                       "Stoa asks the provider and shows the answer here. Don't do it twice.")},
    {ErrorKind::Canceled, QT_TRANSLATE_NOOP("Error", "This was stopped"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed.")},
    {ErrorKind::Internal, QT_TRANSLATE_NOOP("Error", "Something went wrong inside Stoa"),
     QT_TRANSLATE_NOOP("Error", "It was written to the log. Copy the details to report it.")},
};

QString translated(const char* text)
{
    return QCoreApplication::translate("Error", text);
}

QString filled(QString sentence, const Error& error)
{
    const auto put = [&](const QString& name, const QString& value) {
        sentence.replace(QLatin1Char('{') + name + QLatin1Char('}'), isolated(value));
    };
    for (const auto& [name, value] : error.params)
        put(fromUtf8(name), factText(value));
    if (!error.field.empty()) put(QStringLiteral("field"), fromUtf8(error.field));
    return sentence;
}

const ErrorRow* rowOf(std::string_view code)
{
    for (const auto& rows : {marketErrors(), moneyErrors(), systemErrors()}) {
        const auto at = std::find_if(rows.begin(), rows.end(),
                                     [&](const ErrorRow& row) { return row.code == code; });
        if (at != rows.end()) return &*at;
    }
    return nullptr;
}

// A sentence whose parameter did not come is worse than the general one.
bool isComplete(const QString& sentence)
{
    return !sentence.contains(QLatin1Char('{'));
}

ErrorSentences byKind(const Error& error)
{
    for (const KindRow& row : kKinds) {
        if (row.kind != error.kind) continue;
        const QString field = error.field.empty()
                                  ? QString()
                                  : translated("Field: %1. ").arg(isolated(fromUtf8(error.field)));
        return {translated(row.title), translated(row.text) + QLatin1Char(' ') + field +
                                           translated("(%1)").arg(fromUtf8(error.code))};
    }
    return {fromUtf8(error.code), {}};
}

} // namespace

ErrorSentences errorSentences(const Error& error)
{
    const ErrorRow* row = rowOf(error.code);
    if (row == nullptr) return byKind(error);
    ErrorSentences sentences{filled(translated(row->title), error),
                             filled(translated(row->text), error)};
    if (isComplete(sentences.title) && isComplete(sentences.text)) return sentences;
    return byKind(error);
}

QString errorText(const Error& error)
{
    const ErrorSentences sentences = errorSentences(error);
    return sentences.text.isEmpty() ? sentences.title
                                    : sentences.title + QStringLiteral(". ") + sentences.text;
}

QString noteText(const std::string& note)
{
    const ErrorRow* row = rowOf(note);
    const QString title = row != nullptr ? translated(row->title) : fromUtf8(note);
    return isComplete(title) ? title : fromUtf8(note);
}

QString errorDetails(const Error& error)
{
    Error shown = error;
    shown.detail.clear();
    return fromUtf8(describe(shown));
}

std::vector<std::string_view> errorCodesWithText()
{
    std::vector<std::string_view> codes;
    for (const auto& rows : {marketErrors(), moneyErrors(), systemErrors()})
        for (const ErrorRow& row : rows)
            codes.push_back(row.code);
    return codes;
}

} // namespace stoa::ui
