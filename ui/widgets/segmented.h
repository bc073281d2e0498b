#pragma once
// A choice of two to five short words where exactly one holds: "Today | 7 d | 30 d". Arrow keys
// move it. More or longer words are a combo box.

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace stoa::ui {

class Segmented final : public QWidget {
    Q_OBJECT

public:
    explicit Segmented(const QStringList& words, const QString& name, QWidget* parent = nullptr);

    int current() const;
    void setCurrent(int index); // emits only when it changes

signals:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QButtonGroup* m_group;
};

} // namespace stoa::ui
