// A trial balance as an accountant reads it.

#include "gui/demo_books.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/finance/books.h"
#include "ui/finance/finance_words.h"

namespace stoa::test {

using Kind = api::AccountKind;

class BooksTest final : public QObject {
    Q_OBJECT

    const Currency m_eur = Currency::of("EUR");
    Money eur(std::int64_t minor) const { return Money(minor, m_eur); }

private slots:
    void accountsStandUnderTheirClassOnTheirSide()
    {
        const auto books = ui::booksOf(demoTrialBalance(), m_eur);
        QCOMPARE(books.groups.size(), std::size_t{4});
        QVERIFY(books.groups[0].kind == ui::AccountClass::Assets);
        QCOMPARE(books.balanceOf(Kind::ProviderReceivable), eur(52'600'035));
        QCOMPARE(books.balanceOf(Kind::OrderHold), eur(54'870'622));
        QCOMPARE(books.balanceOf(Kind::PlatformFee), eur(1'204'800));
        QVERIFY(books.balanceOf(Kind::DisputeHold).isZero());
        QCOMPARE(books.groups[0].total, eur(52'600'035 + 31'184 + 9'307'573));
        QCOMPARE(books.debitBalances, books.creditBalances);
        QVERIFY(books.difference().isZero());
    }

    void aBalanceOnTheOtherSideIsNegative()
    {
        const api::TrialBalanceView trial{{{Kind::SellerPayable, eur(500), eur(200)}}, true, 1};
        const auto books = ui::booksOf(trial, m_eur);
        QCOMPARE(books.balanceOf(Kind::SellerPayable), eur(-300));
        QCOMPARE(books.debitBalances, eur(300));
        QCOMPARE(books.difference(), eur(300));
    }

    void currenciesStayApart()
    {
        const auto currencies = ui::currenciesOf(demoTrialBalance());
        QCOMPARE(currencies.size(), std::size_t{2});
        const auto books = ui::booksOf(demoTrialBalance(), currencies[1]);
        QCOMPARE(books.groups.size(), std::size_t{2});
        QCOMPARE(books.balanceOf(Kind::OrderHold).text(), std::string("18420 JPY"));
        QVERIFY(ui::booksOf({}, m_eur).groups.empty());
    }

    void everyAccountHasAClassAndAName()
    {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Kind>>([this](auto each) {
            const Kind kind = each.value;
            const api::TrialBalanceView trial{{{kind, eur(1), eur(0)}}, true, 1};
            QCOMPARE(ui::booksOf(trial, m_eur).groups.size(), std::size_t{1});
        });
        QCOMPARE(ui::reasonText("release_tax"), QStringLiteral("Tax kept back"));
        QCOMPARE(ui::reasonText("some_new_reason"), QStringLiteral("Some new reason"));
    }
};

} // namespace stoa::test

using stoa::test::BooksTest;
STOA_TEST(BooksTest)
#include "test_books.moc"
