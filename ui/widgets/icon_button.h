#pragma once
// A square button with only an icon, 28 px or 24 px, optionally with a red count in its corner. It
// must be given an accessible name, which is its tooltip as well, because an icon never carries
// meaning alone.

#include <QAbstractButton>

namespace stoa::ui {

class IconButton final : public QAbstractButton {
    Q_OBJECT

public:
    IconButton(const QString& icon, const QString& accessibleName, const QString& name,
               QWidget* parent = nullptr);

    void setIconName(const QString& icon);
    void setSmall(bool isSmall); // 24 px
    void setCount(int count);    // 0 shows none, above 99 shows "99+"

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCount(QPainter& painter) const;

    QString m_icon;
    bool m_isSmall = false;
    int m_count = 0;
};

} // namespace stoa::ui
