#pragma once
// One payout beside the list: how much, where to, what became of it, and what can be done about
// it. The row says all there is, so nothing is read.
//
// Keys: S its statement as a document, C as a table, H what the bank did with a wire, A the
// seller's account, F the file of its batch for the bank.

#include "api/payouts.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class PayoutDrawer final : public RecordDrawerBase {
    Q_OBJECT

public:
    explicit PayoutDrawer(const PageContext& context, QWidget* parent = nullptr);

    void show(const api::PayoutView& row);
    const std::optional<api::PayoutView>& row() const { return m_row; }
    bool takeKey(int key); // as its button does, when it may; false when it is none of ours

signals:
    void statementRequested(stoa::api::StatementFormat format);
    void settlementRequested();
    void accountRequested();
    void bankFileRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;
    void forget() override { m_row.reset(); }
    void read(int request) override;
    bool hasDetails() const override { return m_row.has_value(); }

private:
    Button* addAction(const QString& text, const char* name, int key);
    void connectActions();
    QString whyNothing() const;
    QString whyNoSettlement() const;
    QString whyNoFinance() const;
    QString whyNoBankFile() const;
    QString nextText() const;

    std::optional<api::PayoutView> m_row;
    std::vector<std::pair<int, Button*>> m_keys;
    Label* m_seller;
    Label* m_through;
    Label* m_amount;
    Label* m_made;
    Button* m_settle;
    Button* m_account;
    Button* m_bankFile;
    Button* m_statement;
    Button* m_table;
};

} // namespace stoa::ui
