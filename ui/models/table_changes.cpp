#include "ui/models/table_changes.h"

#include <QSet>

namespace stoa::ui {

namespace {

void removeGone(QStringList& rows, const QStringList& after, std::vector<TableChange>& changes)
{
    const QSet<QString> kept(after.begin(), after.end());
    for (int last = static_cast<int>(rows.size()) - 1; last >= 0; --last) {
        if (kept.contains(rows[last])) continue;
        int first = last;
        while (first > 0 && !kept.contains(rows[first - 1]))
            --first;
        changes.push_back({TableChange::Kind::Remove, first, last - first + 1, 0});
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        last = first;
    }
}

} // namespace

std::vector<TableChange> tableChanges(const QStringList& before, const QStringList& after)
{
    std::vector<TableChange> changes;
    QStringList rows = before;
    removeGone(rows, after, changes);
    const QSet<QString> known(rows.begin(), rows.end());
    for (int row = 0; row < static_cast<int>(after.size()); ++row) {
        if (row < rows.size() && rows[row] == after[row]) continue;
        if (known.contains(after[row])) {
            const int from = static_cast<int>(rows.indexOf(after[row], row));
            changes.push_back({TableChange::Kind::Move, from, 1, row});
            rows.move(from, row);
            continue;
        }
        int end = row + 1;
        while (end < after.size() && !known.contains(after[end]))
            ++end;
        changes.push_back({TableChange::Kind::Insert, row, end - row, 0});
        for (int i = row; i < end; ++i)
            rows.insert(i, after[i]);
        row = end - 1;
    }
    return changes;
}

} // namespace stoa::ui
