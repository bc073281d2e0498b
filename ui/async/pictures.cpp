#include "ui/async/pictures.h"

#include "ui/async/picture_worker.h"

#include <QHostAddress>

namespace stoa::ui {

namespace {

constexpr qsizetype kMaxFailed = 1000;

QString keyOf(const QString& url, PictureSize size)
{
    return QString::number(static_cast<int>(size)) + QLatin1Char(' ') + url;
}

// Qt 6.4 calls private networks global; the mapped and compatible forms of IPv4 are IPv4.
bool isPublic(const QHostAddress& address)
{
    bool isIpv4 = false;
    const QHostAddress plain(address.toIPv4Address(&isIpv4));
    if (!isIpv4) return address.isGlobal() && !address.isUniqueLocalUnicast();
    static const QStringList closed{QStringLiteral("10.0.0.0/8"), QStringLiteral("172.16.0.0/12"),
                                    QStringLiteral("192.168.0.0/16"),
                                    QStringLiteral("100.64.0.0/10"), QStringLiteral("0.0.0.0/8")};
    return plain.isGlobal() && std::ranges::none_of(closed, [&](const QString& subnet) {
               return plain.isInSubnet(QHostAddress::parseSubnet(subnet));
           });
}

} // namespace

bool isFetchable(const QUrl& url, bool onlyPublicHosts)
{
    const bool isWeb =
        url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty()) return false;
    if (!onlyPublicHosts) return true;
    const QString host = url.host().toLower();
    const QHostAddress address(host);
    if (!address.isNull()) return isPublic(address);
    return host.contains(QLatin1Char('.')) && !host.endsWith(QLatin1String(".local")) &&
           !host.endsWith(QLatin1String(".localhost")) &&
           !host.endsWith(QLatin1String(".internal"));
}

Pictures::Pictures(Own own, PictureLimits limits, QObject* parent)
    : QObject(parent),
      m_limits(limits),
      m_cache(limits.cacheKilobytes),
      m_worker(new PictureWorker(std::move(own), limits))
{
    m_thread.setObjectName(QStringLiteral("stoa-pictures"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &PictureWorker::made, this, &Pictures::take);
    m_thread.start(QThread::LowPriority);
}

Pictures::~Pictures()
{
    m_thread.quit();
    m_thread.wait();
}

QImage Pictures::picture(const QString& url, PictureSize size)
{
    if (url.isEmpty()) return {};
    const QString key = keyOf(url, size);
    if (const QImage* image = m_cache.object(key)) return *image;
    if (const auto failed = m_failed.constFind(key); failed != m_failed.constEnd()) {
        if (!failed->hasExpired()) return {};
        m_failed.erase(failed);
    }
    const auto isIt = [&](const Wanted& each) { return each.url == url && each.size == size; };
    if (std::any_of(m_running.begin(), m_running.end(), isIt)) return {};
    std::erase_if(m_waiting, isIt);
    m_waiting.push_back({url, size});
    if (std::ssize(m_waiting) > m_limits.waiting) m_waiting.erase(m_waiting.begin());
    startNext();
    return {};
}

void Pictures::startNext()
{
    while (!m_waiting.empty() && std::ssize(m_running) < m_limits.atOnce) {
        const Wanted next = m_waiting.back();
        m_waiting.pop_back();
        m_running.push_back(next);
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, next] { worker->make(next.url, next.size); },
            Qt::QueuedConnection);
    }
}

void Pictures::take(const QString& url, PictureSize size, const QImage& image)
{
    std::erase_if(m_running,
                  [&](const Wanted& each) { return each.url == url && each.size == size; });
    if (image.isNull()) {
        if (m_failed.size() >= kMaxFailed) m_failed.clear();
        m_failed.insert(keyOf(url, size), QDeadlineTimer(m_limits.retryAfterMs));
    } else {
        const auto kilobytes = static_cast<int>(image.sizeInBytes() / 1024) + 1;
        m_cache.insert(keyOf(url, size), new QImage(image), kilobytes);
    }
    startNext();
    emit arrived(url);
}

} // namespace stoa::ui
