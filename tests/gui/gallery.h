#pragma once
// Every control of the console on one page, in the arrangement of the design's component sheet, for
// the eye: rendered to PNG in both themes by stoa_gallery. Not a test by itself.

#include <QWidget>

class QGridLayout;

namespace stoa::ui {

class Card;

class Gallery final : public QWidget {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Card* surfaces();
    Card* states();
    Card* palette();
    Card* rows();
    Card* controls();
    Card* types();
    QWidget* views();
    Card* icons();
};

} // namespace stoa::ui
