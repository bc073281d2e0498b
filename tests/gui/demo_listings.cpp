#include "gui/demo_listings.h"

namespace stoa::test {

namespace {

struct Cast {
    const char* title;
    const char* sku;
    const char* seller;
    std::int64_t minor;
    std::int64_t stock;
    api::ListingStatus status;
};

using Status = api::ListingStatus;

constexpr Cast kCast[] = {
    {"Torsvik TD 160 turntable, restored", "BL-TT-160", "Bergman Ljud", 749'000, 2,
     Status::Published},
    {"Sanshin AU-317 amplifier, recapped", "BL-AM-317", "Bergman Ljud", 525'000, 1,
     Status::Published},
    {"Stoneware dinner plate, ash", "SND-410", "Atelier Søndergaard", 3'800, 64, Status::Published},
    {"Delta 880 headphones, recabled", "BL-HP-880", "Bergman Ljud", 219'000, 6,
     Status::PendingReview},
    {"Lyra Karat portable radio, 1964", "BL-RA-064", "Bergman Ljud", 145'000, 0, Status::Published},
    {"Adire indigo wrap, 4 m", "OD-AD-004", "Oyelaran & Daughters", 7'800, 12,
     Status::ChangesRequested},
    {"Beltane 4002 tangential turntable", "BL-TT-402", "Bergman Ljud", 1'840'000, 1,
     Status::Published},
    {"Karlberg OA-52 speakers, pair", "BL-SP-052", "Bergman Ljud", 620'000, 4, Status::Published},
    {"Sabatelli® 21 cm gyuto, damascus", "KF-GY-21", "Kurokawa Forge", 890'000, 40,
     Status::Rejected},
    {"Copper pan, 24 cm", "KB-CP-24", "Kıvılcım Bakır", 18'400, 9, Status::Published},
    {"Fjordnett Kurér, working", "BL-RA-011", "Bergman Ljud", 178'000, 1, Status::Draft},
    {"Beni Ourain rug 200 × 300", "MB-BO-2030", "Maison Belhadj", 89'000, 3, Status::Published},
    {"Tinnberg TC 310, for parts", "BL-TD-310", "Bergman Ljud", 45'000, 2, Status::Archived},
    {"Hamamoto NS-10, matched pair", "BL-SP-10M", "Bergman Ljud", 595'000, 2, Status::Published},
    {"Walnut serving board", "RW-SB-01", "Rawhiri Woodcraft", 9'700, 31, Status::Published},
    {"Bridle leather satchel", "TL-SA-02", "Tannery Lane", 24'500, 5, Status::Published},
};
constexpr std::size_t kCastSize = std::size(kCast);
constexpr std::int64_t kMinute = 60'000'000;

template <class Tag>
Id<Tag> idOf(std::uint64_t kind, std::uint64_t index)
{
    return Id<Tag>(Uuid::makeV7(Timestamp(1'700'000'000'000'000), kind, index));
}

std::uint64_t sellerNumber(std::string_view name)
{
    return name.size() * 31 + static_cast<unsigned char>(name.front());
}

const char* currencyOf(std::string_view seller)
{
    if (seller == "Bergman Ljud") return "SEK";
    if (seller == "Kurokawa Forge") return "JPY";
    if (seller == "Tannery Lane" || seller == "Oyelaran & Daughters") return "GBP";
    return "EUR";
}

} // namespace

api::ListingRow demoListing(std::size_t index, Timestamp now)
{
    const Cast& cast = kCast[index % kCastSize];
    api::ListingRow row;
    row.id = idOf<ListingIdTag>(21, index);
    row.seller = idOf<OrgIdTag>(22, sellerNumber(cast.seller));
    row.sellerName = cast.seller;
    row.title = cast.title;
    row.sku = cast.sku;
    row.categoryPath = index % 2 == 0 ? "Sound / Record players" : "Home / Living";
    row.status = cast.status;
    row.isOnSale = cast.status == Status::Published || index % kCastSize == 3;
    const Currency currency = Currency::of(currencyOf(cast.seller));
    row.priceFrom = Money(cast.minor, currency);
    row.priceTo = index % 5 == 2 ? Money(cast.minor * 3 / 2, currency) : row.priceFrom;
    row.variantCount = index % 5 == 2 ? 2 : 1;
    row.available = cast.stock;
    row.updatedAt = Timestamp(now.micros() - kMinute * static_cast<std::int64_t>(3 + index * 37));
    row.version = {3};
    return row;
}

api::ListingView demoListingView(const api::ListingRow& row)
{
    api::ListingView view;
    view.row = row;
    view.description = "Taken apart, cleaned and measured. New belt, new lamp, plays at both "
                       "speeds. The plinth shows its age; the pictures show where.";
    view.attributes = {{"Condition", "Restored"}, {"Year", "1974"}, {"Ships from", "Malmö"}};
    view.images = {{"https://example.com/1.jpg", "From the front"},
                   {"https://example.com/2.jpg", "Arm"}};
    for (std::int64_t i = 0; i < row.variantCount; ++i) {
        api::VariantView variant;
        variant.id = idOf<VariantIdTag>(23, std::hash<Uuid>{}(row.id.uuid()) % 1'000'000 +
                                                static_cast<std::uint64_t>(i));
        variant.sku = i == 0 ? row.sku : row.sku + "-B";
        if (row.variantCount > 1) variant.options = {{"Finish", i == 0 ? "Walnut" : "Black"}};
        variant.price = i == 0 ? row.priceFrom : row.priceTo;
        variant.onHand = i == 0 ? row.available + 1 : 0;
        variant.reserved = i == 0 ? 1 : 0;
        view.variants.push_back(variant);
    }
    if (row.status == Status::Rejected || row.status == Status::ChangesRequested) {
        view.reviewReason = row.status == Status::Rejected ? "counterfeit" : "poor_images";
        view.reviewMessage = "The title uses a brand name without authorisation. Remove it, or "
                             "attach an agreement, then send it again.";
    }
    view.createdAt = Timestamp(row.updatedAt.micros() - kMinute * 60 * 24 * 40);
    return view;
}

api::ImportReport demoReport(bool isDryRun)
{
    api::ImportReport report;
    report.isDryRun = isDryRun;
    report.rows = 341;
    report.created = 287;
    report.updated = 25;
    report.unchanged = 12;
    report.failed = 2;
    report.problems = {
        {18, "Variant Price", "listing.negative_price", "The price of BL-TT-021 is negative"},
        {204, "Variant SKU", "listing.sku_taken", "BL-AM-302 belongs to another listing"}};
    return report;
}

ListingShelf::ListingShelf(FakeNode& node, Timestamp now, std::size_t count) : m_reviews(node, now)
{
    for (std::size_t i = 0; i < count; ++i)
        m_rows.push_back(demoListing(i, now));
    node.on<api::ListListings>([this](const api::ListListings& asked) {
        Page<api::ListingRow> page;
        std::size_t at = asked.after.empty() ? 0 : std::stoul(asked.after.value);
        for (; at < m_rows.size(); ++at) {
            if (static_cast<std::int64_t>(page.items.size()) == asked.limit) break;
            const api::ListingRow& each = m_rows[at];
            const bool isFound = each.title.find(asked.text.value) != std::string::npos;
            const bool isAsked = !asked.status || *asked.status == each.status;
            const bool isOwn = !asked.seller || *asked.seller == each.seller;
            const bool isNamed = !asked.listing || *asked.listing == each.id;
            if (isFound && isAsked && isOwn && isNamed) page.items.push_back(each);
        }
        if (at < m_rows.size()) page.next = std::to_string(at);
        page.estimatedTotal = static_cast<std::int64_t>(m_rows.size());
        return page;
    });
    node.on<api::GetListing>([this](const api::GetListing& asked) -> Result<api::ListingView> {
        const api::ListingRow* found = find(asked.listing);
        if (found == nullptr) return fail(ErrorKind::NotFound, "listing.not_found");
        return demoListingView(*found);
    });
    node.on<api::SubmitListing>([this](const api::SubmitListing& asked) {
        return change(asked.listing, Status::PendingReview);
    });
    node.on<api::ArchiveListing>([this](const api::ArchiveListing& asked) {
        return change(asked.listing, Status::Archived);
    });
    node.on<api::AdjustStock>([](const api::AdjustStock& asked) {
        api::VariantView variant;
        variant.id = asked.variant;
        variant.sku = "BL-TT-160";
        variant.onHand = 3 + asked.change;
        return variant;
    });
    node.on<api::ImportListings>(
        [](const api::ImportListings& asked) { return demoReport(asked.dryRun); });
    node.on<api::ListSellers>([](const api::ListSellers&) {
        Page<api::SellerView> page;
        for (const char* name : {"Atelier Søndergaard", "Bergman Ljud", "Kurokawa Forge"}) {
            api::SellerView seller;
            seller.id = idOf<OrgIdTag>(22, sellerNumber(name));
            seller.name = name;
            page.items.push_back(seller);
        }
        return page;
    });
}

api::ListingRow* ListingShelf::find(ListingId id)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& each) { return each.id == id; });
    return found == m_rows.end() ? nullptr : &*found;
}

Result<api::ListingView> ListingShelf::change(ListingId id, api::ListingStatus status)
{
    api::ListingRow* found = find(id);
    if (found == nullptr) return fail(ErrorKind::NotFound, "listing.not_found");
    found->status = status;
    ++found->version.value;
    return demoListingView(*found);
}

} // namespace stoa::test
