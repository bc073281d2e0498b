#include "ui/text/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace stoa::ui {

namespace {

struct Row {
    std::string_view name;
    const char* text;
    Tone tone;
    const char* icon;
};

// One state, one word, one tone, one icon: the same everywhere.
constexpr Row kRows[] = {
    {"draft", QT_TRANSLATE_NOOP("Status", "Draft"), Tone::Neutral, "edit"},
    {"placed", QT_TRANSLATE_NOOP("Status", "Placed"), Tone::Accent, "orders"},
    {"canceled", QT_TRANSLATE_NOOP("Status", "Canceled"), Tone::Neutral, "slash"},
    {"none", QT_TRANSLATE_NOOP("Status", "Unpaid"), Tone::Neutral, "clock"},
    {"authorized", QT_TRANSLATE_NOOP("Status", "Authorized"), Tone::Accent, "card"},
    {"partially_paid", QT_TRANSLATE_NOOP("Status", "Partly paid"), Tone::Warn, "card"},
    {"paid", QT_TRANSLATE_NOOP("Status", "Paid"), Tone::Info, "card"},
    {"captured", QT_TRANSLATE_NOOP("Status", "Captured"), Tone::Ok, "check"},
    {"partially_refunded", QT_TRANSLATE_NOOP("Status", "Partly refunded"), Tone::Warn, "refund"},
    {"refunded", QT_TRANSLATE_NOOP("Status", "Refunded"), Tone::Neutral, "refund"},
    {"refunding", QT_TRANSLATE_NOOP("Status", "Refunding"), Tone::Warn, "refund"},
    {"voided", QT_TRANSLATE_NOOP("Status", "Voided"), Tone::Neutral, "slash"},
    {"unfulfilled", QT_TRANSLATE_NOOP("Status", "To send"), Tone::Neutral, "orders"},
    {"partial", QT_TRANSLATE_NOOP("Status", "Partly sent"), Tone::Accent, "truck"},
    {"packed", QT_TRANSLATE_NOOP("Status", "Packed"), Tone::Accent, "orders"},
    {"fulfilled", QT_TRANSLATE_NOOP("Status", "Shipped"), Tone::Accent, "truck"},
    {"shipped", QT_TRANSLATE_NOOP("Status", "Shipped"), Tone::Accent, "truck"},
    {"delivered", QT_TRANSLATE_NOOP("Status", "Delivered"), Tone::Ok, "check"},
    {"late", QT_TRANSLATE_NOOP("Status", "Late"), Tone::Warn, "clock"},
    {"held", QT_TRANSLATE_NOOP("Status", "Held"), Tone::Accent, "lock"},
    {"releasable", QT_TRANSLATE_NOOP("Status", "Can be released"), Tone::Warn, "unlock"},
    {"released", QT_TRANSLATE_NOOP("Status", "Released"), Tone::Ok, "check"},
    {"disputed", QT_TRANSLATE_NOOP("Status", "Disputed"), Tone::Bad, "scale"},
    {"needs_response", QT_TRANSLATE_NOOP("Status", "Needs an answer"), Tone::Bad, "scale"},
    {"under_review", QT_TRANSLATE_NOOP("Status", "Review"), Tone::Plum, "shield"},
    {"in_review", QT_TRANSLATE_NOOP("Status", "Review"), Tone::Plum, "shield"},
    {"pending_review", QT_TRANSLATE_NOOP("Status", "In review"), Tone::Plum, "shield"},
    {"withdrawn", QT_TRANSLATE_NOOP("Status", "Taken back"), Tone::Neutral, "undo"},
    {"escalated", QT_TRANSLATE_NOOP("Status", "Escalated"), Tone::Plum, "escalate"},
    {"won", QT_TRANSLATE_NOOP("Status", "Won"), Tone::Ok, "check"},
    {"lost", QT_TRANSLATE_NOOP("Status", "Lost"), Tone::Bad, "x-circle"},
    {"requested", QT_TRANSLATE_NOOP("Status", "Requested"), Tone::Warn, "clock"},
    {"awaiting_payment", QT_TRANSLATE_NOOP("Status", "Waits for payment"), Tone::Warn, "clock"},
    {"payment_failed", QT_TRANSLATE_NOOP("Status", "Payment failed"), Tone::Bad, "incident"},
    {"refused", QT_TRANSLATE_NOOP("Status", "Refused"), Tone::Bad, "x-circle"},
    {"pending", QT_TRANSLATE_NOOP("Status", "Waiting"), Tone::Warn, "clock"},
    {"pending_approval", QT_TRANSLATE_NOOP("Status", "Needs approval"), Tone::Warn, "users"},
    {"awaiting_approval", QT_TRANSLATE_NOOP("Status", "Needs approval"), Tone::Warn, "users"},
    {"approved", QT_TRANSLATE_NOOP("Status", "Approved"), Tone::Ok, "check"},
    {"declined", QT_TRANSLATE_NOOP("Status", "Declined"), Tone::Bad, "x-circle"},
    {"expired", QT_TRANSLATE_NOOP("Status", "Expired"), Tone::Neutral, "clock"},
    {"rejected", QT_TRANSLATE_NOOP("Status", "Rejected"), Tone::Bad, "x-circle"},
    {"changes_requested", QT_TRANSLATE_NOOP("Status", "Changes asked"), Tone::Warn, "edit"},
    {"processing", QT_TRANSLATE_NOOP("Status", "In progress"), Tone::Accent, "sync"},
    {"running", QT_TRANSLATE_NOOP("Status", "Running"), Tone::Accent, "play"},
    {"succeeded", QT_TRANSLATE_NOOP("Status", "Done"), Tone::Ok, "check"},
    {"done", QT_TRANSLATE_NOOP("Status", "Done"), Tone::Ok, "check"},
    {"failed", QT_TRANSLATE_NOOP("Status", "Failed"), Tone::Bad, "incident"},
    {"in_doubt", QT_TRANSLATE_NOOP("Status", "Being checked"), Tone::Warn, "help"},
    {"active", QT_TRANSLATE_NOOP("Status", "Active"), Tone::Ok, "check"},
    {"live", QT_TRANSLATE_NOOP("Status", "Live"), Tone::Ok, "check"},
    {"published", QT_TRANSLATE_NOOP("Status", "Live"), Tone::Ok, "check"},
    {"open", QT_TRANSLATE_NOOP("Status", "Open"), Tone::Accent, "unlock"},
    {"paused", QT_TRANSLATE_NOOP("Status", "Paused"), Tone::Neutral, "pause"},
    {"archived", QT_TRANSLATE_NOOP("Status", "Archived"), Tone::Neutral, "backup"},
    {"suspended", QT_TRANSLATE_NOOP("Status", "Suspended"), Tone::Bad, "slash"},
    {"terminated", QT_TRANSLATE_NOOP("Status", "Closed"), Tone::Neutral, "slash"},
    {"met", QT_TRANSLATE_NOOP("Status", "Met"), Tone::Ok, "check"},
    {"at_risk", QT_TRANSLATE_NOOP("Status", "At risk"), Tone::Warn, "clock"},
    {"burning", QT_TRANSLATE_NOOP("Status", "Burning"), Tone::Bad, "incident"},
    {"synced", QT_TRANSLATE_NOOP("Status", "Synced"), Tone::Ok, "check"},
    {"sending", QT_TRANSLATE_NOOP("Status", "Sending"), Tone::Accent, "sync"},
    {"conflict", QT_TRANSLATE_NOOP("Status", "Conflict"), Tone::Bad, "merge"},
};

} // namespace

StatusWord statusWord(std::string_view name)
{
    for (const Row& row : kRows) {
        if (row.name == name) {
            return {QCoreApplication::translate("Status", row.text), row.tone,
                    QString::fromLatin1(row.icon)};
        }
    }
    QString text = fromUtf8(name).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return {text, Tone::Neutral, {}};
}

QString isolated(const QString& userText)
{
    return QChar(0x2068) + userText + QChar(0x2069);
}

QString initials(const QString& fullName)
{
    const QStringList words = fullName.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto first = [](const QString& word) {
        return word.left(word.at(0).isHighSurrogate() && word.size() > 1 ? 2 : 1);
    };
    if (words.isEmpty()) return {};
    if (words.size() == 1) return first(words.first());
    return first(words.first()) + first(words.last());
}

int stableIndex(const QString& text, int count)
{
    std::uint32_t sum = 2166136261U; // FNV-1a: qHash is seeded per process
    for (const char byte : text.toUtf8())
        sum = (sum ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    return count > 0 ? static_cast<int>(sum % static_cast<std::uint32_t>(count)) : 0;
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

} // namespace stoa::ui
