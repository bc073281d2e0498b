#pragma once
// Moving the keyboard focus by code, for regions, dialogs and wizards.

class QWidget;

namespace stoa::ui {

// Focuses the first widget inside `region` that Tab would reach; false when there is none.
bool focusFirstIn(QWidget* region);

} // namespace stoa::ui
