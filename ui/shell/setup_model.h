#pragma once
// The steps that prepare this computer, as the first-run page shows them. Whoever does the work
// (the app) reports into it from the GUI thread; the page only reads. Steps are in the order of the
// work; each is idempotent and can be tried again alone, which also goes on with what comes after
// it.

#include "core/timestamp.h"

#include <QAbstractListModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace stoa::ui {

struct SetupStep {
    enum class State { Pending, Running, Done, Failed };
    QString id;
    QString title;
    QString detail; // "61 of 84 steps · orders"; when failed: cause and remedy
    State state = State::Pending;
    Duration expected{}; // shown while pending: "about 15 s"
    Duration elapsed{};  // shown while running and when done
    double share = 0;    // of this step, 0 to 1
};

class SetupModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { StateRole = Qt::UserRole + 1, DetailRole, TimeRole };
    static constexpr int kMaxLogLines = 2000; // older lines fall off

    explicit SetupModel(QObject* parent = nullptr);

    void setSteps(std::vector<SetupStep> steps);
    void begin(const QString& stepId);
    void advance(const QString& stepId, double share, const QString& detail, Duration elapsed);
    void finish(const QString& stepId, const QString& detail, Duration elapsed);
    void fail(const QString& stepId, const QString& causeAndRemedy);
    void appendLog(const QString& line);
    // Asked by the page: the step is pending again and retryRequested() is emitted.
    void retry(const QString& stepId);

    const std::vector<SetupStep>& steps() const { return m_steps; }
    const QStringList& log() const { return m_log; }
    double share() const; // of all steps, weighted by the time they are expected to take
    Duration timeLeft() const;
    bool isDone() const;
    std::optional<SetupStep> failedStep() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

signals:
    void progressed(); // anything changed
    void completed();  // the last step is done
    void failed(const QString& stepId);
    void logAppended(const QString& line);
    void retryRequested(const QString& stepId);

private:
    SetupStep* find(const QString& stepId);
    void changed(const SetupStep& step);

    std::vector<SetupStep> m_steps;
    QStringList m_log;
};

} // namespace stoa::ui
