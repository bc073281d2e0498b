#include "ui/shell/shortcut_sheet.h"

#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QScrollArea>

namespace stoa::ui {

ShortcutSheet::ShortcutSheet(QWidget* over, const std::vector<ShortcutInfo>& shortcuts)
    : ScrimDialog(over, QStringLiteral("shortcutSheet"))
{
    setTitle(QStringLiteral("keyboard"), tr("Keyboard shortcuts"));
    setPanelSize({760, 560});
    auto* body = new QWidget;
    auto* columns = new QHBoxLayout(body);
    columns->setContentsMargins(20, 12, 20, 16);
    columns->setSpacing(32);
    QVBoxLayout* sides[] = {makeColumn(8), makeColumn(8)};
    for (QVBoxLayout* half : sides)
        columns->addLayout(half, 1);
    QString group;
    QVBoxLayout* side = sides[0];
    std::size_t lines = 0;
    for (const ShortcutInfo& shortcut : shortcuts) {
        if (shortcut.group != group) {
            group = shortcut.group;
            side = sides[lines * 2 < shortcuts.size() ? 0 : 1];
            side->addSpacing(side->count() > 0 ? 8 : 0);
            side->addWidget(new Label(group, Type::CaptionBold, &Theme::t3));
        }
        auto* row = makeRow(4);
        row->addWidget(new Label(shortcut.text), 1);
        for (const QString& key : shortcut.keys)
            row->addWidget(new KeyCap(key));
        side->addLayout(row);
        ++lines;
    }
    for (QVBoxLayout* half : sides)
        half->addStretch(1);
    setBody(makeScrollArea(body));
}

} // namespace stoa::ui
