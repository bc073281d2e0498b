#pragma once
// What an import could not use: line, column and what is wrong there, in the order of the file.

#include "api/imports.h"
#include "ui/models/cell.h"

#include <QAbstractTableModel>

namespace stoa::ui {

class ProblemsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    static std::vector<Column> tableColumns();
    void setProblems(std::vector<api::ImportProblem> problems);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<api::ImportProblem> m_problems;
};

} // namespace stoa::ui
