#pragma once
// What a batch pays, or would pay: one row for each seller and currency, those left out last with
// the reason why.

#include "api/payout_batches.h"
#include "ui/models/cell.h"

#include <QAbstractTableModel>

namespace stoa::ui {

class PayoutsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit PayoutsModel(QObject* parent = nullptr);

    static const std::vector<Column>& columns();
    void setPayouts(const std::vector<api::PayoutView>& payouts);
    void setPlan(const std::vector<api::PlannedPayout>& plan, bool hasLeftOut);
    std::optional<OrgId> sellerAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString id; // of the payout, or of the seller
        OrgId sellerId;
        QString seller;
        QString note;
        Money amount;
        bool isLeftOut = false;
    };

    void setRows(std::vector<Row> rows);

    std::vector<Row> m_rows;
};

} // namespace stoa::ui
