#pragma once
// What runs in the background of this window, for the status strip: an export, an import that was
// sent away. Whoever works posts a job, says how far it is, and takes it down; the strip shows it
// and may ask for it to be canceled. GUI thread.

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace stoa::ui {

class JobBoard final : public QObject {
    Q_OBJECT

public:
    struct Job {
        QString id;
        QString title;
        std::optional<double> share; // 0 to 1; nothing while it cannot be known
        QString timeLeft;
        std::function<void()> cancel; // null: it cannot be canceled
    };

    using QObject::QObject;

    QString post(const QString& title, std::function<void()> cancel = {}); // its id
    void report(const QString& id, std::optional<double> share, const QString& timeLeft = {});
    void takeDown(const QString& id);
    void cancel(const QString& id);
    const std::vector<Job>& jobs() const { return m_jobs; }

signals:
    void changed();

private:
    std::vector<Job> m_jobs;
    int m_last = 0;
};

} // namespace stoa::ui
