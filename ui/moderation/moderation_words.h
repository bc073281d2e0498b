#pragma once
// How moderation is put into words: rules, reasons, decisions, the age of a case. One place for the
// list, the case and the toasts. A rule that a newer node knows and this console does not is shown
// by its readable id.

#include "api/moderation.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

namespace stoa::ui {

// The time within which a seller should have an answer: the age turns amber in its last quarter.
constexpr std::chrono::hours kReviewWithin{2};

QString ruleName(std::string_view rule);  // "Contact outside the marketplace"
QString ruleShort(std::string_view rule); // "Contact", for a chip
// From 60 on a signal is serious, from 40 on it needs a look.
Tone scoreTone(std::int64_t score);
// "Contact 60" for the highest signal; empty when no rule was hit.
StatusWord signalWord(const api::CaseRow& row);

// In the order of the keys 1 to 7.
const std::vector<api::RejectReason>& rejectReasons();
QString reasonName(api::RejectReason reason);
QString reasonName(std::string_view word); // as the node writes it: "poor_images"

QString kindName(api::CaseKind kind); // "New listing"
StatusWord caseWord(api::CaseStatus status);
// "Rejected “Replica dial” · Volna Vintage"
QString decisionText(api::Decision decision, const QString& title, const QString& seller);
QString historyText(const api::CaseEvent& event); // "Changes asked for"

struct AgeWord {
    QString text; // "2 h 41 min"
    Tone tone = Tone::Neutral;
};
AgeWord ageWord(Timestamp openedAt, Timestamp now);

} // namespace stoa::ui
