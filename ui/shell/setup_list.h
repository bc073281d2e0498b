#pragma once
// The preparation as a panel: what is being prepared, one bar over all steps, a painted row per
// step, and Try again beside a failed one. Shows a SetupModel.

#include <QWidget>

class QListView;

namespace stoa::ui {

class Button;
class Label;
class SetupModel;
class ThinBar;

class SetupList final : public QWidget {
    Q_OBJECT

public:
    explicit SetupList(QWidget* parent = nullptr);
    void setModel(SetupModel* model);
    void setTitle(const QString& title);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // then the steps scroll

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void update();

    SetupModel* m_model = nullptr;
    Label* m_title;
    Label* m_percent;
    ThinBar* m_bar;
    QListView* m_list;
    Button* m_retry;
};

} // namespace stoa::ui
