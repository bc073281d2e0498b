#pragma once
// Why a listing is not approved: seven reasons, each with its key. One is chosen or none; choosing
// the chosen one again takes it back. Arrow keys move while it has the focus.

#include "api/moderation.h"

#include <QWidget>

class QButtonGroup;
class QGridLayout;

namespace stoa::ui {

class Label;

class ReasonList final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kRow = 30;

    explicit ReasonList(QWidget* parent = nullptr);

    std::optional<api::RejectReason> reason() const;
    void setReason(std::optional<api::RejectReason> reason);
    void press(int number);                  // 1..7, the keys
    void setProblem(const QString& problem); // "" is none
    void focusFirst();
    void setColumns(int columns); // one beside a case, two in a sheet below it

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group;
    QGridLayout* m_grid;
    Label* m_note;
};

} // namespace stoa::ui
