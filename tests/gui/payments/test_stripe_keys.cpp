#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/payments/routes_page.h"
#include "ui/session/provider_keys.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace stoa::test {
namespace {

// A keychain that answers later, as the desktop's does; or none.
class FakeStore final : public ui::SecretStore {
public:
    QMap<QString, QString> kept;
    bool isMissing = false;

    void read(const QString& key, QObject* receiver,
              std::function<void(std::optional<QString>)> answer) override
    {
        QMetaObject::invokeMethod(
            receiver,
            [this, key, answer] {
                answer(kept.contains(key) ? std::optional(kept[key]) : std::nullopt);
            },
            Qt::QueuedConnection);
    }
    void write(const QString& key, const QString& secret, QObject* receiver,
               std::function<void(bool)> answer) override
    {
        kept[key] = secret;
        QMetaObject::invokeMethod(
            receiver, [this, answer] { answer(!isMissing); }, Qt::QueuedConnection);
    }
    void remove(const QString& key) override { kept.remove(key); }
};

const QString kEntry = QStringLiteral("/data/main/stripe");
const QString kSecretKey = QStringLiteral("sk_live_51Hx0000abcd");
const QString kWebhookSecret = QStringLiteral("whsec_0123456789");

} // namespace

class StripeKeysTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<FakeStore> m_store;
    std::unique_ptr<ui::ProviderKeys> m_keys;
    std::unique_ptr<ui::RoutesPage> m_page;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    QString toast() const
    {
        const auto* toast = m_page->findChild<ui::Toast*>();
        return toast->isVisible() ? toast->findChild<ui::Label*>()->text() : QString();
    }
    void showPage(ui::ProviderKeys* keys)
    {
        auto context = m_fixture->context();
        context.keys = keys;
        m_page = std::make_unique<ui::RoutesPage>(context);
        m_page->resize(1048, 630);
        m_page->show();
        m_page->visit({});
    }
    void type(const QString& secretKey, const QString& webhookSecret)
    {
        child<QLineEdit>("stripeKey")->setText(secretKey);
        child<QLineEdit>("stripeWebhook")->setText(webhookSecret);
    }
    std::optional<ui::StripeKeys> present()
    {
        std::optional<std::optional<ui::StripeKeys>> answer;
        m_keys->readStripe(m_page.get(), [&](const auto& keys) { answer = keys; });
        [&] { QTRY_VERIFY(answer.has_value()); }();
        return *answer;
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->node.on<api::GetPaymentRoutes>([](const api::GetPaymentRoutes&) {
            return api::PaymentRoutesView{{}, {{"instant", true, true, 0}}, "instant"};
        });
        m_store = std::make_unique<FakeStore>();
        m_keys = std::make_unique<ui::ProviderKeys>(*m_store, QStringLiteral("/data/main"));
    }
    void cleanup()
    {
        m_page.reset();
        m_keys.reset();
        m_store.reset();
        m_fixture.reset();
    }

    void keepsThemInTheKeychain()
    {
        showPage(m_keys.get());
        QTest::keyClick(m_page.get(), Qt::Key_K);
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(child<QLineEdit>("stripeKey")->echoMode(), QLineEdit::Password);
        QVERIFY(!child<QWidget>("stripeForget")->isVisible());
        type(' ' + kSecretKey + '\n', kWebhookSecret);
        child<QPushButton>("stripeSend")->click();
        QTRY_VERIFY(toast().startsWith(QStringLiteral("The keys are saved.")));
        QVERIFY(present() == (ui::StripeKeys{kSecretKey, kWebhookSecret}));
        QCOMPARE(m_store->kept.keys(), QStringList(kEntry));
    }

    void showsOnlyHowTheyEndAndForgetsThem()
    {
        m_keys->writeStripe({kSecretKey, {}}, &m_fixture->events,
                            [](bool) {});
        showPage(m_keys.get());
        child<QPushButton>("routesKeys")->click();
        auto* forget = child<QPushButton>("stripeForget");
        QTRY_VERIFY(forget->isVisible());
        const QString said = child<ui::Label>("stripePresent")->text();
        QVERIFY(said.contains(QStringLiteral("abcd")) && !said.contains(QStringLiteral("51Hx")));
        QCOMPARE(child<QLineEdit>("stripeKey")->text(), QString());
        forget->click();
        QTRY_VERIFY(toast().startsWith(QStringLiteral("The keys are forgotten.")));
        QVERIFY(m_store->kept.isEmpty());
    }

    void saysWhatIsWrongWithAKey_data()
    {
        QTest::addColumn<QString>("secretKey");
        QTest::addColumn<QString>("webhookSecret");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing") << "" << kWebhookSecret << "Enter the secret key.";
        QTest::newRow("publishable")
            << "pk_live_51Hx0000abcd"
            << ""
            << "This is the publishable key. Stripe shows the secret key beside it.";
        QTest::newRow("cut off") << "sk_live_"
                                 << ""
                                 << "A secret key begins with sk_live_ or sk_test_, a restricted "
                                    "one with rk_live_ or rk_test_; letters and digits follow.";
        QTest::newRow("webhook's in the wrong place")
            << kSecretKey << kSecretKey
            << "A signing secret begins with whsec_; letters and digits follow.";
        QTest::newRow("a header of one's own")
            << "sk_live_51Hx0000\r\nX-Own: 1"
            << ""
            << "A secret key begins with sk_live_ or sk_test_, a restricted one with rk_live_ or "
               "rk_test_; letters and digits follow.";
        QTest::newRow("restricted") << "rk_test_51Hx0000abcd"
                                    << ""
                                    << "";
    }
    void saysWhatIsWrongWithAKey()
    {
        QFETCH(QString, secretKey);
        QFETCH(QString, webhookSecret);
        QTEST(ui::whyNoKeys({secretKey, webhookSecret}), "why");
        m_store->kept[kEntry] = QStringLiteral("not ours");
        showPage(m_keys.get());
        QVERIFY(!present());
    }

    void withoutAKeychainNothingIsKeptAndThatIsSaid()
    {
        m_store->isMissing = true;
        showPage(m_keys.get());
        m_page->setFocus();
        QTest::keyClick(m_page.get(), Qt::Key_K);
        type(kSecretKey, kWebhookSecret);
        child<QPushButton>("stripeSend")->click();
        const auto* problem = child<QWidget>("stripeProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->findChild<ui::Label*>()->text().startsWith(
            QStringLiteral("No keychain service runs on this computer")));
        QVERIFY(m_store->kept.isEmpty());
        QCOMPARE(child<QLineEdit>("stripeKey")->text(), kSecretKey); // nothing typed is lost
    }

    void elsewhereThereAreNoneToKeep()
    {
        showPage(nullptr);
        QVERIFY(!child<QWidget>("routesKeys"));
        QTest::keyClick(m_page.get(), Qt::Key_K);
        QVERIFY(!child<QWidget>("stripeDialog"));
    }
};

} // namespace stoa::test

using stoa::test::StripeKeysTest;
STOA_TEST(StripeKeysTest)
#include "test_stripe_keys.moc"
