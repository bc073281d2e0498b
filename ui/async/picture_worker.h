#pragma once
// The half of Pictures that lives in the thread `stoa-pictures`: fetches an address or asks for the
// node's own, decodes within the limits, and answers every make() with exactly one made().

#include "ui/async/pictures.h"

#include <QNetworkAccessManager>

class QNetworkReply;

namespace stoa::ui {

class PictureWorker final : public QObject {
    Q_OBJECT

public:
    PictureWorker(Pictures::Own own, PictureLimits limits);

    void make(const QString& url, PictureSize size);

signals:
    // A null image when there is none to be had.
    void made(const QString& url, stoa::ui::PictureSize size, const QImage& image);

private:
    void fetch(const QString& url, PictureSize size);
    QImage read(QNetworkReply& reply, PictureSize size) const;

    const Pictures::Own m_own;
    const PictureLimits m_limits;
    QNetworkAccessManager* m_network = nullptr; // made in the thread, with the first address
};

// At most `size` on its longest side, in the formats above; null when it is none of them or larger
// than `pixels`.
QImage decodePicture(const QByteArray& bytes, PictureSize size, qint64 pixels);
QImage renderSvg(const QByteArray& svg, PictureSize size);

} // namespace stoa::ui
