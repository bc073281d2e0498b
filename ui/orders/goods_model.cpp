#include "ui/orders/goods_model.h"

#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

constexpr int kMostListings = 50; // of a page; each has a few variants

enum GoodsColumn { Title, Sku, Price, Stock };

std::vector<Column> goodsColumns()
{
    const auto say = [](const char* text) { return GoodsModel::tr(text); };
    return {
        {QStringLiteral("title"), say("On sale"), CellKind::Strong, 150, 1, 3},
        {QStringLiteral("sku"), say("SKU"), CellKind::Dim, 90, 3, 1},
        {QStringLiteral("price"), say("Price"), CellKind::Money, 96, 1, 0},
        {QStringLiteral("stock"), say("Stock"), CellKind::Text, 96, 1, 0},
    };
}

QString titleOf(const api::StorefrontListing& listing, const api::VariantView& variant)
{
    QStringList options;
    for (const api::AttributeValue& option : variant.options)
        options << fromUtf8(option.value.value);
    const QString title = fromUtf8(listing.title);
    return options.isEmpty()
               ? title
               : QStringLiteral("%1 · %2").arg(title, options.join(QStringLiteral(", ")));
}

Page<GoodOnSale> goodsOf(const Page<api::StorefrontListing>& listings)
{
    Page<GoodOnSale> goods;
    goods.next = listings.next;
    for (const api::StorefrontListing& listing : listings.items) {
        for (const api::VariantView& variant : listing.variants) {
            goods.items.push_back({variant.id, titleOf(listing, variant), variant.sku,
                                   variant.price, variant.onHand - variant.reserved});
        }
    }
    return goods;
}

} // namespace

GoodsModel::GoodsModel(const PageContext& context, OrgId seller, QObject* parent)
    : KeysetModel(goodsColumns(), parent), m_context(context), m_seller(seller)
{}

void GoodsModel::find(const QString& text)
{
    m_text = text;
    reload();
}

void GoodsModel::setTaken(std::set<VariantId> variants)
{
    m_taken = std::move(variants);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, Stock));
}

const GoodOnSale* GoodsModel::goodOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

QString GoodsModel::whyNot(const GoodOnSale& good) const
{
    if (m_taken.contains(good.variant)) return tr("It is in the order: change its quantity above.");
    return good.available > 0 ? QString() : tr("It is sold out.");
}

void GoodsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::SearchStorefront question;
    question.text = toUtf8(m_text);
    question.seller = m_seller;
    question.after = after;
    question.limit = std::min(limit, kMostListings);
    m_context.connection.call(this, std::move(question),
                              [callback](const Result<Page<api::StorefrontListing>>& found) {
                                  if (!found) return callback(stoa::fail(found));
                                  callback(goodsOf(*found));
                              });
}

QString GoodsModel::stockText(const GoodOnSale& row) const
{
    if (m_taken.contains(row.variant)) return tr("in the order");
    return row.available > 0 ? tr("%1 in stock").arg(numberText(row.available)) : tr("sold out");
}

QVariant GoodsModel::value(const GoodOnSale& row, int column, int role) const
{
    if (role == IsDisabledRole) return !whyNot(row).isEmpty();
    if (role == MoneyRole && column == Price) return QVariant::fromValue(row.price);
    if (role == FullTextRole && column == Title) return row.title;
    if (role == ToneRole && column == Stock && row.available <= 0)
        return static_cast<int>(Tone::Warn);
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<GoodsColumn>(column)) {
    case Title:
        return row.title;
    case Sku:
        return fromUtf8(row.sku);
    case Price:
        return {};
    case Stock:
        return stockText(row);
    }
    return {};
}

} // namespace stoa::ui
