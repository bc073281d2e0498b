#pragma once
// The names of sellers and categories, read once for a page and then shared by its tables, forms
// and filters. What is not known yet is shown by its id.

#include "api/ids.h"
#include "api/sellers.h"
#include "ui/shell/page_context.h"
#include "ui/text/words.h"

class QComboBox;

namespace stoa::ui {

class NameBook final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostPages = 10; // of 200 sellers

    explicit NameBook(const PageContext& context, QObject* parent);

    void read(); // once; a failure is tried again by the next call
    QString seller(const OrgId& id) const;
    QString category(const CategoryId& id) const;
    // Of a seller's prices; nothing while it is not known.
    std::optional<Currency> currencyOf(const OrgId& seller) const;
    // After the first entry, which is for all of them; keeps what is chosen.
    void fillSellers(QComboBox& box) const;
    void fillCategories(QComboBox& box) const;

signals:
    void changed();

private:
    using Names = std::vector<std::pair<QString, QString>>; // id, name

    void readSellers(const std::string& after, int pages);
    void addSeller(const api::SellerView& seller);
    void readCategories();
    static void fill(QComboBox& box, const Names& names);
    static QString find(const Names& names, const QString& id);

    PageContext m_context;
    Names m_sellers;
    QHash<QString, Currency> m_currencies; // by the seller's id
    Names m_categories;
    bool m_hasAsked = false;
};

// What a box with such entries has chosen.
template <class IdType>
std::optional<IdType> chosenId(const QString& data)
{
    const auto id = IdType::parse(toUtf8(data));
    return id ? std::optional(*id) : std::nullopt;
}

} // namespace stoa::ui
