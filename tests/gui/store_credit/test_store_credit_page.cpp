#include "api/store_credit.h"
#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/store_credit/store_credit_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace stoa::test {

class StoreCreditPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::StoreCreditPage> m_page;
    std::vector<api::SellerView> m_sellers;
    std::vector<api::StoreCreditView> m_credits;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("creditsTable"); }
    QString cell(int row, const char* column) const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column)))
            .data()
            .toString()
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    QString toast() const
    {
        const auto* toast = m_page->findChild<ui::Toast*>();
        return toast->isVisible() ? toast->findChild<ui::Label*>()->text() : QString();
    }
    void open()
    {
        m_page = std::make_unique<ui::StoreCreditPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
        m_page->visit({});
    }
    void visit()
    {
        open();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QTRY_VERIFY(child<QWidget>("creditValues"));
    }
    QPushButton* action() const { return child<QPushButton>("grantSend"); }
    void fill(const char* amount, const char* note)
    {
        child<ui::MoneyEdit>("grantAmount")->setText(QString::fromLatin1(amount));
        child<QPlainTextEdit>("grantNote")->setPlainText(QString::fromLatin1(note));
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_sellers = demoSellers();
        const Currency eur = Currency::of("EUR");
        m_credits = {{"ioana@mail.example", Money(2'500, eur), Money(900, eur),
                      m_fixture->now - std::chrono::hours(1)},
                     {"kai@mail.example", Money(0, eur), Money(0, eur),
                      m_fixture->now - std::chrono::hours(30)}};
        m_fixture->node.reply<api::ListSellers>({m_sellers, {}, {}});
        m_fixture->node.reply<api::ListCategories>({});
        m_fixture->node.on<api::ListStoreCredits>([this](const api::ListStoreCredits& asked) {
            Page<api::StoreCreditView> page;
            for (const auto& each : m_credits) {
                const bool isAsked =
                    each.buyerEmail.value.find(asked.text.value) != std::string::npos;
                if (asked.seller == m_sellers[0].id && isAsked) page.items.push_back(each);
            }
            return page;
        });
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsWhoHasCreditWithTheFirstSeller()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(child<QComboBox>("creditsSeller")->currentText(),
                 QStringLiteral("Maison Belhadj"));
        QCOMPARE(m_fixture->node.callCount<api::ListStoreCredits>(), 1U);
        QCOMPARE(cell(0, "buyer"), QStringLiteral("ioana@mail.example"));
        QCOMPARE(cell(0, "balance"), QStringLiteral("25.00 EUR"));
        QCOMPARE(cell(0, "reserved"), QStringLiteral("9.00 EUR"));
        QTest::keyClick(table(), Qt::Key_Slash);
        auto* search = child<ui::SearchField>("creditsSearch");
        QVERIFY(search->hasFocus() || m_page->focusFind());
        search->setText(QStringLiteral("kai"));
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        search->setText(QStringLiteral("nobody"));
        auto* state = child<ui::ViewState>("creditsState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
    }

    void anotherSellerIsChosen()
    {
        visit();
        auto* seller = child<QComboBox>("creditsSeller");
        seller->setCurrentIndex(2);
        emit seller->activated(2);
        QTRY_COMPARE(child<ui::ViewState>("creditsState")->kind(), ui::ViewState::Kind::Empty);
        QVERIFY(m_fixture->node.calls<api::ListStoreCredits>().back().seller == m_sellers[1].id);
        QTest::keyClick(m_page.get(), Qt::Key_N);
        QCOMPARE(child<ui::MoneyEdit>("grantAmount")->currency(), Currency::of("JPY"));
    }

    void creditIsGrantedWithOneKey()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_G);
        QVERIFY(child<QWidget>("grantDialog"));
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(child<QLineEdit>("grantBuyer")->text(), QStringLiteral("ioana@mail.example"));
        QCOMPARE(action()->toolTip(), QStringLiteral("Say how much."));
        fill("5.50", "");
        QCOMPARE(action()->toolTip(),
                 QStringLiteral("Say why. Colleagues and the seller read it."));
        fill("5.50", "Late by a week");
        m_fixture->node.refuse<api::GrantStoreCredit>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        action()->click();
        QTRY_VERIFY(child<QWidget>("grantProblem")->isVisible());
        m_fixture->node.on<api::GrantStoreCredit>([this](const api::GrantStoreCredit& asked) {
            m_credits[0].balance += asked.amount;
            return m_credits[0];
        });
        action()->click();
        QTRY_COMPARE(cell(0, "balance"), QStringLiteral("30.50 EUR"));
        const auto sent = m_fixture->node.calls<api::GrantStoreCredit>();
        QVERIFY(sent[1].seller == m_sellers[0].id);
        QCOMPARE(sent[1].amount.minor(), 550);
        QCOMPARE(sent[1].note.value, std::string("Late by a week"));
        const auto options = m_fixture->node.options<api::GrantStoreCredit>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
        QVERIFY(toast().endsWith(QStringLiteral("5.50\u00a0EUR more to spend")));
    }

    void refusalsStandAtTheirFields()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        QCOMPARE(action()->toolTip(), QStringLiteral("Say which buyer it is."));
        child<QLineEdit>("grantBuyer")->setText(QStringLiteral("new@mail.example"));
        fill("900", "Why");
        m_fixture->node.refuse<api::GrantStoreCredit>(
            makeError(ErrorKind::Refused, "store_credit.above_limit")
                .in("amount")
                .with("limit", "500.00 EUR"));
        action()->click();
        QTRY_VERIFY(child<ui::MoneyEdit>("grantAmount")
                        ->accessibleDescription()
                        .contains(QStringLiteral("500.00")));
    }

    void aSellerSeesTheirOwn()
    {
        m_fixture->workspace.seller = m_sellers[0].id;
        m_fixture->workspace.organisation = m_sellers[0].id;
        visit();
        QVERIFY(!child<QComboBox>("creditsSeller")->isVisible());
    }

    void whoMayNotGrantIsToldWhoMay()
    {
        m_fixture->workspace.permissions = {api::Permission::OrdersRead,
                                            api::Permission::SellersRead};
        visit();
        QVERIFY(!child<QPushButton>("creditsAdd")->isEnabled());
        QTest::keyClick(table(), Qt::Key_G);
        QCOMPARE(toast(), child<QPushButton>("creditsAdd")->toolTip());
        QVERIFY(!child<QWidget>("grantDialog"));
    }

    void whatCanNotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::ListStoreCredits>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        open();
        QTRY_COMPARE(child<ui::ViewState>("creditsState")->kind(), ui::ViewState::Kind::Error);
    }
};

} // namespace stoa::test

using stoa::test::StoreCreditPageTest;
STOA_TEST(StoreCreditPageTest)
#include "test_store_credit_page.moc"
