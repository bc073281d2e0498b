#include "domain/moderation/signals.h"

#include "core/text.h"
#include "domain/catalogue/prohibited_words.h"
#include "domain/catalogue/text_patterns.h"

namespace stoa::moderation {
namespace {

constexpr std::chrono::days kNewSeller{30};
constexpr std::size_t kMaxMatchText = 200;

class Inspection {
public:
    Inspection(const api::ListingDraft& draft, const SignalFacts& facts)
        : m_draft(draft), m_facts(facts)
    {}

    std::vector<api::SignalView> run()
    {
        inspectText("title", m_draft.title.value);
        inspectText("description", m_draft.description.value);
        inspectPrices();
        if (!m_facts.sameTitleSeller.empty())
            add("title.duplicate", "title", m_facts.sameTitleSeller, 45);
        if (m_draft.images.empty()) add("image.missing", "images", "", 30);
        inspectSeller();
        if (catalogue::isShouting(m_draft.title.value))
            add("title.shouting", "title", m_draft.title.value, 20);
        std::ranges::stable_sort(m_signals, std::ranges::greater(), &api::SignalView::score);
        return std::move(m_signals);
    }

private:
    void add(std::string_view rule, std::string_view field, std::string_view match,
             std::int64_t score)
    {
        m_signals.push_back({std::string(rule), std::string(clipped(match, kMaxMatchText)),
                             std::string(field), score});
    }

    void addAll(std::string_view rule, std::string_view field,
                std::vector<std::string_view> matches, std::int64_t score)
    {
        if (matches.size() > kMaxMatches) matches.resize(kMaxMatches);
        for (const std::string_view match : matches)
            add(rule, field, match, score);
    }

    void inspectText(std::string_view field, std::string_view text)
    {
        for (const auto& [words, score] : catalogue::prohibitedIn(text, m_facts.categoryPath))
            add("text.prohibited_word", field, words, score);
        addAll("text.contact_details", field, catalogue::contactDetailsIn(text), 60);
        addAll("text.link", field, catalogue::linksIn(text), 50);
    }

    void inspectPrices()
    {
        if (!m_facts.usual || m_facts.usual->sample < kLeastPriceSample) return;
        const Money limit = m_facts.usual->median.portion(40, 100);
        for (const auto& variant : m_draft.variants) {
            if (variant.price.currency() != limit.currency() || !(variant.price < limit)) continue;
            add("price.far_below_median", "price", variant.price.text(), 70);
            return;
        }
    }

    void inspectSeller()
    {
        const Duration age = m_facts.now - m_facts.seller.since;
        if (age >= kNewSeller || m_facts.seller.publishedListings > 0) return;
        const auto days = std::chrono::duration_cast<std::chrono::days>(age).count();
        add("seller.new", "seller", std::to_string(days) + (days == 1 ? " day" : " days"), 25);
    }

    const api::ListingDraft& m_draft;
    const SignalFacts& m_facts;
    std::vector<api::SignalView> m_signals;
};

} // namespace

std::vector<api::SignalView> signalsOf(const api::ListingDraft& draft, const SignalFacts& facts)
{
    return Inspection(draft, facts).run();
}

} // namespace stoa::moderation
