#include "ui/finance/figure_row.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

namespace {

constexpr int kGap = 12;

} // namespace

FigureRow::FigureRow(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kGap);
    m_held = add(tr("Held in escrow"), QStringLiteral("lock"), QStringLiteral("held"));
    m_payable = add(tr("Payable to sellers"), QStringLiteral("seller"), QStringLiteral("payable"));
    m_refunds =
        add(tr("Refunds payable"), QStringLiteral("refund"), QStringLiteral("refundsPayable"));
    m_owed = add(tr("Owed by sellers"), QStringLiteral("pause"), QStringLiteral("owed"));
    m_difference =
        add(tr("Debits minus credits"), QStringLiteral("scale"), QStringLiteral("difference"));
}

FigureRow::Figure FigureRow::add(const QString& title, const QString& icon, const QString& name)
{
    auto* card = new Card(QString(), name + QStringLiteral("Card"));
    auto* top = makeRow(4);
    top->addWidget(new Label(title, Type::Secondary, &Theme::t2), 1);
    top->addWidget(new IconMark(icon, &Theme::t3));
    card->body()->addLayout(top);
    Figure figure{new Label(QStringLiteral("–"), Type::FigureSmall),
                  new Label(QString(), Type::Secondary, &Theme::t2),
                  new Label(QString(), Type::Caption, &Theme::t3)};
    figure.value->setObjectName(name);
    figure.value->setFigures(true);
    figure.note->setObjectName(name + QStringLiteral("Note"));
    auto* amount = makeRow(4);
    amount->addWidget(figure.value, 0, Qt::AlignBaseline);
    amount->addWidget(figure.currency, 0, Qt::AlignBaseline);
    amount->addStretch(1);
    card->body()->addLayout(amount);
    card->body()->addWidget(figure.note);
    m_row->addWidget(card, 1);
    return figure;
}

void FigureRow::setBooks(const Books& books, bool isBalanced, const Clockface& face)
{
    using Kind = api::AccountKind;
    const auto show = [](const Figure& figure, const Money& amount, const QString& note) {
        figure.value->setText(amountText(amount));
        figure.currency->setText(fromUtf8(amount.currency().code()));
        figure.note->setText(note);
    };
    show(m_held, books.balanceOf(Kind::OrderHold), tr("until orders have arrived"));
    show(m_payable, books.balanceOf(Kind::SellerPayable), tr("released, not in a payout"));
    show(m_refunds, books.balanceOf(Kind::RefundClearing), tr("on their way to buyers"));
    show(m_owed, books.balanceOf(Kind::SellerDebt), tr("taken from their next sales"));
    const QString checked = clockText(face.now, face);
    show(m_difference, books.difference(),
         isBalanced ? tr("Balanced, checked %1").arg(checked)
                    : tr("Not balanced, checked %1").arg(checked));
    m_difference.note->setInk(isBalanced ? &Theme::ok : &Theme::bad);
}

} // namespace stoa::ui
