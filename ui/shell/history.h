#pragma once
// Where the person has been, as a browser keeps it: visiting drops what lay ahead, the oldest
// places fall off the end. Pure; MainWindow turns it into Alt+Left and Alt+Right.

#include "ui/shell/page.h"

namespace stoa::ui {

class History final {
public:
    static constexpr std::size_t kMaxPlaces = 100;

    void visit(const Place& place);   // the same place twice in a row is one visit
    void replace(const Place& place); // the current place has become another
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    const Place& back();    // only when canGoBack()
    const Place& forward(); // only when canGoForward()
    void clear();

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace stoa::ui
