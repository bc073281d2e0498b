#pragma once
// The smallest steps that turn one list of rows into another, so that a refresh moves, adds and
// removes rows instead of resetting the view: selection, current row and scroll position stay. Rows
// are compared by id. The steps are meant to be applied in order, each on the result of the one
// before.

#include <QStringList>

#include <vector>

namespace stoa::ui {

struct TableChange {
    enum class Kind { Remove, Insert, Move };
    Kind kind = Kind::Remove;
    int first = 0; // Remove, Insert: first row; Move: row that moves
    int count = 1;
    int to = 0; // Move: the row it has afterwards, always less than `first`
    friend bool operator==(const TableChange&, const TableChange&) = default;
};

// Ids must be unique within each list.
std::vector<TableChange> tableChanges(const QStringList& before, const QStringList& after);

} // namespace stoa::ui
