#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/identity/seller_dialog.h"
#include "ui/identity/sellers_page.h"
#include "ui/models/keyset_model_base.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class SellersPageTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_rows = {seller("Atelier Søndergaard", "DK", "EUR"),
                  seller("Kurokawa Forge", "JP", "JPY")};
        m_fixture->node.on<api::ListSellers>([this](const api::ListSellers& asked) {
            Page<api::SellerView> page;
            for (const auto& row : m_rows) {
                if (row.name.find(asked.text.value) != std::string::npos) page.items.push_back(row);
            }
            return page;
        });
        m_fixture->node.on<api::GetSeller>(
            [this](const api::GetSeller& asked) -> Result<api::SellerView> {
                const auto at = std::ranges::find(m_rows, asked.seller, &api::SellerView::id);
                if (at == m_rows.end()) return fail(ErrorKind::NotFound, "seller.not_found");
                return *at;
            });
        m_fixture->node.on<api::CreateSeller>([this](const api::CreateSeller& asked) {
            m_rows.push_back(seller(asked.name.value, asked.country.value, asked.currency.value));
            return m_rows.back();
        });
        m_page = std::make_unique<ui::SellersPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsTermsOfTheCurrentSeller()
    {
        visit();
        QAbstractItemModelTester tester(table()->model());
        QCOMPARE(cell(0, "name"), QStringLiteral("Atelier Søndergaard"));
        QCOMPARE(cell(0, "commission"), QStringLiteral("8.25%"));
        QCOMPARE(cell(1, "country"), QStringLiteral("Japan"));
        QTRY_VERIFY(m_page->findChild<QWidget*>(QStringLiteral("sellerTerms")));
        QCOMPARE(m_fixture->node.calls<api::GetSeller>().back().seller, m_rows[0].id);
    }

    void aLinkOpensASellerBeyondTheFirstPage()
    {
        const auto all = m_rows;
        m_fixture->node.reply<api::ListSellers>({{all[0]}, {}, {}});
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        m_page->visit(ui::fromUtf8(all[1].id.text()));
        QTRY_COMPARE(table()->currentId(), ui::fromUtf8(all[1].id.text()));
        QCOMPARE(m_fixture->node.callCount<api::ListSellers>(), 1U);
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("sellersOnly"))->isVisible());
        m_page->visit(ui::fromUtf8(OrgId::make().text()));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("sellersState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("sellersOnly"))->isVisible());
        m_page->findChild<QLineEdit*>(QStringLiteral("sellersSearch"))
            ->setText(QStringLiteral("Atelier")); // another question: what was linked is forgotten
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(m_fixture->node.callCount<api::ListSellers>(), 2U);
    }

    void anEmptyMarketplaceOffersToOpenAShop()
    {
        m_rows.clear();
        m_page->visit({});
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("sellersState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        auto* action = m_page->findChild<QAbstractButton*>(QStringLiteral("sellersStateAction"));
        QTRY_VERIFY(action->isVisible());
        action->click();
        QVERIFY(dialog() && dialog()->isOpen());
    }

    void opensAShopOnceAndShowsIt()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        fill("Ljus & Ull", "SE", "SEK", 7.5);
        button()->click();
        button()->click();
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const auto sent = m_fixture->node.calls<api::CreateSeller>();
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].name.value, std::string("Ljus & Ull"));
        QCOMPARE(sent[0].country.value, std::string("SE"));
        QCOMPARE(sent[0].currency.value, std::string("SEK"));
        QCOMPARE(sent[0].commissionBasisPoints.value, 750);
        QTRY_COMPARE(table()->currentId(), ui::fromUtf8(m_rows[2].id.text()));
    }

    void aTakenNameIsSaidAtItsFieldAndTheKeyIsKept()
    {
        visit();
        const Error taken = makeError(ErrorKind::Conflict, "seller.slug_taken").in("name");
        m_fixture->node.refuse<api::CreateSeller>(taken);
        QTest::keyClick(table(), Qt::Key_N);
        fill("Kurokawa Forge", "JP", "JPY", 10);
        button()->click();
        QTRY_VERIFY(edit()->property("invalid").toBool());
        QVERIFY(edit()->hasFocus());
        button()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CreateSeller>(), 2U);
        const auto options = m_fixture->node.options<api::CreateSeller>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
        QTRY_VERIFY(button()->isEnabled());
        edit()->setText(QStringLiteral("Kurokawa Forge II"));
        QVERIFY(!edit()->property("invalid").toBool());
    }

    void everyControlHasAName()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        QCOMPARE(namelessControls(*m_page), QStringList());
    }

    void aShopNeedsAName()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        fill("   ", "SE", "SEK", 10);
        QVERIFY(!button()->isEnabled());
    }

    void whoMayOnlyReadOpensNothing()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::SellersWrite);
        m_page = std::make_unique<ui::SellersPage>(m_fixture->context());
        m_page->show();
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        QVERIFY(!dialog());
        QVERIFY(!m_page->findChild<QWidget*>(QStringLiteral("sellersAdd"))->isVisible());
    }

private:
    static api::SellerView seller(const std::string& name, const std::string& country,
                                  const std::string& currency)
    {
        api::SellerView view;
        view.id = OrgId(Uuid::makeV7());
        view.name = name;
        view.slug = "shop";
        view.country = country;
        view.currency = must(Currency::parse(currency));
        view.commissionBasisPoints = 825;
        return view;
    }
    void visit()
    {
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 2);
    }
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("sellersTable"));
    }
    QString cell(int row, const char* column) const
    {
        const auto* model = static_cast<const ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column))).data().toString();
    }
    ui::SellerDialog* dialog() const { return m_page->findChild<ui::SellerDialog*>(); }
    QAbstractButton* button() const
    {
        return m_page->findChild<QAbstractButton*>(QStringLiteral("sellerSend"));
    }
    QLineEdit* edit() const { return m_page->findChild<QLineEdit*>(QStringLiteral("sellerName")); }
    void fill(const char* name, const char* country, const char* currency, double commission)
    {
        edit()->setText(QString::fromUtf8(name));
        for (const auto& [box, code] :
             {std::pair("sellerCountry", country), std::pair("sellerCurrency", currency)}) {
            auto* combo = m_page->findChild<QComboBox*>(QString::fromLatin1(box));
            combo->setCurrentIndex(combo->findData(QString::fromLatin1(code)));
        }
        m_page->findChild<QDoubleSpinBox*>(QStringLiteral("sellerCommission"))
            ->setValue(commission);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::vector<api::SellerView> m_rows;
    std::unique_ptr<ui::SellersPage> m_page;
};

} // namespace stoa::test

using stoa::test::SellersPageTest;
STOA_TEST(SellersPageTest)
#include "test_sellers_page.moc"
