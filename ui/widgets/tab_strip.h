#pragma once
// Tabs with an underline and optional counts: saved views, queues, sections. 34 px high. Ctrl+1…9
// is the page's business; Left and Right move the current tab when the strip has focus.

#include "ui/text/tone.h"

#include <QTabBar>

namespace stoa::ui {

class TabStrip final : public QTabBar {
    Q_OBJECT

public:
    explicit TabStrip(const QString& name, QWidget* parent = nullptr);

    // "" takes the count away. The current tab's count is always in the accent.
    void setCount(int index, const QString& count, Tone tone = Tone::Neutral);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    struct Count {
        QString text;
        Tone tone = Tone::Neutral;
    };
    Count countAt(int index) const;
};

} // namespace stoa::ui
