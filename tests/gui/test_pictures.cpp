// Pictures arrive later, bounded, from where they may come from; whatever else happens, there is
// none.

#include "support/test_main.h"
#include "ui/async/picture_worker.h"
#include "ui/async/pictures.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace stoa;
using namespace stoa::ui;

namespace {

QByteArray pngOf(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG")) qFatal("no PNG");
    return bytes;
}

// Answers each path with what a test says; an unknown path is never answered.
class Shop final : public QTcpServer {
public:
    Shop()
    {
        if (!listen(QHostAddress::LocalHost)) qFatal("cannot listen");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray head = socket->readAll();
                asked << QString::fromLatin1(head);
                const QByteArray path = head.split(' ').value(1);
                if (!replies.contains(path)) return;
                socket->write(replies[path]);
                socket->disconnectFromHost();
            });
        });
    }
    void serve(const QByteArray& path, const QByteArray& body)
    {
        replies[path] = "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) +
                        "\r\nConnection: close\r\n\r\n" + body;
    }
    void redirect(const QByteArray& path, const QByteArray& to)
    {
        replies[path] = "HTTP/1.1 302 Found\r\nLocation: " + to +
                        "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }
    QString url(const char* path) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(QLatin1String(path));
    }

    QHash<QByteArray, QByteArray> replies;
    QStringList asked;
};

PictureLimits nearby()
{
    PictureLimits limits;
    limits.onlyPublicHosts = false;
    return limits;
}

} // namespace

class PicturesTest final : public QObject {
    Q_OBJECT

