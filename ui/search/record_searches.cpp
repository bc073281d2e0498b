#include "ui/search/record_searches.h"

#include "api/listings.h"
#include "api/orders.h"
#include "api/sellers.h"

#include <QCoreApplication>

namespace stoa::ui {
namespace {

using Found = std::function<void(std::vector<Command>)>;
using Go = std::function<void(const Place&)>;

QString tr(const char* text)
{
    return QCoreApplication::translate("stoa::ui::recordSearches", text);
}

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

Command commandOf(const api::OrderRow& order, const Go& go)
{
    Command command;
    command.id = q(order.id.text());
    command.icon = QStringLiteral("orders");
    command.title = q(order.number);
    command.detail = QStringLiteral("%1 · %2 · %3")
                         .arg(q(order.buyerName), q(order.sellerName), q(order.total.text()));
    command.group = tr("Orders");
    command.keywords = q(order.buyerEmail);
    command.run = [go, id = command.id] { go({QStringLiteral("orders"), id}); };
    return command;
}

Command commandOf(const api::ListingRow& listing, const Go& go)
{
    Command command;
    command.id = q(listing.id.text());
    command.icon = QStringLiteral("listing");
    command.title = q(listing.title);
    command.detail = QStringLiteral("%1 · %2").arg(q(listing.sellerName), q(listing.sku));
    command.group = tr("Listings");
    command.run = [go, id = command.id] { go({QStringLiteral("listings"), id}); };
    return command;
}

Command commandOf(const api::SellerView& seller, const Go& go)
{
    Command command;
    command.id = q(seller.id.text());
    command.icon = QStringLiteral("seller");
    command.title = q(seller.name);
    command.detail =
        QStringLiteral("%1 · %2").arg(q(seller.country), q(std::string(seller.currency.code())));
    command.group = tr("Sellers");
    command.keywords = q(seller.slug);
    command.run = [go, id = command.id] { go({QStringLiteral("sellers"), id}); };
    return command;
}

void setText(api::ListSellers& request, const std::string& text)
{
    request.text = text;
}

void setText(api::ListOrders& request, const std::string& text)
{
    request.text = text; // ids are among what it finds
}

void setText(api::ListListings& request, const std::string& text)
{
    if (const auto id = ListingId::parse(text))
        request.listing = *id;
    else
        request.text = text;
}

// One search: `Request` for the text, its rows as commands. A failure finds nothing: the palette is
// no place to explain it.
template <class Request>
RecordSearch searchOf(QChar prefix, Connection& connection, QObject* receiver, const Go& go)
{
    return {prefix, [&connection, receiver, go](const QString& text, int most, const Found& found) {
                Request request;
                setText(request, text.toStdString());
                request.limit = most;
                connection.call(receiver, std::move(request),
                                [go, found](Result<typename Request::Reply> page) {
                                    std::vector<Command> commands;
                                    if (page) {
                                        for (const auto& row : page->items) {
                                            commands.push_back(commandOf(row, go));
                                        }
                                    }
                                    found(std::move(commands));
                                });
            }};
}

} // namespace

std::vector<RecordSearch> recordSearches(Connection& connection, QObject* receiver,
                                         const std::vector<api::Permission>& permissions,
                                         std::function<void(const Place&)> go)
{
    const auto may = [&](api::Permission permission) {
        return std::find(permissions.begin(), permissions.end(), permission) != permissions.end();
    };
    std::vector<RecordSearch> searches;
    if (may(api::Permission::OrdersRead)) {
        searches.push_back(searchOf<api::ListOrders>('#', connection, receiver, go));
    }
    if (may(api::Permission::ListingsRead)) {
        searches.push_back(searchOf<api::ListListings>({}, connection, receiver, go));
    }
    if (may(api::Permission::SellersRead)) {
        searches.push_back(searchOf<api::ListSellers>('@', connection, receiver, go));
    }
    return searches;
}

} // namespace stoa::ui
