#pragma once
// An on/off switch for a setting that takes effect at once; a check box is for choices that a form
// sends. The text stands at its right and is the accessible name; Space toggles.

#include <QAbstractButton>

namespace stoa::ui {

class Switch final : public QAbstractButton {
    Q_OBJECT

public:
    Switch(const QString& text, const QString& name, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace stoa::ui
