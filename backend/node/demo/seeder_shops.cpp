// Shops and what they sell: opened, or found as an earlier seeding left them.

#include "api/inventory.h"
#include "api/sellers.h"
#include "api/storefront.h"
#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr std::int64_t kStock = 400;
constexpr std::int64_t kPage = 200;

} // namespace

Done Seeder::openShops()
{
    STOA_TRY(known, call(api::ListCategories{}));
    m_next.resize(m_cast.shops.size());
    m_onSale.resize(m_cast.shops.size());
    for (std::size_t shop = 0; shop < m_cast.shops.size(); ++shop) {
        STOA_TRY(category, categoryOf(m_cast.shops[shop], known));
        m_categories.push_back(category);
        STOA_TRY(seller, openShop(m_cast.shops[shop]));
        m_sellers.push_back(seller);
        STOA_CHECK(takeOver(shop));
    }
    return {};
}

// Those that an earlier seeding or somebody else has written stay.
Done Seeder::writeTaxRates()
{
    STOA_TRY(known, call(api::ListTaxRates{}));
    if (known.version != Version{0}) return {};
    STOA_CHECK(call(api::ReplaceTaxRates{known.version, m_cast.taxRates}));
    return {};
}

Result<CategoryId> Seeder::categoryOf(const Shop& shop, const std::vector<api::CategoryView>& known)
{
    const auto at = std::find_if(known.begin(), known.end(),
                                 [&](const auto& each) { return each.path == shop.category; });
    if (at != known.end()) return at->id;
    api::CreateCategory category;
    category.path = shop.category;
    for (const auto& [name, value] : shop.attributes) {
        category.attributes.push_back({name, api::AttributeType::Text, true, {}});
    }
    category.attributes.push_back({"Finish", api::AttributeType::Text, false, {}});
    STOA_TRY(made, call(std::move(category)));
    return made.id;
}

Result<OrgId> Seeder::openShop(const Shop& shop)
{
    api::ListSellers list;
    list.text = shop.name;
    STOA_TRY(known, call(std::move(list)));
    for (const auto& each : known.items) {
        if (each.name == shop.name) return each.id;
    }
    api::CreateSeller seller;
    seller.name = shop.name;
    seller.country = shop.country;
    seller.currency = shop.currency;
    seller.commissionBasisPoints = shop.commissionBasisPoints;
    STOA_TRY(opened, call(std::move(seller)));
    ++m_report.sellers;
    return opened.id;
}

// What a shop sells already can be ordered; new listings go on behind the last number.
Done Seeder::takeOver(std::size_t shop)
{
    STOA_CHECK(countListings(shop));
    if (m_next[shop] == 0) return {};
    api::SearchStorefront search;
    search.seller = m_sellers[shop];
    search.limit = kPage;
    while (true) {
        STOA_TRY(page, call(search));
        for (const auto& listing : page.items)
            putOnSale(shop, listing.variants);
        if (!page.next) return {};
        search.after = *page.next;
    }
}

Done Seeder::countListings(std::size_t shop)
{
    api::ListListings list;
    list.seller = m_sellers[shop];
    list.limit = kPage;
    while (true) {
        STOA_TRY(page, call(list));
        for (const auto& row : page.items) {
            if (const auto number = numberOf(row.sku, shop))
                m_next[shop] = std::max(m_next[shop], *number + 1);
        }
        if (!page.next) return {};
        list.after = *page.next;
    }
}

void Seeder::putOnSale(std::size_t shop, const std::vector<api::VariantView>& variants)
{
    for (const auto& variant : variants) {
        const auto number = numberOf(variant.sku, shop);
        if (!number) continue;
        m_onSale[shop].push_back({m_sellers[shop], variant.id, variant.price,
                                  popularityOf(m_cast.shops[shop], *number)});
    }
}

api::CreateListing Seeder::newListing(std::size_t shop)
{
    api::CreateListing create;
    create.seller = m_sellers[shop];
    create.draft = listingOf(m_cast.shops[shop], shop, m_next[shop]++, m_categories[shop],
                             between(kStock / 2, kStock * 2));
    create.submit = true;
    ++m_report.listings;
    return create;
}

// The next ones, in all shops in turn; approved, and on sale.
Done Seeder::addListings(std::size_t count)
{
    std::vector<std::set<ListingId>> waiting(m_sellers.size());
    m_clock.run(m_clock.now(), m_clock.now() + kPace * count, count);
    for (const std::size_t end = m_listed + count; m_listed < end; ++m_listed) {
        const std::size_t shop = m_listed % m_sellers.size();
        m_calls.add(newListing(shop), [&, shop](const Result<api::ListingView>& listing) -> Done {
            if (!listing) return fail(listing);
            waiting[shop].insert(listing->row.id);
            putOnSale(shop, listing->variants);
            return {};
        });
    }
    STOA_CHECK(m_calls.settle());
    std::vector<std::vector<api::DecideCase>> approvals(m_sellers.size());
    for (std::size_t shop = 0; shop < waiting.size(); ++shop) {
        if (!waiting[shop].empty())
            findCases(m_sellers[shop], std::move(waiting[shop]), {}, approvals[shop]);
    }
    STOA_CHECK(m_calls.settle());
    m_clock.run(m_clock.now(), m_clock.now() + kPace * count, count);
    approve(approvals);
    return m_calls.settle();
}

// Other listings of the shop may wait, too.
void Seeder::findCases(OrgId seller, std::set<ListingId> listings, std::string after,
                       std::vector<api::DecideCase>& found)
{
    api::ListCases list;
    list.seller = seller;
    list.after = std::move(after);
    list.limit = kPage;
    m_calls.add(std::move(list),
                [this, seller, listings = std::move(listings),
                 &found](const Result<Page<api::CaseRow>>& cases) mutable -> Done {
                    if (!cases) return fail(cases);
                    for (const api::CaseRow& row : cases->items) {
                        if (listings.erase(row.listing) == 0) continue;
                        api::DecideCase decide;
                        decide.seller = seller;
                        decide.moderationCase = row.id;
                        decide.version = row.version;
                        found.push_back(std::move(decide));
                    }
                    if (listings.empty()) return {};
                    if (!cases->next) return fail(ErrorKind::NotFound, "case.not_found");
                    findCases(seller, std::move(listings), *cases->next, found);
                    return {};
                });
}

// The shops in turn: what happens to one shop happens one after the other.
void Seeder::approve(const std::vector<std::vector<api::DecideCase>>& cases)
{
    const std::size_t most =
        std::ranges::max(cases, {}, &std::vector<api::DecideCase>::size).size();
    for (std::size_t turn = 0; turn < most; ++turn) {
        for (const auto& ofShop : cases) {
            if (turn < ofShop.size()) m_calls.add(ofShop[turn]);
        }
    }
}

// What was too little comes in before the next order.
Done Seeder::restock(const api::PlaceOrder& basket)
{
    for (const auto& line : basket.lines)
        m_calls.add(api::AdjustStock{basket.seller, line.variant, kStock, "From the workshop"});
    return {};
}

} // namespace stoa::demo
