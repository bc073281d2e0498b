#pragma once
// The right side of the refund dialog: what goes back to the buyer, what happens to escrow, seller
// and commission, what would be posted. Shows the node's preview and computes nothing of its own,
// so that what is shown before the click is what happens.

#include "api/refunds.h"

#include <QWidget>

namespace stoa::ui {

class Card;
class KeyValues;
class Label;
class LedgerTable;
class Note;
class RefundSplitBar;

class RefundPreviewPanel final : public QWidget {
    Q_OBJECT

public:
    // `target` says where the money goes, unless it becomes store credit: "Goes back to Card ··
    // 4417".
    RefundPreviewPanel(const QString& target, Currency currency, QWidget* parent = nullptr);

    void showPreview(const api::RefundPreview& preview);
    void showNothing();                      // nothing has been chosen
    void setDimmed(bool isDimmed);           // the figures are of an older form
    void setMessage(const QString& problem); // above the figures; "" takes it away

private:
    void addParts(const api::RefundPreview& preview);
    void addPositive(const QString& what, const Money& amount);

    QString m_target;
    Currency m_currency;
    Note* m_message;
    Label* m_where;
    Label* m_total;
    Label* m_code;
    KeyValues* m_parts;
    Card* m_splitCard;
    RefundSplitBar* m_bar;
    KeyValues* m_split;
    Card* m_ledgerCard;
    LedgerTable* m_ledger;
};

} // namespace stoa::ui
