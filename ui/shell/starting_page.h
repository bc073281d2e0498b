#pragma once
// What is on the window while a marketplace that exists already is being brought up: the steps and,
// when one fails, why and a way to try again.

#include <QWidget>

namespace stoa::ui {

class SetupList;
class SetupModel;

class StartingPage final : public QWidget {
    Q_OBJECT

public:
    // The model must outlive the page.
    explicit StartingPage(SetupModel& model, QWidget* parent = nullptr);

private:
    SetupList* m_list;
};

} // namespace stoa::ui
