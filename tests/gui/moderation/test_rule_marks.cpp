#include "support/expect.h"
#include "support/test_main.h"
#include "ui/moderation/marked_text.h"
#include "ui/moderation/moderation_words.h"
#include "ui/moderation/rule_marks.h"

#include <set>

namespace stoa::test {

class RuleMarksTest final : public QObject {
    Q_OBJECT

private slots:
    void marksEveryPlaceOfAMatchInItsOwnFieldOnly()
    {
        const std::vector<api::SignalView> hits{
            {"text.prohibited_word", "ivory", "description", 95},
            {"text.link", "www.example.com", "title", 50}};
        const auto marks = ui::marksOf(QStringLiteral("ivory, really ivory"), "description", hits);
        QCOMPARE(marks.size(), 2U);
        QCOMPARE(marks[0].start, 0);
        QCOMPARE(marks[0].length, 5);
        QCOMPARE(marks[1].start, 14);
        QVERIFY(marks[0].tone == ui::Tone::Bad);
    }

    void theMoreSeriousRuleKeepsAPlaceThatTwoMatch()
    {
        const std::vector<api::SignalView> hits{
            {"text.link", "mail@example.com", "description", 50},
            {"text.contact_details", "mail@example.com now", "description", 60}};
        const auto marks =
            ui::marksOf(QStringLiteral("write mail@example.com now"), "description", hits);
        QCOMPARE(marks.size(), 1U);
        QCOMPARE(marks[0].start, 6);
        QCOMPARE(marks[0].length, 20);
        QVERIFY(marks[0].tone == ui::Tone::Bad);
    }

    void countsInCharactersNotBytes()
    {
        const std::vector<api::SignalView> hits{
            {"text.contact_details", "ChatLine", "description", 60}};
        const auto marks = ui::marksOf(QStringLiteral("Øøå ChatLine"), "description", hits);
        QCOMPARE(marks.size(), 1U);
        QCOMPARE(marks[0].start, 4);
    }

    void aMatchThatIsNotInTheTextMarksNothing()
    {
        const std::vector<api::SignalView> hits{{"text.link", "gone.example", "description", 50},
                                                {"image.missing", "", "description", 30}};
        QVERIFY(ui::marksOf(QStringLiteral("nothing here"), "description", hits).empty());
    }

    void aParagraphGrowsWithItsTextAndSaysItsMarks()
    {
        ui::MarkedText text(ui::Type::Body, QStringLiteral("text"));
        text.setText(QStringLiteral("one two three four five six seven eight nine ten"),
                     {{0, 3, ui::Tone::Bad, QStringLiteral("Word that is not allowed")}});
        QVERIFY(text.heightForWidth(80) > 2 * text.heightForWidth(1000));
        QCOMPARE(text.accessibleDescription(), QStringLiteral("Word that is not allowed: one"));
    }

    void ageTurnsAmberThenRed()
    {
        const Timestamp now = *Timestamp::parse("2026-11-18T14:32:00Z");
        const auto age = [&](std::int64_t minutes) {
            return ui::ageWord(Timestamp(now.micros() - minutes * 60'000'000), now);
        };
        QCOMPARE(age(41).text, QStringLiteral("41 min"));
        QVERIFY(age(41).tone == ui::Tone::Neutral);
        QVERIFY(age(91).tone == ui::Tone::Warn);
        QVERIFY(age(121).tone == ui::Tone::Bad);
        QCOMPARE(age(161).text, QStringLiteral("2 h 41 min"));
    }

    void everyReasonHasWords()
    {
        QCOMPARE(ui::rejectReasons().size(), 7U);
        std::set<QString> words;
        for (const api::RejectReason reason : ui::rejectReasons())
            words.insert(ui::reasonName(reason));
        QCOMPARE(words.size(), 7U);
    }
};

} // namespace stoa::test

using stoa::test::RuleMarksTest;
STOA_TEST(RuleMarksTest)
#include "test_rule_marks.moc"
