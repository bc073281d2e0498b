#pragma once
// An ordered list of rules that is changed here and then sent as a whole: the first that matches
// decides, so their order is part of what they say. Every change can be undone, at most kMostSteps
// of them. A row can carry what the node refused of it.

#include "ui/models/cell.h"

#include <QAbstractTableModel>

#include <vector>

namespace stoa::ui {

class RateListBase : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr std::size_t kMostSteps = 100;

    RateListBase(std::vector<Column> columns, QObject* parent);

    const std::vector<Column>& columns() const { return m_columns; }
    bool isChanged() const { return stepCount() > 0; }
    virtual std::size_t stepCount() const = 0; // changes that are not saved
    virtual void move(int row, int by) = 0;    // stays in the list
    virtual void remove(int row) = 0;
    virtual bool undo() = 0; // false when there is nothing to undo
    // What the node refused of a row. Any change takes it away.
    void setProblem(int row, const QString& problem);
    int problemRow() const { return m_problemRow; } // -1: none
    const QString& problem() const { return m_problem; }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void edited(int row); // the row that is current afterwards; -1: none is left

protected:
    virtual QString text(int row, int column) const = 0;
    void ended(int row); // of a change, between begin- and endResetModel
    void forgetProblem() { m_problemRow = -1; }

private:
    std::vector<Column> m_columns;
    int m_problemRow = -1;
    QString m_problem;
};

template <class Rule>
class RateList : public RateListBase {
public:
    using RateListBase::RateListBase;

    const std::vector<Rule>& rules() const { return m_rules; }
    void set(std::vector<Rule> rules) // as the node has them
    {
        beginResetModel();
        m_rules = std::move(rules);
        m_steps.clear();
        forgetProblem();
        endResetModel();
    }
    void replace(int row, Rule rule)
    {
        change(row, [&] { m_rules[at(row)] = std::move(rule); });
    }
    void insert(int row, Rule rule)
    {
        change(row, [&] { m_rules.insert(m_rules.begin() + row, std::move(rule)); });
    }
    void move(int row, int by) override
    {
        const int to = row + by;
        if (row < 0 || to < 0 || to >= rowCount()) return;
        change(to, [&] { std::swap(m_rules[at(row)], m_rules[at(to)]); });
    }
    void remove(int row) override
    {
        if (row < 0 || row >= rowCount()) return;
        change(std::min(row, rowCount() - 2), [&] { m_rules.erase(m_rules.begin() + row); });
    }
    bool undo() override
    {
        if (m_steps.empty()) return false;
        beginResetModel();
        m_rules = std::move(m_steps.back());
        m_steps.pop_back();
        ended(m_rules.empty() ? -1 : 0);
        return true;
    }
    std::size_t stepCount() const override { return m_steps.size(); }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
    }

protected:
    static std::size_t at(int row) { return static_cast<std::size_t>(row); }

private:
    template <class Change>
    void change(int row, Change apply)
    {
        if (m_steps.size() == kMostSteps) m_steps.erase(m_steps.begin());
        m_steps.push_back(m_rules);
        beginResetModel();
        apply();
        ended(row);
    }

    std::vector<Rule> m_rules;
    std::vector<std::vector<Rule>> m_steps; // what the list was before each change
};

} // namespace stoa::ui
