#pragma once
// What a table column is and what its cells hold: the contract between models (which know values)
// and delegates (which know how to paint them). A model declares its columns once; TableView gives
// each the delegate of its kind, its alignment and width, and hides columns of low priority when
// room is short.

#include "core/money.h"
#include "ui/text/words.h"

#include <QMetaType>
#include <QString>

#include <vector>

namespace stoa::ui {

enum class CellKind {
    Text,     // DisplayRole
    Strong,   // DisplayRole at weight 500: the identifying column
    Dim,      // DisplayRole in the secondary colour
    Number,   // DisplayRole, right-aligned, digits in fixed slots
    Money,    // MoneyRole: amount right-aligned, currency code after it
    Chip,     // StatusRole: StatusWord
    Time,     // DisplayRole, digits in fixed slots, FullTextRole as the tooltip
    TwoLines, // DisplayRole over SecondaryRole, optional PictureRole (QImage) or IconRole at the
              // left
    Check,    // Qt::CheckStateRole, a tick for bulk work
};

enum CellRole {
    MoneyRole = Qt::UserRole + 1, // stoa::Money
    MoneyToRole,                  // stoa::Money, the upper end when the cell is a range
    StatusRole,                   // StatusWord
    SecondaryRole,                // QString, the second line
    PictureRole,                  // QImage
    IconRole,                     // QString, an icon's name
    ToneRole,                     // int(Tone): colours the text of this cell
    FullTextRole,                 // QString, the tooltip
    RowIdRole,                    // QString, stable for the life of the record
    IsDisabledRole,               // bool: shown, but may not be acted on
    IsChangedRole,                // bool: not sent yet, shows the amber corner
};

struct Column {
    QString id;    // stable: column settings and tests
    QString title; // translated
    CellKind kind = CellKind::Text;
    int width = 120;  // preferred, pixels at 100 % text
    int priority = 1; // 1 is never hidden, 4 goes first
    int stretch = 0;  // share of the room that is left
    bool isSortable = false;
};

// Right for money and numbers, left for all else; headers follow their column.
Qt::Alignment alignmentOf(CellKind kind);

} // namespace stoa::ui

Q_DECLARE_METATYPE(stoa::Money)
