#pragma once
// Takes pictures of the console: each stop is brought up, waited for, and saved as PNG in both
// themes and at both sizes (1440 × 900 and 1100 × 700). Works offscreen. `stoa --tour DIR` uses it;
// so does anyone who wants to compare a screen with its drawing.
//
// Runs on the GUI thread by timers, without a nested event loop. A stop that is not ready in time
// is still saved, and named in finished(), so that one broken page does not hide the others.

#include <QDir>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace stoa::ui {

class Look;

struct TourStop {
    QString name; // the file's: "03-orders"
    std::function<void()> prepare;
    std::function<bool()> isReady; // null: ready at once
    int timeoutMs = 5000;
};

class Tour final : public QObject {
    Q_OBJECT

public:
    static constexpr int kPollMs = 20;
    static constexpr int kSettleMs = 60; // after ready, so that layouts and fonts have been painted

    // `window` is what is captured; it is resized and shown.
    Tour(Look& look, QWidget& window, const QDir& folder, QObject* parent = nullptr);

    // Makes the folder; files are `name.png`, `name-dark.png`, `name-1100x700.png`,
    // `name-1100x700-dark.png`.
    void start(std::vector<TourStop> stops);

signals:
    void pictureSaved(const QString& path);
    // What could not be saved or was not ready; empty when all went well.
    void finished(const QStringList& problems);

private:
    void beginPicture();
    void poll();
    void capture();

    Look& m_look;
    QWidget& m_window;
    QDir m_folder;
    std::vector<TourStop> m_stops;
    std::size_t m_stop = 0;
    int m_variant = 0; // 0 light wide, 1 dark wide, 2 light small, 3 dark small
    QTimer m_poll;
    QElapsedTimer m_waited;
    QStringList m_problems;
};

} // namespace stoa::ui
