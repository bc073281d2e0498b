#pragma once
// The button of the console: a verb, optionally an icon before it, a key cap after it, an arrow for
// a menu. One Primary per page or dialog. Destructive and Approve are filled and only for the final
// step of a dialog; DangerText opens one. Ghost is for toolbars, Link for actions inside text and
// card headers. A disabled button needs a tooltip that says why and who can.

#include "ui/theme/theme.h"

#include <QPushButton>

namespace stoa::ui {

class Button final : public QPushButton {
    Q_OBJECT

public:
    enum class Kind { Plain, Primary, Ghost, Link, DangerText, Destructive, Approve, OnToast };
    Q_ENUM(Kind)
    enum class Size { Small, Normal, Large }; // 24, 28 and 32 px high
    Q_ENUM(Size)

    // `name` becomes the object name; the text is the accessible name.
    Button(const QString& text, const QString& name, Kind kind = Kind::Plain,
           QWidget* parent = nullptr);

    void setKind(Kind kind);
    Kind kind() const { return m_kind; }
    void setSize(Size size);
    void setIconName(const QString& icon);     // "" for none
    void setTrailingIcon(const QString& icon); // after the text: "arrow-r", "chev-d"
    void setKeyHint(const QString& key);       // shown as a key cap; connects nothing

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Colors {
        QColor fill;
        QColor line;
        QColor text;
        QColor icon;
    };
    Colors colors() const;
    Colors filled(const QColor& rest) const;
    int padding() const;

    Kind m_kind;
    Size m_size = Size::Normal;
    QString m_icon;
    QString m_trailing;
    QString m_key;
};

} // namespace stoa::ui
