#include "ui/store_credit/store_credit_page.h"

#include "ui/lists/name_book.h"
#include "ui/store_credit/credit_drawer.h"
#include "ui/store_credit/credits_model.h"
#include "ui/store_credit/grant_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/csv.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace stoa::ui {

namespace {

constexpr int kSellerWidth = 220;

QStringList exportCells(const api::StoreCreditView& row)
{
    return {harmlessCell(fromUtf8(row.buyerEmail.value)), fromUtf8(row.balance.currency().code()),
            csvAmount(row.balance), csvAmount(row.reserved), fromUtf8(row.changedAt.text())};
}

} // namespace

StoreCreditPage::StoreCreditPage(const PageContext& context, QWidget* parent)
    : ListPage(
          context,
          {QStringLiteral("credits"), tr("Store credit"), tr("The credits stay as they were."), {}},
          parent),
      m_model(new CreditsModel(context, this)),
      m_drawer(new CreditDrawer(context)),
      m_book(new NameBook(context, this)),
      m_seller(new QComboBox),
      m_search(new SearchField(tr("Find a buyer"), QStringLiteral("creditsSearch"))),
      m_add(new Button(tr("Grant credit"), QStringLiteral("creditsAdd")))
{
    addExport();
    m_add->setIconName(QStringLiteral("plus"));
    m_add->setKeyHint(QStringLiteral("N"));
    const QString whyNot = whyNoGrant(context);
    m_add->setEnabled(whyNot.isEmpty());
    m_add->setToolTip(whyNot);
    header().addAction(m_add);
    assemble({m_model, m_drawer, buildBar()});
    connect(m_add, &Button::clicked, this, [this] { grant({}); });
    connect(m_drawer, &CreditDrawer::grantRequested, this,
            [this] { grant(fromUtf8(m_drawer->row()->buyerEmail.value)); });
    connect(m_seller, &QComboBox::activated, this, [this] { askFor({}); });
    connect(m_search, &SearchField::changed, this, [this] { askFor({}); });
    connect(m_book, &NameBook::changed, this, &StoreCreditPage::takeNames);
}

QWidget* StoreCreditPage::buildBar()
{
    QWidget* box = makeSearchBar(m_search);
    m_seller->setObjectName(QStringLiteral("creditsSeller"));
    m_seller->setAccessibleName(tr("Seller"));
    m_seller->setFixedWidth(scaled(kSellerWidth));
    m_seller->addItem(tr("Choose a seller"));
    m_seller->setVisible(!context().workspace().seller);
    static_cast<QHBoxLayout*>(box->layout())->insertWidget(0, m_seller);
    return box;
}

std::optional<OrgId> StoreCreditPage::seller() const
{
    if (const auto own = context().workspace().seller) return own;
    return chosenId<OrgId>(m_seller->currentData().toString());
}

// The first seller is as good as any to begin with.
void StoreCreditPage::takeNames()
{
    m_book->fillSellers(*m_seller);
    if (context().workspace().seller || seller() || m_seller->count() < 2) return;
    m_seller->setCurrentIndex(1);
    askFor({});
}

void StoreCreditPage::visit(const QString& record)
{
    m_book->read();
    ListPage::visit(record);
}

void StoreCreditPage::askFor(const QString&)
{
    beganAsking();
    m_model->ask(seller().value_or(OrgId()), m_search->text().trimmed());
}

bool StoreCreditPage::showRecord(const QString& id)
{
    const api::StoreCreditView* credit = m_model->creditOf(id);
    if (credit != nullptr) m_drawer->show(*credit);
    return credit != nullptr;
}

StateMessage StoreCreditPage::emptyMessage() const
{
    if (!seller()) {
        return {QStringLiteral("seller"),
                tr("Choose a seller"),
                tr("Credit is between a buyer and one seller."),
                {}};
    }
    if (!m_model->text().isEmpty()) {
        return {QStringLiteral("search"), tr("No buyers match"),
                tr("Look for a part of the e-mail address."), tr("Clear search")};
    }
    return {QStringLiteral("card"), tr("Nobody has credit with this seller"),
            tr("Buyers get it when they take a refund as credit, or when it is granted."),
            whyNoGrant(context()).isEmpty() ? tr("Grant credit") : QString()};
}

void StoreCreditPage::takeEmptyAction()
{
    if (!m_model->text().isEmpty()) return m_search->clear();
    grant({});
}

QString StoreCreditPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 buyers").arg(numberText(count));
    return count == 1 ? tr("1 buyer") : tr("%1 buyers").arg(numberText(count));
}

void StoreCreditPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"store_credit", "refund"})) refreshSoon();
}

std::optional<ExportPlan> StoreCreditPage::exportPlan() const
{
    if (!seller()) return std::nullopt;
    return ExportPlan{tr("Export of store credit"),
                      QStringLiteral("store-credit"),
                      {QStringLiteral("buyer"), QStringLiteral("currency"),
                       QStringLiteral("balance"), QStringLiteral("reserved"),
                       QStringLiteral("changed_at")},
                      readerOf(context().connection, m_model->question(), exportCells)};
}

bool StoreCreditPage::focusFind()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

bool StoreCreditPage::takeLetter(int key)
{
    if (key == Qt::Key_N) grant({});
    if (key == Qt::Key_G) m_drawer->grant();
    return key == Qt::Key_N || key == Qt::Key_G;
}

void StoreCreditPage::grant(const QString& buyer)
{
    if (const QString why = whyNoGrant(context()); !why.isEmpty()) return toast().showDone(why);
    const auto from = seller();
    const auto currency = from ? m_book->currencyOf(*from) : std::nullopt;
    if (!currency) return toast().showDone(tr("Choose a seller first."));
    auto* dialog =
        new GrantDialog(context(), {*from, m_book->seller(*from), *currency, buyer}, this);
    connect(dialog, &GrantDialog::granted, this,
            [this](const api::StoreCreditView& credit, const Money& amount) {
                toast().showDone(
                    tr("%1 has %2 more to spend")
                        .arg(isolated(fromUtf8(credit.buyerEmail.value)), moneyText(amount)));
                m_search->clear();
                showAmongAll(CreditsModel::idOf(credit));
                refresh();
            });
    dialog->open();
}

} // namespace stoa::ui
