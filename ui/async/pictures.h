#pragma once
// Pictures of listings, for painting: picture() gives what is there at once and otherwise nothing,
// fetches and decodes it on the thread `stoa-pictures`, and says arrived(). Who paints shows a
// placeholder until then, and for ever when a picture can not be had.
//
// Sellers' addresses are fetched as a stranger would: http and https only, public hosts only, no
// cookies, no credentials, at most three redirects under the same rules. What comes is bounded in
// bytes, pixels and time, and only PNG, JPEG, WebP and GIF are decoded. Paths below /pictures/ are
// the node's own; `own` knows them, as SVG, without a network.
//
// GUI thread only. A failure is remembered for a while; a queue that is full forgets its oldest.

#include <QCache>
#include <QDeadlineTimer>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QThread>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stoa::ui {

class PictureWorker;

struct PictureLimits {
    qint64 downloadBytes = 8 * 1024 * 1024;
    qint64 pixels = 40'000'000; // of the picture as it comes
    int timeoutMs = 15'000;
    int atOnce = 4;
    qsizetype waiting = 64;
    int cacheKilobytes = 48 * 1024;
    int retryAfterMs = 5 * 60 * 1000;
    bool onlyPublicHosts = true;
};

// Longest side in pixels of the screen.
enum class PictureSize { Thumb = 96, Large = 480 };

// Whether a stranger's address may be asked at all.
bool isFetchable(const QUrl& url, bool onlyPublicHosts);

class Pictures final : public QObject {
    Q_OBJECT

public:
    // The SVG at a path of the node's own; called on the thread of pictures.
    using Own = std::function<std::optional<std::string>(std::string_view path)>;

    explicit Pictures(Own own, PictureLimits limits = {}, QObject* parent = nullptr);
    ~Pictures() override;

    // Null while it is on its way or can not be had.
    QImage picture(const QString& url, PictureSize size);

signals:
    void arrived(const QString& url);

private:
    struct Wanted {
        QString url;
        PictureSize size;
    };
    void startNext();
    void take(const QString& url, PictureSize size, const QImage& image);

    const PictureLimits m_limits;
    QCache<QString, QImage> m_cache; // costs in kilobytes
    QHash<QString, QDeadlineTimer> m_failed;
    std::vector<Wanted> m_waiting; // newest last, and first served: what is looked at now
    std::vector<Wanted> m_running;
    QThread m_thread;
    PictureWorker* m_worker; // lives in the thread
};

} // namespace stoa::ui
