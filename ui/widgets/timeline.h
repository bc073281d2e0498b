#pragma once
// What happened to one record, newest first: a marker, a sentence, a second line, the time at the
// right. Painted as one widget; its height follows from its entries. It shows at most kMaxEntries
// and says how many more there are.

#include "ui/text/tone.h"

#include <QWidget>

#include <vector>

namespace stoa::ui {

struct TimelineEntry {
    QString icon;
    Tone tone = Tone::Neutral;
    QString title;
    QString detail; // may be empty
    QString when;
};

class TimelineWidget final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMaxEntries = 200;

    explicit TimelineWidget(const QString& name, QWidget* parent = nullptr);
    void setEntries(std::vector<TimelineEntry> entries);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int heightOf(const TimelineEntry& entry) const;
    void paintEntry(QPainter& painter, int y, const TimelineEntry& entry) const;

    std::vector<TimelineEntry> m_entries;
};

} // namespace stoa::ui
