#pragma once
// One row of the rail: icon, label, counter; with a bar at the left and a panel around it when
// current.

#include "ui/text/tone.h"

#include <QAbstractButton>

namespace stoa::ui {

class RailItem final : public QAbstractButton {
    Q_OBJECT

public:
    RailItem(const QString& icon, const QString& title, const QString& name, QWidget* parent);

    void setCounter(const QString& count, Tone tone);
    void setCollapsed(bool isCollapsed);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_count;
    Tone m_tone = Tone::Neutral;
    bool m_isCollapsed = false;
};

} // namespace stoa::ui
