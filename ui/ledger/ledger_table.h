#pragma once
// What a set of transfers does to each account, as a small table: account, debit, credit, and the
// totals, which must be equal. Debits and credits of one account that cancel out within the set are
// left out. Used for an order's journal and for the preview of a refund.

#include "api/ledger.h"

#include <QString>
#include <QWidget>

class QGridLayout;

namespace stoa::ui {

QString accountName(api::AccountKind account);

// One account with what the set does to it, net: exactly one of the two is positive.
struct LedgerLine {
    api::AccountKind account = api::AccountKind::ProviderReceivable;
    Money debit;
    Money credit;
};
// In the order of AccountKind. Transfers of other currencies than the first one's are left out,
// because an order has one currency.
std::vector<LedgerLine> ledgerLines(const std::vector<api::TransferView>& transfers);

class LedgerTable final : public QWidget {
    Q_OBJECT

public:
    explicit LedgerTable(const QString& name, QWidget* parent = nullptr);

    void setTransfers(const std::vector<api::TransferView>& transfers);
    bool isBalanced() const { return m_isBalanced; }

private:
    void clear();
    void addLine(const QString& account, const QString& debit, const QString& credit, bool isTotal);

    QGridLayout* m_grid;
    int m_row = 0;
    bool m_isBalanced = true;
};

} // namespace stoa::ui
