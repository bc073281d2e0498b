#include "ui/text/error_text.h"

#include "ui/text/words.h"

#include <QCoreApplication>

#include <optional>

namespace stoa::ui {

namespace {

struct Row {
    std::string_view code;
    const char* title;
    const char* text;
};

// A slice adds its codes here, in alphabetical order of slices.
constexpr Row kRows[] = {
    {"case.already_decided", QT_TRANSLATE_NOOP("Error", "This case has been decided already"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Open it to see how.")},
    {"case.claimed_by_other", QT_TRANSLATE_NOOP("Error", "{name} has this case open"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Wait, or take it over.")},
    {"case.stale", QT_TRANSLATE_NOOP("Error", "The listing has changed since you opened it"),
     QT_TRANSLATE_NOOP("Error", "Nothing was decided. Look at it again.")},
    {"csv.empty", QT_TRANSLATE_NOOP("Error", "The file has no lines"),
     QT_TRANSLATE_NOOP("Error", "Choose a product file with a header and at least one line.")},
    {"csv.too_many_rows", QT_TRANSLATE_NOOP("Error", "The file has too many lines"),
     QT_TRANSLATE_NOOP("Error", "At most {most} fit. Split it and import the parts.")},
    {"csv.unknown_format", QT_TRANSLATE_NOOP("Error", "This is not a product file"),
     QT_TRANSLATE_NOOP("Error", "Export products from Shopify as CSV and choose that file.")},
    {"currency.unknown", QT_TRANSLATE_NOOP("Error", "The currency is not known"),
     QT_TRANSLATE_NOOP("Error", "Use a code of three letters, such as EUR.")},
    {"file.empty", QT_TRANSLATE_NOOP("Error", "The file is empty"),
     QT_TRANSLATE_NOOP("Error", "Choose another file.")},
    {"file.too_large", QT_TRANSLATE_NOOP("Error", "The file is too large"),
     QT_TRANSLATE_NOOP("Error", "At most {most} fit. Split it and import the parts.")},
    {"file.unreadable", QT_TRANSLATE_NOOP("Error", "The file can't be read"),
     QT_TRANSLATE_NOOP("Error", "Check that it is still there and that you may open it.")},
    {"id.malformed", QT_TRANSLATE_NOOP("Error", "This is not an id"),
     QT_TRANSLATE_NOOP("Error", "Copy it again from the page it comes from.")},
    {"identity.bad_credentials", QT_TRANSLATE_NOOP("Error", "The email or the passphrase is wrong"),
     QT_TRANSLATE_NOOP("Error", "Check both and sign in again.")},
    {"identity.session_expired", QT_TRANSLATE_NOOP("Error", "The sign-in has run out"),
     QT_TRANSLATE_NOOP("Error", "Sign in again. What is on the page is kept.")},
    {"listing.already_archived", QT_TRANSLATE_NOOP("Error", "The listing is archived already"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed.")},
    {"listing.not_submittable",
     QT_TRANSLATE_NOOP("Error", "This listing can't be sent to review now"),
     QT_TRANSLATE_NOOP("Error", "It is in review, live or archived already.")},
    {"listing.sku_taken", QT_TRANSLATE_NOOP("Error", "The SKU belongs to another listing"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Use another SKU, or change that listing.")},
    {"listing.stale", QT_TRANSLATE_NOOP("Error", "The listing has changed since you opened it"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. Look at it again and repeat.")},
    {"money.malformed", QT_TRANSLATE_NOOP("Error", "The amount is not a number"),
     QT_TRANSLATE_NOOP("Error", "Type digits, with one decimal sign at most.")},
    {"money.out_of_range", QT_TRANSLATE_NOOP("Error", "The amount is too large"),
     QT_TRANSLATE_NOOP("Error", "Enter a smaller amount.")},
    {"money.too_many_decimals", QT_TRANSLATE_NOOP("Error", "The amount has too many decimals"),
     QT_TRANSLATE_NOOP("Error", "Enter it with the decimals of its currency.")},
    {"seller.suspended", QT_TRANSLATE_NOOP("Error", "This shop is suspended"),
     QT_TRANSLATE_NOOP("Error", "Nothing was changed. The marketplace's people can say why.")},
    {"stock.below_zero", QT_TRANSLATE_NOOP("Error", "There is not enough of {sku}"),
     QT_TRANSLATE_NOOP("Error",
                       "{onHand} are on hand and {reserved} of them reserved for orders.")},
    {"stock.no_change", QT_TRANSLATE_NOOP("Error", "The move changes nothing"),
     QT_TRANSLATE_NOOP("Error", "Say how many more or fewer.")},
    {"text.not_utf8", QT_TRANSLATE_NOOP("Error", "The text has characters that cannot be stored"),
     QT_TRANSLATE_NOOP("Error", "Type it again, or paste it as plain text.")},
    {"text.required", QT_TRANSLATE_NOOP("Error", "Something is missing"),
     QT_TRANSLATE_NOOP("Error", "Fill in {field}.")},
    {"text.too_long", QT_TRANSLATE_NOOP("Error", "The text is too long"),
     QT_TRANSLATE_NOOP("Error", "It has {length} characters, {most} fit. Shorten {field}.")},
    {"timestamp.malformed", QT_TRANSLATE_NOOP("Error", "The date is not readable"),
     QT_TRANSLATE_NOOP("Error", "Choose it again.")},
};

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
        put(fromUtf8(name), fromUtf8(value));
    if (!error.field.empty()) put(QStringLiteral("field"), fromUtf8(error.field));
    return sentence;
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
    for (const Row& row : kRows) {
        if (row.code != error.code) continue;
        ErrorSentences sentences{filled(translated(row.title), error),
                                 filled(translated(row.text), error)};
        if (isComplete(sentences.title) && isComplete(sentences.text)) return sentences;
    }
    return byKind(error);
}

QString errorText(const Error& error)
{
    const ErrorSentences sentences = errorSentences(error);
    return sentences.text.isEmpty() ? sentences.title
                                    : sentences.title + QStringLiteral(". ") + sentences.text;
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
    for (const Row& row : kRows)
        codes.push_back(row.code);
    return codes;
}

} // namespace stoa::ui
