#include "platform/outbound/web_address.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using outbound::AddressFault;
using outbound::Policy;

namespace {

constexpr Policy kStrict{};
constexpr Policy kLoose{.allowsLoopback = true};

bool allows(const QByteArray& text, Policy policy)
{
    const std::string address = text.toStdString();
    if (const auto found = outbound::parseIpv4(address)) return outbound::isAllowed(*found, policy);
    return outbound::isAllowed(outbound::parseIpv6(address).value(), policy);
}

} // namespace

// Which addresses may be connected to, and which URLs are taken at all.
class AddressGuardTest : public QObject {
    Q_OBJECT

private slots:
    void theInternetMayBeCalled_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char* address :
             {"1.1.1.1",        "9.255.255.255",   "11.0.0.0",     "100.63.255.255",
              "100.128.0.0",    "126.255.255.255", "128.0.0.0",    "169.253.255.255",
              "172.15.255.255", "172.32.0.0",      "192.0.1.0",    "192.167.255.255",
              "192.169.0.0",    "198.17.255.255",  "198.20.0.0",   "223.255.255.255",
              "2001:200::1",    "2606:4700::1111", "2a00:1450::1", "64:ff9b::1.1.1.1"})
            QTest::newRow(address) << QByteArray(address);
    }
    void theInternetMayBeCalled()
    {
        QFETCH(QByteArray, address);
        QVERIFY(allows(address, kStrict));
    }

    void everythingElseMayNot_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char* address : {"0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.0",
                                    "10.255.255.255",
                                    "100.64.0.0",
                                    "100.127.255.255",
                                    "169.254.0.0",
                                    "169.254.169.254",
                                    "172.16.0.0",
                                    "172.31.255.255",
                                    "192.0.0.8",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.0.0",
                                    "192.168.255.255",
                                    "198.18.0.0",
                                    "198.19.255.255",
                                    "198.51.100.7",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "239.255.255.255",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "fe80::1",
                                    "febf::1",
                                    "fec0::1",
                                    "fc00::1",
                                    "fd00:ec2::254",
                                    "ff02::1",
                                    "::ffff:1.1.1.1",
                                    "::ffff:127.0.0.1",
                                    "::1.1.1.1",
                                    "2001::1",
                                    "2001:db8::1",
                                    "2002:0a00:0001::1",
                                    "3fff::1",
                                    "4000::1",
                                    "100::1",
                                    "64:ff9b::10.0.0.1",
                                    "64:ff9b::127.0.0.1",
                                    "64:ff9b:1::1"})
            QTest::newRow(address) << QByteArray(address);
    }
    void everythingElseMayNot()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!allows(address, kStrict));
        QVERIFY(!allows(address, kLoose));
    }

    void thisComputerOnlyWhereItIsWanted_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char* address : {"127.0.0.1", "127.255.255.255", "::1"})
            QTest::newRow(address) << QByteArray(address);
    }
    void thisComputerOnlyWhereItIsWanted()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!allows(address, kStrict));
        QVERIFY(allows(address, kLoose));
    }

    void urlsAreJudged_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<int>("strict");
        QTest::addColumn<int>("loose");
        const auto row = [](const char* url, AddressFault strict, AddressFault loose) {
            QTest::newRow(url) << QByteArray(url) << int(strict) << int(loose);
        };
        const auto both = [&](const char* url, AddressFault fault) { row(url, fault, fault); };
        both("https://hooks.example/in", AddressFault::None);
        both("https://hooks.example:8443/in?shop=1", AddressFault::None);
        both("https://1.1.1.1/", AddressFault::None);
        both("https://[2606:4700::1111]/", AddressFault::None);
        both("http://hooks.example/in", AddressFault::NotHttps);
        both("http://1.1.1.1/", AddressFault::NotHttps);
        both("ftp://hooks.example/in", AddressFault::NotHttps);
        both("file:///etc/passwd", AddressFault::Malformed);
        both("hooks.example/in", AddressFault::Malformed);
        both("https://", AddressFault::Malformed);
        both("https://ada:secret@hooks.example/in", AddressFault::Malformed);
        both("https://hooks.example/in#part", AddressFault::Malformed);
        both("https://hooks.example:99999/in", AddressFault::Malformed);
        both("https://hooks .example/in", AddressFault::Malformed);
        both("https://10.0.0.1/in", AddressFault::Private);
        both("https://0x0a000001/in", AddressFault::Private);
        both("https://169.254.169.254/latest", AddressFault::Private);
        both("https://[::ffff:10.0.0.1]/in", AddressFault::Private);
        both("https://[fd00:ec2::254]/", AddressFault::Private);
        row("https://localhost/in", AddressFault::Private, AddressFault::None);
        row("https://LocalHost./in", AddressFault::Private, AddressFault::None);
        row("https://shop.localhost/in", AddressFault::Private, AddressFault::None);
        row("https://127.1/in", AddressFault::Private, AddressFault::None);
        row("https://2130706433/in", AddressFault::Private, AddressFault::None);
        row("https://[::1]/in", AddressFault::Private, AddressFault::None);
        row("http://127.0.0.1:8080/in", AddressFault::NotHttps, AddressFault::None);
        row("http://localhost:8080/in", AddressFault::NotHttps, AddressFault::None);
    }
    void urlsAreJudged()
    {
        QFETCH(QByteArray, url);
        QFETCH(int, strict);
        QFETCH(int, loose);
        QCOMPARE(int(outbound::checkAddress(url.toStdString(), kStrict)), strict);
        QCOMPARE(int(outbound::checkAddress(url.toStdString(), kLoose)), loose);
    }
};

STOA_TEST(AddressGuardTest)
#include "test_address_guard.moc"
