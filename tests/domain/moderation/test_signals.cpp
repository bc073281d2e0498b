#include "domain/moderation/signals.h"
#include "domain_support/bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::moderation;
using namespace stoa::test;

namespace {

// "rule field match score" of each.
std::string textOf(const std::vector<api::SignalView>& hits)
{
    std::string text;
    for (const auto& each : hits) {
        text += (text.empty() ? "" : "; ") + each.rule + ' ' + each.field + " [" + each.match +
                "] " + std::to_string(each.score);
    }
    return text;
}

} // namespace

class SignalsTest : public QObject {
    Q_OBJECT

    const Timestamp m_now{1'772'445'600'000'000};
    SignalFacts m_facts{{m_now - std::chrono::days(400), 12}, std::nullopt, "", "", m_now};

private slots:
    void anOrdinaryListingTriggersNothing()
    {
        QCOMPARE(textOf(signalsOf(draftOf("Blue cup", "CUP"), m_facts)), std::string());
    }

    void ordersByScoreAndNamesFieldAndMatch()
    {
        auto draft = draftOf("REPLICA DESIGNER CUP", "CUP");
        draft.description = "Details at www.kiln.example or info@kiln.example";
        draft.images.clear();
        SignalFacts facts = m_facts;
        facts.seller = {m_now - std::chrono::days(1), 0};
        facts.sameTitleSeller = "Atelier Nord";
        facts.usual = UsualPrice{must(Money::parse("25.02", Currency::of("EUR"))), 5};
        QCOMPARE(textOf(signalsOf(draft, facts)),
                 std::string("text.prohibited_word title [REPLICA] 75; "
                             "price.far_below_median price [10.00 EUR] 70; "
                             "text.contact_details description [info@kiln.example] 60; "
                             "text.link description [www.kiln.example] 50; "
                             "title.duplicate title [Atelier Nord] 45; "
                             "image.missing images [] 30; seller.new seller [1 day] 25; "
                             "title.shouting title [REPLICA DESIGNER CUP] 20"));
    }

    void aPriceIsJudgedOnlyAgainstEnoughOthers()
    {
        SignalFacts facts = m_facts;
        facts.usual = UsualPrice{must(Money::parse("100.00", Currency::of("EUR"))), 4};
        QCOMPARE(textOf(signalsOf(draftOf("Cup", "CUP"), facts)), std::string());
        facts.usual = UsualPrice{must(Money::parse("25.00", Currency::of("EUR"))), 50};
        QCOMPARE(textOf(signalsOf(draftOf("Cup", "CUP"), facts)), std::string());
    }

    void wordsMayBeProhibitedInOneCategoryOnly()
    {
        auto draft = draftOf("Miracle drops", "DROPS");
        QCOMPARE(textOf(signalsOf(draft, m_facts)), std::string());
        SignalFacts facts = m_facts;
        facts.categoryPath = "Health / Drops";
        QCOMPARE(textOf(signalsOf(draft, facts)),
                 std::string("text.prohibited_word title [Miracle] 60"));
    }

    void reportsAFewMatchesOfOneRule()
    {
        auto draft = draftOf("Cup", "CUP");
        for (int i = 0; i < 20; ++i)
            draft.description.value += " www.shop" + std::to_string(i) + ".example";
        QCOMPARE(signalsOf(draft, m_facts).size(), kMaxMatches);
    }
};

STOA_TEST(SignalsTest)
#include "test_signals.moc"
