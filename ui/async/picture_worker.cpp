#include "ui/async/picture_worker.h"

#include <QBuffer>
#include <QImageReader>
#include <QNetworkReply>
#include <QPainter>
#include <QSvgRenderer>

namespace stoa::ui {

namespace {

constexpr int kMaxRedirects = 3;
const QString kOwnPictures = QStringLiteral("/pictures/");

bool isTooLarge(const QSize& size, qint64 pixels)
{
    return !size.isValid() || qint64{size.width()} * size.height() > pixels;
}

} // namespace

QImage decodePicture(const QByteArray& bytes, PictureSize size, qint64 pixels)
{
    QBuffer buffer;
    buffer.setData(bytes);
    if (!buffer.open(QIODevice::ReadOnly)) return {};
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    static const QList<QByteArray> known{"png", "jpeg", "webp", "gif"};
    if (!known.contains(reader.format()) || isTooLarge(reader.size(), pixels)) return {};
    const int side = static_cast<int>(size);
    const QSize whole = reader.size();
    if (std::max(whole.width(), whole.height()) > side)
        reader.setScaledSize(whole.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

QImage renderSvg(const QByteArray& svg, PictureSize size)
{
    QSvgRenderer renderer(svg);
    if (!renderer.isValid()) return {};
    const int side = static_cast<int>(size);
    QImage image(renderer.defaultSize().scaled(side, side, Qt::KeepAspectRatio),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

PictureWorker::PictureWorker(Pictures::Own own, PictureLimits limits)
    : m_own(std::move(own)), m_limits(limits)
{}

void PictureWorker::make(const QString& url, PictureSize size)
{
    if (!url.startsWith(kOwnPictures)) return fetch(url, size);
    const auto svg = m_own ? m_own(url.toStdString()) : std::nullopt;
    emit made(url, size, svg ? renderSvg(QByteArray::fromStdString(*svg), size) : QImage());
}

void PictureWorker::fetch(const QString& url, PictureSize size)
{
    const QUrl address(url, QUrl::StrictMode);
    if (!isFetchable(address, m_limits.onlyPublicHosts)) {
        emit made(url, size, {});
        return;
    }
    if (m_network == nullptr) m_network = new QNetworkAccessManager(this);
    QNetworkRequest request(address);
    request.setRawHeader("Accept", "image/png, image/jpeg, image/webp, image/gif");
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Stoa"));
    request.setTransferTimeout(m_limits.timeoutMs);
    request.setMaximumRedirectsAllowed(kMaxRedirects);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::UserVerifiedRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    QNetworkReply* reply = m_network->get(request);
    reply->setReadBufferSize(m_limits.downloadBytes + 1); // more is never held
    connect(reply, &QNetworkReply::redirected, reply, [this, reply](const QUrl& to) {
        if (isFetchable(to, m_limits.onlyPublicHosts))
            emit reply->redirectAllowed();
        else
            reply->abort();
    });
    connect(reply, &QNetworkReply::readyRead, reply, [this, reply] {
        if (reply->bytesAvailable() > m_limits.downloadBytes) reply->abort();
    });
    // Bytes that trickle in would restart the transfer's own time-out for ever.
    QTimer::singleShot(m_limits.timeoutMs, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::finished, this, [this, reply, url, size] {
        emit made(url, size, read(*reply, size));
        reply->deleteLater();
    });
}

QImage PictureWorker::read(QNetworkReply& reply, PictureSize size) const
{
    if (reply.error() != QNetworkReply::NoError) return {};
    return decodePicture(reply.readAll(), size, m_limits.pixels);
}

} // namespace stoa::ui
