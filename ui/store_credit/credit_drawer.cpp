#include "ui/store_credit/credit_drawer.h"

#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

QString whyNoGrant(const PageContext& context)
{
    return context.workspace().may(api::Permission::RefundsWrite)
               ? QString()
               : CreditDrawer::tr("People who may refund orders grant credit. An administrator can "
                                  "give you access.");
}

CreditDrawer::CreditDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawerBase(context, QStringLiteral("credit"), tr("No buyer chosen"), parent),
      m_buyer(new Label({}, Type::BodyStrong)),
      m_changed(new Label({}, Type::Secondary, &Theme::t3)),
      m_balance(new Label({}, Type::ObjectTitle)),
      m_reserved(new Label({}, Type::Secondary, &Theme::t3)),
      m_grant(new Button(tr("Grant more"), QStringLiteral("creditGrant"), Button::Kind::Primary))
{
    m_balance->setFigures(true);
    m_grant->setKeyHint(QStringLiteral("G"));
    addFacts({m_buyer, m_changed}, {m_balance, m_reserved});
    addActions({m_grant});
    connect(m_grant, &QPushButton::clicked, this, &CreditDrawer::grantRequested);
    showNothing();
}

void CreditDrawer::show(const api::StoreCreditView& row)
{
    const bool isSame = m_row && m_row->buyerEmail == row.buyerEmail &&
                        m_row->balance.currency() == row.balance.currency();
    m_row = row;
    rowChanged(isSame, false);
    detailsTaken();
}

void CreditDrawer::grant()
{
    press(m_grant);
}

void CreditDrawer::read(int)
{
    if (m_row) detailsTaken();
}

void CreditDrawer::updateActions()
{
    allow(m_grant, m_row ? whyNoGrant(context()) : tr("Choose a buyer first."));
}

void CreditDrawer::clearHead()
{
    for (Label* label : {m_buyer, m_changed, m_balance, m_reserved})
        label->clear();
}

void CreditDrawer::fillHead()
{
    drawer().setTitle(tr("Store credit"), {});
    m_buyer->setText(fromUtf8(m_row->buyerEmail.value));
    m_changed->setText(momentText(m_row->changedAt, context().clock()));
    m_balance->setText(moneyText(m_row->balance));
    m_reserved->setText(m_row->reserved.isPositive()
                            ? tr("%1 reserved").arg(moneyText(m_row->reserved))
                            : QString());
}

void CreditDrawer::fillSections()
{
    auto* values = new KeyValues(QStringLiteral("creditValues"));
    values->addStrong(tr("Can be spent"), moneyText(m_row->balance));
    values->add(tr("Reserved for payments under way"), moneyText(m_row->reserved));
    values->add(tr("Changed"), momentText(m_row->changedAt, context().clock()));
    auto* section = add(tr("Credit"), "sectionCredit");
    section->addWidget(values);
    section->addWidget(makeParagraph(
        tr("The seller owes it to the buyer. It pays orders with this seller, wholly or in part, "
           "does not run out, and comes back when what it paid is refunded.")));
}

} // namespace stoa::ui
