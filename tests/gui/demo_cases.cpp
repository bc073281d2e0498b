#include "gui/demo_cases.h"

namespace stoa::test {

namespace {

struct Cast {
    const char* title;
    const char* seller;
    std::int64_t minutes;
    const char* signal;
    std::int64_t score;
    const char* holder;
};

constexpr Cast kCast[] = {
    {"Sabatelli® 21 cm gyuto, damascus", "Kurokawa Forge", 161, "text.prohibited_word", 91,
     nullptr},
    {"Gold pocket watch, 1920s", "Volna Vintage", 153, "price.far_below_median", 84, nullptr},
    {"Adire indigo wrap, 4 m", "Oyelaran & Daughters", 140, "seller.new", 25, nullptr},
    {"Bridle leather satchel", "Tannery Lane", 132, "text.link", 50, "Mateus Figueiredo"},
    {"Beni Ourain rug 200 × 300", "Maison Belhadj", 118, "title.duplicate", 45, nullptr},
    {"Copper pan, 24 cm", "Kıvılcım Bakır", 104, "seller.new", 25, nullptr},
    {"Copper pan, 28 cm", "Kıvılcım Bakır", 104, "seller.new", 25, nullptr},
    {"Copper milk pan, 1.5 l", "Kıvılcım Bakır", 103, "seller.new", 25, nullptr},
    {"Delta 880 headphones", "Bergman Ljud", 80, "text.contact_details", 60, "Tomasz Wieczorek"},
    {"Ash-glaze bowl, 28 cm", "Atelier Søndergaard", 58, "", 0, nullptr},
    {"Brass reading lamp, 1960s", "Volna Vintage", 41, "image.missing", 30, nullptr},
    {"WALNUT SERVING BOARD", "Rawhiri Woodcraft", 12, "title.shouting", 20, nullptr},
};
constexpr std::int64_t kMinute = 60'000'000;
const char* const kOwnName = "Elena Vasquez";

template <class Tag>
Id<Tag> idOf(std::uint64_t kind, std::uint64_t index)
{
    return Id<Tag>(Uuid::makeV7(Timestamp(1'700'000'000'000'000), kind, index));
}

api::ListingView listingOf(const api::CaseRow& row)
{
    const bool isKnife = row.title.find("gyuto") != std::string::npos;
    api::ListingView listing;
    listing.row.id = row.listing;
    listing.row.seller = row.seller;
    listing.row.sellerName = row.sellerName;
    listing.row.title = row.title;
    listing.row.categoryPath = isKnife ? "Kitchen / Knives" : "Home / Living";
    listing.row.priceFrom = Money(8'900, Currency::of("EUR"));
    listing.row.priceTo = isKnife ? Money(12'900, Currency::of("EUR")) : listing.row.priceFrom;
    listing.row.version = {4};
    listing.description =
        "Hand-forged chef’s knife with a 67-layer damascus blade and a walnut handle. Same factory "
        "as the original Sabatelli line, offered without the retail mark-up. Arrives razor sharp.\n"
        "Write to forge@example.com for a better price on three or more. Hand wash only, oil after "
        "use.";
    if (!isKnife) listing.description = "Made by hand, in stock, leaves the workshop in two days.";
    listing.attributes = {{"Brand", "Sabatelli"},
                          {"Blade", "21 cm, VG-10, 67 layers"},
                          {"Condition", "New"},
                          {"Ships from", "Sakai, Japan"}};
    if (row.topSignal != "image.missing") {
        listing.images = {{"https://example.com/1.jpg", "Blade from the side"},
                          {"https://example.com/2.jpg", "Handle"},
                          {"https://example.com/3.jpg", "Edge"}};
    }
    const auto variant = [&](std::uint64_t index, const char* sku, const char* length,
                             std::int64_t minor, std::int64_t stock) {
        listing.variants.push_back({idOf<VariantIdTag>(9, index),
                                    sku,
                                    {{"Length", length}},
                                    Money(minor, Currency::of("EUR")),
                                    stock,
                                    0});
    };
    variant(1, "KF-GY-21", "21 cm", 8'900, 40);
    if (isKnife) variant(2, "KF-GY-24", "24 cm", 12'900, 12);
    return listing;
}

} // namespace

std::size_t demoCaseCount()
{
    return std::size(kCast);
}

api::CaseRow demoCase(std::size_t index, Timestamp now)
{
    const Cast& cast = kCast[index % std::size(kCast)];
    api::CaseRow row;
    row.id = idOf<CaseIdTag>(5, index);
    row.seller = idOf<OrgIdTag>(6, index);
    row.sellerName = cast.seller;
    row.listing = idOf<ListingIdTag>(7, index);
    row.title = cast.title;
    row.kind = index % 3 == 0 ? api::CaseKind::ChangedListing : api::CaseKind::NewListing;
    row.score = cast.score;
    row.topSignal = cast.signal;
    row.openedAt = Timestamp(now.micros() - kMinute * cast.minutes);
    row.version = {1};
    if (cast.holder != nullptr) {
        row.claimedBy = cast.holder;
        row.claimedUntil = Timestamp(now.micros() + kMinute * 3);
    }
    return row;
}

api::CaseView demoCaseView(const api::CaseRow& row, Timestamp now)
{
    api::CaseView view;
    view.row = row;
    view.listing = listingOf(row);
    if (row.score == 91) {
        view.ruleHits = {{"text.prohibited_word", "Sabatelli", "title", 91},
                         {"text.prohibited_word", "Sabatelli", "description", 91},
                         {"price.far_below_median", "89.00 EUR", "price", 70},
                         {"text.contact_details", "forge@example.com", "description", 60}};
    } else if (!row.topSignal.empty()) {
        view.ruleHits = {{row.topSignal, "", "seller", row.score}};
    }
    view.sellerRecord = {row.sellerName, Timestamp(now.micros() - kMinute * 60 * 24 * 970), 214, 3,
                         1'902};
    const auto at = [&](std::int64_t minutes) {
        return Timestamp(row.openedAt.micros() - kMinute * minutes);
    };
    view.history = {{at(60 * 24 * 14), "Adaeze Nwosu", "changes_requested", "State the steel."},
                    {at(60 * 24 * 13), "Tomasz Wieczorek", "approved", ""},
                    {at(0), row.sellerName, "opened", ""}};
    return view;
}

CaseDesk::CaseDesk(FakeNode& node, Timestamp now) : m_now(now)
{
    for (std::size_t i = 0; i < demoCaseCount(); ++i)
        m_rows.push_back(demoCase(i, now));
    node.on<api::ListCases>([this](const api::ListCases& asked) {
        Page<api::CaseRow> page;
        const auto status = asked.status.value_or(api::CaseStatus::Open);
        for (const api::CaseRow& each : m_rows) {
            const bool isFound = each.title.find(asked.text.value) != std::string::npos;
            if (each.status == status && isFound) page.items.push_back(each);
        }
        return page;
    });
    node.on<api::GetCase>([this](const api::GetCase& asked) -> Result<api::CaseView> {
        const api::CaseRow* found = find(asked.moderationCase);
        if (found == nullptr) return fail(ErrorKind::NotFound, "case.not_found");
        return demoCaseView(*found, m_now);
    });
    node.on<api::ClaimCase>([this](const api::ClaimCase& asked) { return claim(asked); });
    node.on<api::DecideCase>([this](const api::DecideCase& asked) { return decide(asked); });
}

std::vector<api::CaseRow> CaseDesk::open() const
{
    std::vector<api::CaseRow> found;
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(found),
                 [](const auto& each) { return each.status == api::CaseStatus::Open; });
    return found;
}

api::CaseRow* CaseDesk::find(CaseId id)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& each) { return each.id == id; });
    return found == m_rows.end() ? nullptr : &*found;
}

Result<api::CaseView> CaseDesk::claim(const api::ClaimCase& asked)
{
    api::CaseRow* found = find(asked.moderationCase);
    if (found == nullptr) return fail(ErrorKind::NotFound, "case.not_found");
    if (found->status != api::CaseStatus::Open) {
        return fail(makeError(ErrorKind::Conflict, "case.already_decided"));
    }
    const bool isOthers = found->claimedBy && *found->claimedBy != kOwnName;
    if (isOthers && !asked.takeOver) {
        return fail(makeError(ErrorKind::Conflict, "case.claimed_by_other")
                        .with("name", *found->claimedBy)
                        .with("until", found->claimedUntil->text()));
    }
    found->claimedBy = kOwnName;
    found->claimedUntil = Timestamp(m_now.micros() + kMinute * 5);
    return demoCaseView(*found, m_now);
}

Result<api::CaseView> CaseDesk::decide(const api::DecideCase& asked)
{
    api::CaseRow* found = find(asked.moderationCase);
    if (found == nullptr) return fail(ErrorKind::NotFound, "case.not_found");
    if (found->status != api::CaseStatus::Open) {
        return fail(makeError(ErrorKind::Conflict, "case.already_decided"));
    }
    found->status = asked.decision == api::Decision::Approve  ? api::CaseStatus::Approved
                    : asked.decision == api::Decision::Reject ? api::CaseStatus::Rejected
                                                              : api::CaseStatus::ChangesRequested;
    found->claimedBy.reset();
    found->claimedUntil.reset();
    return demoCaseView(*found, m_now);
}

} // namespace stoa::test
