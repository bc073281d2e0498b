#pragma once
// A line or paragraph of text in one role of the type scale and one ink of the theme. Always plain
// text: what a user wrote is never read as markup. A single line that does not fit is elided and
// shows the whole text as its tooltip. With setFigures(true) digits stand in fixed slots, for
// money, counts and timers.

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QLabel>

namespace stoa::ui {

class Label final : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString& text, Type type = Type::Body, Ink ink = &Theme::t1,
                   QWidget* parent = nullptr);

    void setInk(Ink ink);
    void setType(Type type);
    void setFigures(bool hasFigures);
    // A background tint behind the text for 600 ms: "this figure has just changed".
    void flash();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QFont textFont() const { return ui::font(m_type); }

    Type m_type;
    Ink m_ink;
    bool m_hasFigures = false;
    bool m_isFlashing = false;
};

// A wrapped paragraph.
Label* makeParagraph(const QString& text, Type type = Type::Secondary, Ink ink = &Theme::t3,
                     QWidget* parent = nullptr);

} // namespace stoa::ui
