#pragma once
// The journal: entries newest first, each a heading with what happened and to which order, and
// below it what it did to each account, debits before credits. Loads older entries as the view
// scrolls.
//
// With an account, it has the transfers that touch it, and the account's own lines are marked.

#include "api/ledger.h"
#include "ui/async/connection.h"
#include "ui/models/keyset_model.h"
#include "ui/text/times.h"

namespace stoa::ui {

struct JournalQuestion {
    std::optional<OrgId> seller;
    Currency currency;
    std::optional<api::AccountKind> account;
};

class JournalModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    JournalModel(Connection& connection, std::function<Clockface()> clock,
                 QObject* parent = nullptr);

    static const std::vector<Column>& columns();
    // Its state says whether there is something to see, and what went wrong.
    KeysetModelBase* source() const;
    void ask(const JournalQuestion& question); // forgets what is shown
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    class Transfers;
    struct Row {
        bool isHeading = false;
        Timestamp at;
        QString text;
        std::optional<api::AccountKind> account;
        std::optional<Money> debit;
        std::optional<Money> credit;
        QString order; // "ord_…"; empty for what belongs to none
    };
    struct Entry {
        EntryId id;
        int firstTransfer = 0; // row of the source
        int firstRow = 0;
    };

    void rebuild();
    void append();
    // Entries from that transfer of the source on.
    std::vector<Row> rowsFrom(int transfer);
    void addEntry(std::vector<Row>& rows, std::vector<api::TransferView> transfers);
    QVariant headingText(const Row& row, int column) const;
    QVariant lineText(const Row& row, int column) const;

    Transfers* m_transfers;
    std::function<Clockface()> m_clock;
    JournalQuestion m_question;
    std::vector<Entry> m_entries;
    std::vector<Row> m_rows;
};

} // namespace stoa::ui
