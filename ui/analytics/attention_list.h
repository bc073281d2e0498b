#pragma once
// What needs someone, most urgent first, as the node orders it: a mark, a sentence, a second line,
// and where it is dealt with. J and K or the arrow keys move, Enter or a click on the action opens.

#include "ui/analytics/overview_words.h"

#include <QAbstractListModel>
#include <QListView>

namespace stoa::ui {

class AttentionModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<AttentionWords> entries);
    const AttentionWords& entry(int row) const
    {
        return m_entries.at(static_cast<std::size_t>(row));
    }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<AttentionWords> m_entries;
};

class AttentionList final : public QListView {
    Q_OBJECT

public:
    explicit AttentionList(QWidget* parent = nullptr);

    void setEntries(std::vector<AttentionWords> entries);
    void move(int step);
    void openCurrent();

signals:
    void opened(const stoa::ui::Place& place);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    AttentionModel* m_model;
};

} // namespace stoa::ui
