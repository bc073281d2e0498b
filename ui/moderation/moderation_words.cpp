#include "ui/moderation/moderation_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

constexpr std::int64_t kSerious = 60;
constexpr std::int64_t kNotable = 40;

struct RuleRow {
    std::string_view rule;
    const char* name;
    const char* brief;
};

constexpr RuleRow kRules[] = {
    {"text.prohibited_word", QT_TRANSLATE_NOOP("Rule", "Word that is not allowed"),
     QT_TRANSLATE_NOOP("Rule", "Word")},
    {"price.far_below_median", QT_TRANSLATE_NOOP("Rule", "Price far below the usual"),
     QT_TRANSLATE_NOOP("Rule", "Price")},
    {"text.contact_details", QT_TRANSLATE_NOOP("Rule", "Contact outside the marketplace"),
     QT_TRANSLATE_NOOP("Rule", "Contact")},
    {"text.link", QT_TRANSLATE_NOOP("Rule", "Link to another site"),
     QT_TRANSLATE_NOOP("Rule", "Link")},
    {"title.duplicate", QT_TRANSLATE_NOOP("Rule", "Another seller has the same title"),
     QT_TRANSLATE_NOOP("Rule", "Copy")},
    {"image.missing", QT_TRANSLATE_NOOP("Rule", "No image"), QT_TRANSLATE_NOOP("Rule", "Image")},
    {"seller.new", QT_TRANSLATE_NOOP("Rule", "New seller"), QT_TRANSLATE_NOOP("Rule", "New")},
    {"title.shouting", QT_TRANSLATE_NOOP("Rule", "Title in capitals"),
     QT_TRANSLATE_NOOP("Rule", "Title")},
};

struct WordRow {
    std::string_view word;
    const char* text;
};

constexpr WordRow kReasons[] = {
    {"prohibited_item", QT_TRANSLATE_NOOP("Reason", "Item is not allowed")},
    {"counterfeit", QT_TRANSLATE_NOOP("Reason", "Trade mark or counterfeit")},
    {"misleading_description", QT_TRANSLATE_NOOP("Reason", "Misleading description")},
    {"poor_images", QT_TRANSLATE_NOOP("Reason", "Missing or poor images")},
    {"wrong_category", QT_TRANSLATE_NOOP("Reason", "Wrong category")},
    {"price_manipulation", QT_TRANSLATE_NOOP("Reason", "Misleading price")},
    {"other", QT_TRANSLATE_NOOP("Reason", "Another reason")},
};

constexpr WordRow kHistory[] = {
    {"opened", QT_TRANSLATE_NOOP("CaseHistory", "Sent to review")},
    {"claimed", QT_TRANSLATE_NOOP("CaseHistory", "Opened for review")},
    {"taken_over", QT_TRANSLATE_NOOP("CaseHistory", "Taken over")},
    {"approved", QT_TRANSLATE_NOOP("CaseHistory", "Approved")},
    {"rejected", QT_TRANSLATE_NOOP("CaseHistory", "Rejected")},
    {"changes_requested", QT_TRANSLATE_NOOP("CaseHistory", "Changes asked for")},
    {"withdrawn", QT_TRANSLATE_NOOP("CaseHistory", "Taken back by the seller")},
};

QString say(const char* context, const char* text)
{
    return QCoreApplication::translate(context, text);
}

template <std::size_t Size>
QString lookUp(const WordRow (&rows)[Size], const char* context, std::string_view word)
{
    for (const WordRow& row : rows) {
        if (row.word == word) return say(context, row.text);
    }
    return statusWord(word).text;
}

QString readable(std::string_view rule)
{
    QString text =
        fromUtf8(rule.substr(rule.find('.') + 1)).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString ruleName(std::string_view rule)
{
    for (const RuleRow& row : kRules) {
        if (row.rule == rule) return say("Rule", row.name);
    }
    return readable(rule);
}

QString ruleShort(std::string_view rule)
{
    for (const RuleRow& row : kRules) {
        if (row.rule == rule) return say("Rule", row.brief);
    }
    return readable(rule);
}

Tone scoreTone(std::int64_t score)
{
    return score >= kSerious ? Tone::Bad : score >= kNotable ? Tone::Warn : Tone::Neutral;
}

StatusWord signalWord(const api::CaseRow& row)
{
    if (row.topSignal.empty()) return {};
    return {ruleShort(row.topSignal) + QLatin1Char(' ') + numberText(row.score),
            scoreTone(row.score),
            {}};
}

const std::vector<api::RejectReason>& rejectReasons()
{
    using enum api::RejectReason;
    static const std::vector<api::RejectReason> reasons{
        ProhibitedItem,    Counterfeit, MisleadingDescription, PoorImages, WrongCategory,
        PriceManipulation, Other};
    return reasons;
}

QString reasonName(api::RejectReason reason)
{
    return reasonName(enumText(reason));
}

QString reasonName(std::string_view word)
{
    return lookUp(kReasons, "Reason", word);
}

QString kindName(api::CaseKind kind)
{
    switch (kind) {
    case api::CaseKind::NewListing:
        return say("CaseKind", QT_TRANSLATE_NOOP("CaseKind", "New listing"));
    case api::CaseKind::ChangedListing:
        return say("CaseKind", QT_TRANSLATE_NOOP("CaseKind", "Changed listing"));
    }
    return {};
}

StatusWord caseWord(api::CaseStatus status)
{
    return statusWord(enumText(status));
}

QString decisionText(api::Decision decision, const QString& title, const QString& seller)
{
    const auto sentence = [decision] {
        switch (decision) {
        case api::Decision::Approve:
            return say("Decision", QT_TRANSLATE_NOOP("Decision", "Approved “%1” · %2"));
        case api::Decision::Reject:
            return say("Decision", QT_TRANSLATE_NOOP("Decision", "Rejected “%1” · %2"));
        case api::Decision::RequestChanges:
            return say("Decision", QT_TRANSLATE_NOOP("Decision", "Sent back “%1” · %2"));
        }
        return QString();
    };
    return sentence().arg(isolated(title), isolated(seller));
}

QString historyText(const api::CaseEvent& event)
{
    return lookUp(kHistory, "CaseHistory", event.what);
}

AgeWord ageWord(Timestamp openedAt, Timestamp now)
{
    const Duration age = now - openedAt;
    const bool isLate = age > kReviewWithin;
    const bool isClose = age > kReviewWithin * 3 / 4;
    // Whole minutes: a list whose rows count seconds cannot be read.
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age);
    const Duration shown = minutes.count() > 0 ? Duration(minutes) : age;
    return {durationText(shown), isLate ? Tone::Bad : isClose ? Tone::Warn : Tone::Neutral};
}

} // namespace stoa::ui
