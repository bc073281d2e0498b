#include "market.h"

#include "node/local/first_owner.h"
#include "platform/db/connection.h"
#include "platform/services/postgres_settings.h"

#include <QDir>

#include <cstdio>

namespace stoa::bench {
namespace {

constexpr std::int64_t kStock = 1'000'000;
constexpr int kLogFiles = 160; // of 16 MiB: more than a run writes
constexpr db::Statement kSelectWalBytes{"bench.select_wal_bytes",
                                        "SELECT (pg_current_wal_lsn() - '0/0')::bigint AS bytes"};

Money euros(std::string_view amount)
{
    return must(Money::parse(amount, Currency::of("EUR")));
}

} // namespace

void giveUp(const Error& error)
{
    std::fprintf(stderr, "stoa_bench: %s\n", describe(error).c_str());
    std::exit(1);
}

Market::Market() : m_folder(QDir::tempPath() + "/stoa-bench-XXXXXX")
{
    // As root, the servers run as another account, which must be able to enter the folder.
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadGroup |
                                               QFile::ExeGroup | QFile::ReadOther |
                                               QFile::ExeOther);
    node::LocalMarketplace::Options options;
    options.dataFolder = m_folder.path().toStdString() + "/data";
    options.version = "bench";
    options.rateFactor = 1000; // one person does what many would
    m_local = must(node::LocalMarketplace::open(std::move(options)));
    must(node::ensureOwner(node(), "Bench Market", "owner@bench.example", "EUR"));
    for (int number = 0; number < kSellers; ++number)
        open(number);
    for (int number = 0; number < kKeys; ++number) {
        const auto key = ask(api::CreateApiKey{"Storefront " + std::to_string(number),
                                               {api::Permission::OrdersPlace}});
        m_keys.push_back(*key.secret);
    }
}

void Market::open(int number)
{
    Shelf shelf;
    shelf.seller = ask(api::CreateSeller{"Kiln " + std::to_string(number), "IT", "EUR", 1000}).id;
    for (int listing = 0; listing < kListings; ++listing)
        stockUp(shelf, listing);
    m_shelves.push_back(std::move(shelf));
}

VariantId Market::stockUp(Shelf& shelf, int number)
{
    api::CreateListing create;
    create.seller = shelf.seller;
    const std::string word = std::to_string(number);
    create.draft.title = "Stoneware bowl and cup, glaze " + word;
    create.draft.description = "Thrown by hand and fired twice.";
    create.draft.images.push_back({"https://img.example/bowl-" + word + ".jpg", "From above"});
    create.draft.variants.push_back({"BOWL-" + word, {{"Kind", "Bowl"}}, euros("34.50"), kStock});
    create.draft.variants.push_back({"CUP-" + word, {{"Kind", "Cup"}}, euros("12.00"), kStock});
    create.submit = true;
    ask(std::move(create));
    api::ListCases waiting;
    waiting.seller = shelf.seller;
    const auto row = ask(std::move(waiting)).items.at(0);
    api::DecideCase decide;
    decide.seller = shelf.seller;
    decide.moderationCase = row.id;
    decide.version = row.version;
    const auto listing = ask(std::move(decide)).listing;
    for (const auto& variant : listing.variants)
        shelf.variants.push_back(variant.id);
    return shelf.variants.back();
}

std::int64_t Market::walBytes() const
{
    const auto connection =
        must(db::Connection::open(database(), db::within(std::chrono::seconds(30))));
    const auto rows = must(connection->run(kSelectWalBytes));
    return rows.single().get<std::int64_t>("bytes");
}

void Market::settle()
{
    db::ConnectInfo admin = database();
    admin.user = services::kAdminRole;
    const auto server = must(db::Connection::open(admin, db::within(std::chrono::minutes(5))));
    must(server->runScript("ANALYZE"));
    for (int file = 0; file < kLogFiles; ++file)
        must(server->runScript("SELECT pg_logical_emit_message(false, 'bench', ''); "
                               "SELECT pg_switch_wal()"));
    must(server->runScript("CHECKPOINT"));
}

api::PlaceOrder Market::checkout(std::size_t number) const
{
    const Shelf& shelf = m_shelves[number % m_shelves.size()];
    const std::size_t first = number / m_shelves.size() * 7 % shelf.variants.size();
    const std::size_t second = (first + 1) % shelf.variants.size();
    api::PlaceOrder request;
    request.seller = shelf.seller;
    const std::string buyer = std::to_string(number * 2654435761 % 1'000'000'007);
    request.buyer = {"Ioana Dumitrescu " + buyer, "ioana." + buyer + "@example.org"};
    request.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    request.lines.push_back({shelf.variants[first], 1, std::nullopt});
    request.lines.push_back({shelf.variants[second], 2, std::nullopt});
    request.shipping = euros("4.90");
    request.paymentMethod = "tok_visa";
    return request;
}

api::CallOptions Market::options(std::size_t number) const
{
    api::CallOptions options;
    options.token = key(number);
    options.idempotencyKey = Uuid::makeV7().text();
    options.origin = "bench";
    return options;
}

api::CallOptions Market::adminOptions() const
{
    api::CallOptions options;
    options.token = must(m_local->marketplace().operatorToken());
    options.idempotencyKey = Uuid::makeV7().text();
    options.origin = "bench";
    return options;
}

} // namespace stoa::bench
