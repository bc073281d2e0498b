#include "core/clock.h"
#include "stage/tool.h"
#include "support/test_main.h"
#include "support/wait_until.h"
#include "visitor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::chrono::seconds kPatience{60};

Money euros(std::string_view amount)
{
    return must(Money::parse(amount, Currency::of("EUR")));
}

QJsonObject json(const QByteArray& text)
{
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) qWarning("not JSON: %s", text.constData());
    return document.object();
}

} // namespace

// What finance does from the command line: refunds that wait for a second person, chargebacks, and
// the comparison with the provider, which is the node's own stoa-sandbox-pay.
class StoactlMoneyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<NodeProcess> m_process;
    std::unique_ptr<remote::RemoteNode> m_node;
    std::optional<Visitor> m_owner;
    std::optional<Visitor> m_support;
    std::optional<Visitor> m_storefront;
    OrgId m_seller;
    VariantId m_bowl; // 34.50
    QTemporaryDir m_folder;

    QJsonObject run(const QStringList& words, int exitCode)
    {
        return runAs(*m_owner, words, exitCode);
    }
    QJsonObject runAs(const Visitor& who, const QStringList& words, int exitCode)
    {
        const auto done = runStoactl(
            words + QStringList{"--node", QString::fromStdString(m_process->address()), "--json"},
            who.token());
        if (done.exitCode != exitCode) qWarning("%s%s", done.out.constData(), done.err.constData());
        if (!QTest::qCompare(done.exitCode, exitCode, "exit code", qPrintable(words.join(' ')),
                             __FILE__, __LINE__)) {
            return {};
        }
        return json(done.out.isEmpty() ? done.err : done.out);
    }
    QString errorOf(const QStringList& words) { return run(words, 1)["error"].toString(); }

    void openShop()
    {
        m_seller = m_owner->ask(api::CreateSeller{"Kiln and Co", "IT", "EUR", 1000}).id;
        const OrgId marketplace = m_owner->ask(api::GetMe{}).workspace.organisation;
        m_support = m_owner->hire("sue@market.example", marketplace, api::Role::Support);
        m_storefront.emplace(*m_node, *m_owner
                                           ->ask(api::CreateApiKey{"Storefront",
                                                                   {api::Permission::StorefrontRead,
                                                                    api::Permission::OrdersPlace}})
                                           .secret);
        QFile file(dataFile("kiln.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_owner->ask(api::ImportListings{m_seller, file.readAll().toStdString(), false, true});
        for (const auto& row : m_owner->ask(api::ListCases{}).items) {
            api::DecideCase decide;
            decide.seller = row.seller;
            decide.moderationCase = row.id;
            decide.version = m_owner->ask(api::ClaimCase{row.seller, row.id, false}).row.version;
            m_owner->ask(std::move(decide));
        }
        for (const auto& listing : m_storefront->ask(api::SearchStorefront{}).items) {
            for (const auto& variant : listing.variants) {
                if (variant.sku == "BOWL-L") m_bowl = variant.id;
            }
        }
        m_owner->ask(api::AdjustStock{m_seller, m_bowl, 20, "A new load from the kiln."});
        m_owner->ask(api::SetRefundPolicy{Version{0}, {euros("40.00")}, 7});
    }
    // Two bowls, 69.00, shipping 5.00; through the provider once the card goes there.
    api::OrderView place(const char* token)
    {
        api::PlaceOrder request;
        request.seller = m_seller;
        request.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
        request.shippingAddress = {
            "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
        request.shipping = euros("5.00");
        request.paymentMethod = token;
        request.lines.push_back({m_bowl, 2, euros("34.50")});
        return m_storefront->ask(std::move(request));
    }
    // Asks by the tool, whose start is pause enough.
    api::OrderView paid(const char* token)
    {
        const auto placed = place(token);
        const QString request = QString(R"({"seller": "%1", "order": "%2"})")
                                    .arg(QString::fromStdString(placed.row.seller.text()),
                                         QString::fromStdString(placed.row.id.text()));
        const bool isPaid = waitUntil(
            [&] {
                return run({"call", "orders.get_order", request}, 0)["row"]
                           .toObject()["paymentStatus"] == "paid";
            },
            kPatience);
        if (!isPaid) qWarning("the order was not paid");
        return m_owner->ask(api::GetOrder{placed.row.seller, placed.row.id});
    }
    QString refund(const api::OrderView& order, std::int64_t quantity)
    {
        api::RefundContent content;
        content.lines.push_back({order.lines[0].id, quantity, std::nullopt, api::Restock::Restock});
        const auto asked = m_support->ask(
            api::RequestRefund{m_seller, order.row.id, order.row.version, std::move(content)});
        return QString::fromStdString(asked.id.text());
    }
    QString openDispute()
    {
        paid("tok_disputed");
        QJsonArray open;
        const bool isThere = waitUntil(
            [&] {
                open = run({"disputes", "list"}, 0)["disputes"].toArray();
                return !open.isEmpty();
            },
            kPatience);
        if (!isThere) qWarning("the node heard of no chargeback");
        return open.at(0).toObject()["dispute"].toString();
    }
    // Since yesterday, so that no midnight comes between.
    QStringList comparison(const char* grace)
    {
        const auto dayOf = [](Timestamp at) {
            return QString::fromStdString(at.text().substr(0, 10));
        };
        const auto now = SystemClock().now();
        return {
            "reconcile", "run",      "sandbox_pay", "--from", dayOf(now - std::chrono::hours(24)),
            "--to",      dayOf(now), "--grace",     grace};
    }

private slots:
    // The second start knows its port, and so where the provider's webhooks are to go.
    void initTestCase()
    {
        m_process = std::make_unique<NodeProcess>();
        QVERIFY(m_process->start());
        const std::string password = m_process->ownerPassword();
        QCOMPARE(m_process->stop(), 0);
        QVERIFY(m_process->start());
        m_node = m_process->connect();
        m_owner = Visitor::signIn(*m_node, "owner@marketplace.example", password);
        openShop();
    }
    void cleanupTestCase()
    {
        m_node.reset();
        QCOMPARE(m_process->stop(), 0);
    }

    void refundsAreApprovedAndDeclined()
    {
        const auto order = place("tok_visa");
        const QString first = refund(order, 2);
        const QString second = refund(order, 2);
        const auto waiting = run({"refunds", "list"}, 0)["refunds"].toArray();
        QCOMPARE(waiting.size(), 2);
        QCOMPARE(waiting.at(0).toObject()["refund"].toString(), first);
        QCOMPARE(waiting.at(0).toObject()["amount"].toString(), QString("69.00 EUR"));
        QCOMPARE(run({"refunds", "approve", first}, 0)["refund"].toString(), first);
        QCOMPARE(errorOf({"refunds", "approve", first}), QString("refund_approval.not_found"));
        run({"refunds", "decline", second, "--reason", "Once is enough."}, 0);
        QCOMPARE(run({"refunds", "list"}, 0)["refunds"].toArray().size(), 0);
        const auto after = m_owner->ask(api::GetOrder{m_seller, order.row.id});
        QCOMPARE(after.row.refunded, euros("69.00"));
        const auto declined =
            std::ranges::find(after.refunds, second.toStdString(),
                              [](const api::RefundView& each) { return each.id.text(); });
        QVERIFY(declined != after.refunds.end());
        QCOMPARE(declined->status, api::RefundStatus::Declined);
        QCOMPARE(declined->approval->note, std::string("Once is enough."));
    }

    void taxRatesAreWrittenAndReported()
    {
        QFile file(m_folder.filePath("rates.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"([{"name": "TVA 21 %", "country": "RO", "basisPoints": 2100,)"
                   R"( "collector": "marketplace"}])");
        file.close();
        QCOMPARE(run({"taxes", "replace", "--file", file.fileName()}, 0)["version"].toInt(), 1);
        const auto rates = run({"taxes", "rates"}, 0)["rates"].toArray();
        QCOMPARE(rates.at(0).toObject()["name"].toString(), QString("TVA 21 %"));
        const auto order = place("tok_visa");
        QCOMPARE(order.collectedTax, euros("12.85")); // 11.98 in 69.00, 0.87 in 5.00
        const QString from = QString::fromStdString(order.row.placedAt.text().substr(0, 10));
        const auto rows =
            run({"taxes", "report", "--from", from, "--seller", "Kiln and Co"}, 0)["rows"]
                .toArray();
        const auto taxed = rows.at(rows.size() - 1).toObject();
        QCOMPARE(taxed["name"].toString(), QString("TVA 21 %"));
        QCOMPARE(taxed["sold"].toString(), QString("74.00 EUR"));
        QCOMPARE(taxed["tax"].toString(), QString("12.85 EUR"));
        file.open(QIODevice::WriteOnly | QIODevice::Truncate);
        file.write(R"({"rates": [{"name": "No such", "country": "ZZ"}]})");
        file.close();
        QCOMPARE(errorOf({"taxes", "replace", "--file", file.fileName()}),
                 QString("country.unknown"));
        file.open(QIODevice::WriteOnly | QIODevice::Truncate);
        file.close();
        run({"taxes", "replace", "--file", file.fileName()}, 1);
        QCOMPARE(run({"taxes", "rates"}, 0)["version"].toInt(), 1);
    }

    void sellersArePaidWhereTwoPeopleSay()
    {
        const QStringList kiln{"--seller", "Kiln and Co"};
        const auto before = run(QStringList{"payouts", "account"} + kiln, 0);
        QCOMPARE(before["provider"].toString(), QString("sandbox"));
        QVERIFY(before["isDefault"].toBool());
        const QString iban = "DE89 3704 0044 0532 0130 00";
        QCOMPARE(errorOf(QStringList{"payouts", "set-account", "manual:?"} + kiln),
                 QString("payout_account.bad_reference"));
        const auto set = run(QStringList{"payouts", "set-account", "manual:" + iban} + kiln, 0);
        QCOMPARE(set["status"].toString(), QString("pending"));
        QCOMPARE(errorOf(QStringList{"payouts", "verify-account"} + kiln),
                 QString("payout_account.same_person"));
        const OrgId marketplace = m_owner->ask(api::GetMe{}).workspace.organisation;
        const auto finance = m_owner->hire("finn@market.example", marketplace, api::Role::Finance);
        const auto verified = runAs(finance, QStringList{"payouts", "verify-account"} + kiln, 0);
        QCOMPARE(verified["status"].toString(), QString("active"));
        QCOMPARE(run({"payouts", "accounts"}, 0)["accounts"].toArray().size(), 1);

        m_owner->ask(api::ReleaseEscrow{m_seller, place("tok_visa").row.id, "for the test"});
        const QString batch = run({"payouts", "prepare"}, 0)["batch"].toString();
        runAs(finance, {"payouts", "approve", batch}, 0);
        QFile file(m_folder.filePath("batch.csv"));
        run({"payouts", "export", batch, "--file", file.fileName()}, 0);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(",manual," + iban.toUtf8() + ','));
        const auto payout = m_owner->ask(api::ListPayouts{}).items.at(0);
        const QStringList settle =
            QStringList{"payouts", "settle", QString::fromStdString(payout.id.text())} + kiln;
        QCOMPARE(run(settle + QStringList{"--reference", "SEPA 4711"}, 0)["status"].toString(),
                 QString("paid"));
        QCOMPARE(errorOf(settle + QStringList{"--reference", "SEPA 4711"}),
                 QString("payout.not_open"));
        const auto removed = run(QStringList{"payouts", "remove-account"} + kiln, 0);
        QVERIFY(removed["isDefault"].toBool());
    }

    void chargebacksAreAnsweredAndAccepted()
    {
        m_owner->ask(api::SetPaymentRoute{"card", "sandbox_pay", std::nullopt});
        const QString first = openDispute();
        QFile evidence(m_folder.filePath("evidence.txt"));
        QVERIFY(evidence.open(QIODevice::WriteOnly));
        evidence.write("Signed for at the door.");
        evidence.close();
        const auto submitted = run({"disputes", "submit", first, "--file", evidence.fileName()}, 0);
        QCOMPARE(submitted["dispute"].toString(), first);
        QCOMPARE(submitted["amount"].toString(), QString("74.00 EUR"));
        const auto isSettled = [&](const QString& dispute, const char* status) {
            const QString request = QString(R"({"dispute": "%1"})").arg(dispute);
            return waitUntil(
                [&] {
                    const auto items =
                        run({"call", "disputes.list_disputes", request}, 0)["items"].toArray();
                    return items.size() == 1 && items.at(0).toObject()["status"] == status;
                },
                kPatience);
        };
        QVERIFY(isSettled(first, "under_review"));
        QCOMPARE(errorOf({"disputes", "accept", first}), QString("dispute.wrong_state"));
        paid("tok_disputed");
        QString second;
        QVERIFY(waitUntil(
            [&] {
                for (const auto& each : run({"disputes", "list"}, 0)["disputes"].toArray()) {
                    const auto dispute = each.toObject()["dispute"].toString();
                    if (dispute != first) second = dispute;
                }
                return !second.isEmpty();
            },
            kPatience));
        run({"disputes", "accept", second}, 0);
        QVERIFY(isSettled(second, "lost"));
        const auto nobody = QString::fromStdString(DisputeId::make().text());
        QCOMPARE(errorOf({"disputes", "accept", nobody}), QString("dispute.not_found"));
    }

    // A refund whose provider takes its time: there already, not yet here.
    void differencesMakeTheExitCode()
    {
        const auto sound = run(comparison("24"), 0);
        QCOMPARE(sound["status"].toString(), QString("done"));
        QCOMPARE(sound["open"].toInt(-1), 0);
        QVERIFY(sound["there"].toInt() > 0);
        QCOMPARE(sound["here"], sound["there"]);

        refund(paid("tok_refund_pending"), 1);
        QVERIFY(waitUntil([&] { return run(comparison("24"), 0)["inFlight"].toInt() == 1; },
                          kPatience));
        const auto told = run(comparison("0"), 4);
        QCOMPARE(told["open"].toInt(), 1);
        const auto difference = told["list"].toArray().at(0).toObject();
        QCOMPARE(difference["kind"].toString(), QString("missing_here"));
        QCOMPARE(difference["movement"].toString(), QString("refund"));
        QCOMPARE(difference["there"].toString(), QString("-34.50 EUR"));
        QCOMPARE(run({"reconcile", "differences", "sandbox_pay"}, 4)["list"].toArray().size(), 1);
        QCOMPARE(run({"reconcile", "differences", "stripe"}, 0)["list"].toArray().size(), 0);

        const auto explained = run({"reconcile", "explain", difference["difference"].toString(),
                                    "--reason", "The bank takes three days."},
                                   0);
        QCOMPARE(explained["state"].toString(), QString("explained"));
        QCOMPARE(run({"reconcile", "differences"}, 0)["list"].toArray().size(), 0);
        const auto all = run({"reconcile", "differences", "--state", "all"}, 0)["list"].toArray();
        QCOMPARE(all.at(0).toObject()["note"].toString(), QString("The bank takes three days."));
        QCOMPARE(run(comparison("0"), 0)["differences"].toInt(), 1);
        QVERIFY(run({"reconcile", "runs"}, 0)["runs"].toArray().size() >= 4);
        QCOMPARE(errorOf({"reconcile", "run", "nobody"}),
                 QString("reconciliation.unknown_provider"));
        const auto books =
            runStoactl({"verify", "--data", QString::fromStdString(m_process->data().string())});
        QVERIFY2(books.exitCode == 0, books.out.constData());
    }

    void wrongUseIsTwo_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const QStringList& words) {
            QTest::newRow(qPrintable(words.join(' '))) << words;
        };
        row({"refunds"});
        row({"refunds", "list", "rfd_1"});
        row({"refunds", "approve"});
        row({"refunds", "decline", "rfd_1"});
        row({"payouts", "account"});
        row({"payouts", "set-account", "--seller", "Kiln"});
        row({"payouts", "settle", "pyt_1", "--seller", "Kiln"});
        row({"payouts", "export", "pbt_1"});
        row({"payouts", "dance"});
        row({"disputes", "submit", "dsp_1"});
        row({"disputes", "accept"});
        row({"disputes", "dance"});
        row({"reconcile", "run"});
        row({"reconcile", "run", "stripe", "--grace", "long"});
        row({"reconcile", "differences", "--state", "odd"});
        row({"reconcile", "explain", "dif_1"});
        row({"reconcile", "dance"});
        row({"taxes", "replace"});
        row({"taxes", "report"});
        row({"taxes", "report", "--from", "today"});
        row({"taxes", "dance"});
    }
    void wrongUseIsTwo()
    {
        QFETCH(QStringList, words);
        const auto done = runStoactl(words);
        QCOMPARE(done.exitCode, 2);
        QVERIFY(done.out.isEmpty());
        QVERIFY(done.err.startsWith("stoactl: "));
    }
};

STOA_TEST(StoactlMoneyTest)
#include "test_stoactl_money.moc"
