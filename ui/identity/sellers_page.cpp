#include "ui/identity/sellers_page.h"

#include "ui/identity/seller_dialog.h"
#include "ui/identity/seller_drawer.h"
#include "ui/identity/sellers_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

namespace {

const QLatin1String kNewRecord("new");

} // namespace

SellersPage::SellersPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("sellers"), tr("Sellers"), tr("The sellers stay as they were."), {}},
               parent),
      m_model(new SellersModel(context, this)),
      m_drawer(new SellerDrawer(context)),
      m_search(new SearchField(tr("Find a seller"), QStringLiteral("sellersSearch"))),
      m_add(new Button(tr("Open a shop"), QStringLiteral("sellersAdd")))
{
    m_add->setIconName(QStringLiteral("plus"));
    m_add->setKeyHint(QStringLiteral("N"));
    m_add->setVisible(mayWrite());
    header().addAction(m_add);
    assemble({m_model, m_drawer, makeSearchBar(m_search)});
    connect(m_add, &Button::clicked, this, &SellersPage::openDialog);
    connect(m_search, &SearchField::changed, this, [this](const QString& text) {
        beganAsking();
        m_model->setText(text);
    });
}

bool SellersPage::mayWrite() const
{
    return context().workspace().may(api::Permission::SellersWrite);
}

void SellersPage::visit(const QString& record)
{
    const bool isNew = record == kNewRecord;
    ListPage::visit(isNew ? QString() : record);
    if (isNew) openDialog();
}

void SellersPage::askFor(const QString&)
{
    beganAsking();
    m_model->setText(m_search->text().trimmed());
}

bool SellersPage::showRecord(const QString& id)
{
    const api::SellerView* seller = m_model->sellerOf(id);
    if (seller != nullptr) m_drawer->show(*seller);
    return seller != nullptr;
}

StateMessage SellersPage::emptyMessage() const
{
    if (!m_model->text().isEmpty()) {
        return {QStringLiteral("search"), tr("No sellers match"),
                tr("Look for a part of the name, or the short name."), tr("Clear search")};
    }
    return {QStringLiteral("seller"), tr("No sellers yet"),
            tr("Listings and orders belong to a shop. Open the first one."),
            mayWrite() ? tr("Open a shop") : QString()};
}

void SellersPage::takeEmptyAction()
{
    if (!m_model->text().isEmpty()) return m_search->clear();
    openDialog();
}

QString SellersPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 sellers").arg(numberText(count));
    return count == 1 ? tr("1 seller") : tr("%1 sellers").arg(numberText(count));
}

void SellersPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"seller", "listing"})) refreshSoon();
}

void SellersPage::openDialog()
{
    if (!mayWrite()) return;
    auto* dialog = new SellerDialog(context(), this);
    connect(dialog, &SellerDialog::created, this, [this](const api::SellerView& seller) {
        m_search->clear();
        toast().showDone(tr("The shop %1 is open. Import its listings next.")
                             .arg(isolated(fromUtf8(seller.name))));
        showAmongAll(fromUtf8(seller.id.text()));
    });
    dialog->open();
}

bool SellersPage::focusFind()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

bool SellersPage::takeLetter(int key)
{
    if (key == Qt::Key_N) openDialog();
    return key == Qt::Key_N;
}

} // namespace stoa::ui
