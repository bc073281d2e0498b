#pragma once
// The kinds of event that an endpoint can ask for, each with a tick, those that hold a searched
// text. Ticks of kinds that are not seen stay.

#include "ui/models/cell.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

namespace stoa::ui {

class KindsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit KindsModel(QObject* parent = nullptr);

    static const std::vector<Column>& columns();
    void setKinds(const QStringList& kinds); // a ticked one that is not among them stays, first
    void setTicked(const QStringList& kinds);
    void setText(const QString& text);
    void toggle(int row);
    QStringList ticked() const; // sorted

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void tickedChanged();

private:
    void show();

    QStringList m_kinds;
    QSet<QString> m_ticked;
    QString m_text;
    QStringList m_shown;
};

} // namespace stoa::ui
