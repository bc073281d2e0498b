#pragma once
// When a page reads again after "something has changed": at once, then at most every `everyMs`, and
// never while it is hidden or still reading; what comes meanwhile is remembered and becomes one
// more reading. So a single change shows at once and a flood of them costs a steady few requests.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace stoa::ui {

class RefreshPace final : public QObject {
    Q_OBJECT

public:
    explicit RefreshPace(int everyMs, QObject* parent = nullptr);

    void want();                 // something has changed
    void began();                // a reading has begun, for whatever reason
    void ended();                // the reading is over, however
    void setAwake(bool isAwake); // whether the page is seen

signals:
    void due(); // read now; the receiver calls began()

private:
    void schedule();

    int m_everyMs;
    bool m_isWanted = false;
    bool m_isReading = false;
    bool m_isAwake = false;
    QElapsedTimer m_sinceBegan;
    QTimer m_timer;
};

} // namespace stoa::ui
