#pragma once
// The row of 26 px below everything. Left: running jobs, each with percentage, time left and
// Cancel; at most two are shown, the rest are a number. Right: facts that stay, such as the state
// of the services, the last backup and the time zone.

#include "ui/text/tone.h"

#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;

namespace stoa::ui {

class Label;
class ProgressRow;

struct JobView {
    QString id;
    QString title;
    std::optional<double> share; // 0 to 1
    QString timeLeft;            // "12 s left"
    bool isCancelable = false;
};

struct StatusFact {
    QString id;
    QString icon; // may be empty
    QString text;
    Tone tone = Tone::Neutral; // Bad and Warn colour icon and words
    QString tooltip;
};

class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kShownJobs = 2;

    explicit StatusStrip(QWidget* parent = nullptr);

    void setJobs(const std::vector<JobView>& jobs);
    void setFacts(const std::vector<StatusFact>& facts);

signals:
    void jobCanceled(const QString& jobId);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuildJobs(const std::vector<JobView>& jobs);

    QHBoxLayout* m_jobsRow;
    QHBoxLayout* m_factsRow;
    QStringList m_shownIds;
    std::vector<ProgressRow*> m_rows;
    Label* m_count = nullptr;
};

} // namespace stoa::ui
