#pragma once
// Five stars in a row, as many filled as the rating says; a fraction fills a part of one. Its
// accessible name says it in words.

#include <QWidget>

namespace stoa::ui {

class Stars final : public QWidget {
    Q_OBJECT

public:
    // Tenths of a star, 0 to 50.
    explicit Stars(int tenths, int side = 13, QWidget* parent = nullptr);
    void setTenths(int tenths);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_tenths = 0;
    int m_side;
};

} // namespace stoa::ui
