#pragma once
// `?`: every key that works here, in groups. The shell lists its own; pages add theirs through the
// window.

#include "ui/widgets/scrim_dialog.h"

#include <QStringList>

#include <vector>

namespace stoa::ui {

struct ShortcutInfo {
    QString group;    // "Everywhere", "Go to", the page's title
    QStringList keys; // key caps, in the order they are pressed
    QString text;
};

class ShortcutSheet final : public ScrimDialog {
    Q_OBJECT

public:
    ShortcutSheet(QWidget* over, const std::vector<ShortcutInfo>& shortcuts);
};

} // namespace stoa::ui
