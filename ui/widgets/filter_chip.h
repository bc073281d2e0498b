#pragma once
// One filter in force: "Status 6 of 9 ×". Clicking the words opens the filter (clicked()), the
// cross or Delete takes it away (removed()).

#include <QAbstractButton>

namespace stoa::ui {

class FilterChip final : public QAbstractButton {
    Q_OBJECT

public:
    FilterChip(const QString& label, const QString& value, const QString& name,
               QWidget* parent = nullptr);

    void setValue(const QString& value);
    QSize sizeHint() const override;

signals:
    void removed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect crossRect() const { return {width() - 22, 0, 22, height()}; }

    QString m_label;
    QString m_value;
};

} // namespace stoa::ui
