#include "ui/lists/name_book.h"

#include "api/categories.h"

#include <QComboBox>

namespace stoa::ui {

NameBook::NameBook(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context)
{}

void NameBook::read()
{
    if (m_hasAsked) return;
    m_hasAsked = true;
    m_sellers.clear();
    if (m_context.workspace().may(api::Permission::SellersRead)) readSellers({}, 0);
    readCategories();
}

void NameBook::readSellers(const std::string& after, int pages)
{
    api::ListSellers question;
    question.after = after;
    question.limit = 200;
    m_context.connection.call(this, std::move(question),
                              [this, pages](const Result<Page<api::SellerView>>& page) {
                                  if (!page) {
                                      m_hasAsked = false;
                                      return;
                                  }
                                  for (const api::SellerView& each : page->items)
                                      addSeller(each);
                                  emit changed();
                                  if (page->next && pages + 1 < kMostPages)
                                      readSellers(*page->next, pages + 1);
                              });
}

void NameBook::addSeller(const api::SellerView& seller)
{
    const QString id = fromUtf8(seller.id.text());
    m_sellers.emplace_back(id, fromUtf8(seller.name));
    m_currencies.insert(id, seller.currency);
}

void NameBook::readCategories()
{
    m_context.connection.call(
        this, api::ListCategories{}, [this](const Result<std::vector<api::CategoryView>>& all) {
            if (!all) {
                m_hasAsked = false;
                return;
            }
            m_categories.clear();
            for (const api::CategoryView& each : *all)
                m_categories.emplace_back(fromUtf8(each.id.text()), fromUtf8(each.path));
            emit changed();
        });
}

QString NameBook::find(const Names& names, const QString& id)
{
    const auto found = std::ranges::find(names, id, &std::pair<QString, QString>::first);
    return found == names.end() ? id : found->second;
}

QString NameBook::seller(const OrgId& id) const
{
    return find(m_sellers, fromUtf8(id.text()));
}

std::optional<Currency> NameBook::currencyOf(const OrgId& seller) const
{
    const auto found = m_currencies.constFind(fromUtf8(seller.text()));
    return found == m_currencies.constEnd() ? std::nullopt : std::optional(*found);
}

QString NameBook::category(const CategoryId& id) const
{
    return find(m_categories, fromUtf8(id.text()));
}

void NameBook::fill(QComboBox& box, const Names& names)
{
    const QSignalBlocker quiet(box);
    const QString chosen = box.currentData().toString();
    while (box.count() > 1)
        box.removeItem(1);
    for (const auto& [id, name] : names)
        box.addItem(name, id);
    // One that is not known stays chosen, by its id.
    if (!chosen.isEmpty() && box.findData(chosen) < 0) box.addItem(chosen, chosen);
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

void NameBook::fillSellers(QComboBox& box) const
{
    fill(box, m_sellers);
}

void NameBook::fillCategories(QComboBox& box) const
{
    fill(box, m_categories);
}

} // namespace stoa::ui