    // What is there once the answer has come.
    static QImage wait(Pictures& pictures, const QString& url,
                       PictureSize size = PictureSize::Thumb)
    {
        QSignalSpy arrived(&pictures, &Pictures::arrived);
        if (const QImage known = pictures.picture(url, size); !known.isNull()) return known;
        if (arrived.isEmpty() && !arrived.wait(20'000)) qFatal("no answer");
        return pictures.picture(url, size);
    }

private slots:
    void asksOnlyPublicWebAddresses_data()
    {
        QTest::addColumn<bool>("isGood");
        for (const char* good : {"https://img.example/a.jpg", "http://93.184.216.34/a",
                                 "https://shop.example:8443/a?b=c"})
            QTest::newRow(good) << true;
        for (const char* bad : {"ftp://img.example/a",
                                "file:///etc/passwd",
                                "data:image/png;base64,AA",
                                "qrc:/x",
                                "https://user:secret@img.example/a",
                                "http://localhost/a",
                                "http://127.0.0.1/a",
                                "http://10.0.0.7/a",
                                "http://192.168.1.1/a",
                                "http://172.16.0.1/a",
                                "http://169.254.169.254/latest",
                                "http://100.64.0.1/a",
                                "http://0.0.0.0/a",
                                "http://[::ffff:10.0.0.7]/a",
                                "http://2130706433/a",
                                "http://[::1]/a",
                                "http://[fe80::1]/a",
                                "http://[fd00::1]/a",
                                "http://printer/a",
                                "http://nas.local/a",
                                "http://db.internal/a",
                                "https:///a",
                                ""})
            QTest::newRow(bad) << false;
    }
    void asksOnlyPublicWebAddresses()
    {
        QFETCH(bool, isGood);
        QCOMPARE(isFetchable(QUrl(QString::fromLatin1(QTest::currentDataTag())), true), isGood);
    }

    void privateAddressesAreNeverAsked()
    {
        Shop shop;
        shop.serve("/a", pngOf(8, 8));
        Pictures pictures({});
        QVERIFY(wait(pictures, shop.url("/a")).isNull());
        QVERIFY(shop.asked.isEmpty());
    }

    void fetchesScalesAndKeeps()
    {
        Shop shop;
        shop.serve("/a", pngOf(800, 400));
        Pictures pictures({}, nearby());
        QCOMPARE(wait(pictures, shop.url("/a")).size(), QSize(96, 48));
        QCOMPARE(wait(pictures, shop.url("/a"), PictureSize::Large).size(), QSize(480, 240));
        QVERIFY(!pictures.picture(shop.url("/a"), PictureSize::Thumb).isNull());
        QCOMPARE(shop.asked.size(), 2);
        QVERIFY(!shop.asked[0].contains(QStringLiteral("Cookie")));
        QVERIFY(!shop.asked[0].contains(QStringLiteral("Authorization")));
    }

    void aFailureIsRememberedForAWhile()
    {
        Shop shop;
        shop.serve("/text", "no picture at all");
        shop.replies["/gone"] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        Pictures pictures({}, nearby());
        for (const char* path : {"/text", "/gone"}) {
            QVERIFY(wait(pictures, shop.url(path)).isNull());
            QVERIFY(pictures.picture(shop.url(path), PictureSize::Thumb).isNull());
        }
        QCOMPARE(shop.asked.size(), 2);
    }

    void tooManyBytesPixelsOrSecondsAreNone()
    {
        Shop shop;
        shop.serve("/bytes", QByteArray(200'000, 'x'));
        shop.serve("/pixels", pngOf(300, 300));
        PictureLimits limits = nearby();
        limits.downloadBytes = 100'000;
        limits.pixels = 299 * 300;
        limits.timeoutMs = 300;
        Pictures pictures({}, limits);
        QVERIFY(wait(pictures, shop.url("/bytes")).isNull());
        QVERIFY(wait(pictures, shop.url("/pixels")).isNull());
        QVERIFY(wait(pictures, shop.url("/never")).isNull());
        QCOMPARE(shop.asked.size(), 3);
    }

    void decodesFourFormatsOnly()
    {
        QCOMPARE(decodePicture(pngOf(10, 20), PictureSize::Thumb, 1000).size(), QSize(10, 20));
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>";
        QVERIFY(decodePicture(svg, PictureSize::Thumb, 1000).isNull());
        QVERIFY(decodePicture("/* XPM */", PictureSize::Thumb, 1000).isNull());
        QVERIFY(decodePicture({}, PictureSize::Thumb, 1000).isNull());
        QVERIFY(decodePicture(pngOf(400, 400).left(200), PictureSize::Thumb, 1000'000).isNull());
    }

    void redirectsKeepTheRules()
    {
        Shop shop;
        shop.serve("/a", pngOf(8, 8));
        shop.redirect("/near", "/a");
        shop.redirect("/file", "file:///etc/passwd");
        shop.redirect("/secret", "http://me:secret@127.0.0.1/a");
        shop.redirect("/round", "/round");
        Pictures pictures({}, nearby());
        QVERIFY(!wait(pictures, shop.url("/near")).isNull());
        QVERIFY(wait(pictures, shop.url("/file")).isNull());
        QVERIFY(wait(pictures, shop.url("/secret")).isNull());
        QVERIFY(wait(pictures, shop.url("/round")).isNull());
    }

    void theNodesOwnNeedNoNetwork()
    {
        Pictures pictures([](std::string_view path) -> std::optional<std::string> {
            if (path != "/pictures/a.svg") return std::nullopt;
            return "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'>"
                   "<rect width='400' height='400' fill='#336633'/></svg>";
        });
        const QImage image = wait(pictures, QStringLiteral("/pictures/a.svg"));
        QCOMPARE(image.size(), QSize(96, 96));
        QCOMPARE(image.pixelColor(48, 48), QColor(0x33, 0x66, 0x33));
        QVERIFY(wait(pictures, QStringLiteral("/pictures/b.svg")).isNull());
    }

    void whatIsLookedAtNowComesFirstAndTheQueueIsBounded()
    {
        std::mutex door; // held: the first picture is being made
        std::vector<std::string> made;
        PictureLimits limits;
        limits.atOnce = 1;
        limits.waiting = 2;
        auto locked = std::make_unique<std::lock_guard<std::mutex>>(door);
        Pictures pictures(
            [&](std::string_view path) -> std::optional<std::string> {
                const std::lock_guard waits(door);
                made.emplace_back(path);
                return std::nullopt;
            },
            limits);
        QSignalSpy arrived(&pictures, &Pictures::arrived);
        for (const char* name : {"1", "2", "3", "4"})
            QVERIFY(
                pictures.picture(QStringLiteral("/pictures/") + name, PictureSize::Thumb).isNull());
        locked.reset();
        QTRY_COMPARE(arrived.size(), 3);
        QCOMPARE(made, (std::vector<std::string>{"/pictures/1", "/pictures/4", "/pictures/3"}));
    }
};

STOA_TEST(PicturesTest)
#include "test_pictures.moc"
