#pragma once
// The shell with made-up contents, for pictures: an overview with tiles, chart and table, the
// palette, a dialog, the first run and the sign-in.

#include "ui/shell/main_window.h"
#include "ui/shell/setup_model.h"
#include "ui/shell/tour.h"

#include <memory>

namespace stoa::ui {

class SampleWindow final {
public:
    explicit SampleWindow(Look& look);
    MainWindow& window() { return *m_window; }
    std::vector<TourStop> stops();

private:
    void closeDialogs();
    void signIn();
    void firstRun();

    PageRegistry m_registry;
    SetupModel m_setup;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace stoa::ui
