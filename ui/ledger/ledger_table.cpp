#include "ui/ledger/ledger_table.h"

#include "ui/text/amounts.h"
#include "ui/widgets/card.h"

#include <QCoreApplication>
#include <QGridLayout>

#include <map>

namespace stoa::ui {

namespace {

constexpr int kFigureWidth = 66;

QString words(const char* text)
{
    return QCoreApplication::translate("Ledger", text);
}

} // namespace

QString accountName(api::AccountKind account)
{
    switch (account) {
    case api::AccountKind::ProviderReceivable:
        return words(QT_TRANSLATE_NOOP("Ledger", "Provider receivable"));
    case api::AccountKind::OrderHold:
        return words(QT_TRANSLATE_NOOP("Ledger", "Escrow"));
    case api::AccountKind::SellerPayable:
        return words(QT_TRANSLATE_NOOP("Ledger", "Seller payable"));
    case api::AccountKind::SellerDebt:
        return words(QT_TRANSLATE_NOOP("Ledger", "Seller owes"));
    case api::AccountKind::RefundClearing:
        return words(QT_TRANSLATE_NOOP("Ledger", "Refunds payable"));
    case api::AccountKind::PlatformFee:
        return words(QT_TRANSLATE_NOOP("Ledger", "Commission revenue"));
    case api::AccountKind::TaxPayable:
        return words(QT_TRANSLATE_NOOP("Ledger", "Tax payable"));
    case api::AccountKind::Bank:
        return words(QT_TRANSLATE_NOOP("Ledger", "Bank"));
    case api::AccountKind::PayoutClearing:
        return words(QT_TRANSLATE_NOOP("Ledger", "Payouts under way"));
    case api::AccountKind::DisputeHold:
        return words(QT_TRANSLATE_NOOP("Ledger", "Disputed"));
    case api::AccountKind::ProcessingCost:
        return words(QT_TRANSLATE_NOOP("Ledger", "Card processing"));
    case api::AccountKind::StoreCredit:
        return words(QT_TRANSLATE_NOOP("Ledger", "Store credit"));
    case api::AccountKind::CollectedTax:
        return words(QT_TRANSLATE_NOOP("Ledger", "Collected tax"));
    }
    return {};
}

std::vector<LedgerLine> ledgerLines(const std::vector<api::TransferView>& transfers)
{
    if (transfers.empty()) return {};
    const Money nothing(0, transfers.front().amount.currency());
    std::map<api::AccountKind, Money> nets; // debit positive
    for (const api::TransferView& transfer : transfers) {
        if (transfer.amount.currency() != nothing.currency()) continue;
        nets.try_emplace(transfer.debit, nothing).first->second += transfer.amount;
        nets.try_emplace(transfer.credit, nothing).first->second -= transfer.amount;
    }
    std::vector<LedgerLine> lines;
    for (const auto& [account, net] : nets) {
        if (net.isZero()) continue;
        lines.push_back(net.isPositive() ? LedgerLine{account, net, nothing}
                                         : LedgerLine{account, nothing, -net});
    }
    return lines;
}

LedgerTable::LedgerTable(const QString& name, QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(name);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(4);
    m_grid->setHorizontalSpacing(6);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnMinimumWidth(1, scaled(kFigureWidth));
    m_grid->setColumnMinimumWidth(2, scaled(kFigureWidth));
}

void LedgerTable::setTransfers(const std::vector<api::TransferView>& transfers)
{
    clear();
    const std::vector<LedgerLine> lines = ledgerLines(transfers);
    if (lines.empty()) return;
    Money debits(0, lines.front().debit.currency());
    Money credits = debits;
    const auto figure = [](const Money& money) {
        return money.isZero() ? QString() : amountText(money);
    };
    for (const LedgerLine& line : lines) {
        addLine(accountName(line.account), figure(line.debit), figure(line.credit), false);
        debits += line.debit;
        credits += line.credit;
    }
    m_grid->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2), m_row++, 0, 1, 3);
    addLine(tr("Total"), amountText(debits), amountText(credits), true);
    m_isBalanced = debits == credits;
}

void LedgerTable::clear()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_row = 0;
    m_isBalanced = true;
    addLine(tr("Account"), tr("Debit"), tr("Credit"), false);
    for (int column = 0; column < 3; ++column)
        static_cast<Label*>(m_grid->itemAtPosition(0, column)->widget())->setInk(&Theme::t3);
}

void LedgerTable::addLine(const QString& account, const QString& debit, const QString& credit,
                          bool isTotal)
{
    const Type type = isTotal ? Type::SecondaryBold : Type::Secondary;
    m_grid->addWidget(new Label(account, type), m_row, 0);
    for (const auto& [column, text] : {std::pair(1, debit), std::pair(2, credit)}) {
        auto* label = new Label(text, type);
        label->setFigures(true);
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(label, m_row, column);
    }
    ++m_row;
}

} // namespace stoa::ui
