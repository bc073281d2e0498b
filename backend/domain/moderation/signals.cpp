#include "domain/moderation/signals.h"

#include "core/text.h"
#include "domain/moderation/text_patterns.h"

#include <array>

namespace stoa::moderation {
namespace {

constexpr std::chrono::days kNewSeller{30};
constexpr std::size_t kMaxMatchText = 200;

// Words of goods that may not be sold, and of claims that may not be made.
constexpr std::array kProhibitedWords{
    ProhibitedWord{"counterfeit", "", 95},
    ProhibitedWord{"cocaine", "", 95},
    ProhibitedWord{"ammunition", "", 95},
    ProhibitedWord{"firearm", "", 95},
    ProhibitedWord{"explosives", "", 95},
    ProhibitedWord{"ivory tusk", "", 95},
    ProhibitedWord{"replica", "", 75},
    ProhibitedWord{"knock-off", "", 75},
    ProhibitedWord{"prescription only", "", 90},
    ProhibitedWord{"stolen", "", 80},
    ProhibitedWord{"cures", "health", 80},
    ProhibitedWord{"miracle", "health", 60},
    ProhibitedWord{"cures", "beauty", 80},
    ProhibitedWord{"miracle", "beauty", 60},
    ProhibitedWord{"jailbroken", "electronics", 70},
    ProhibitedWord{"icloud locked", "electronics", 80},
    ProhibitedWord{"butterfly knife", "", 85},
    ProhibitedWord{"switchblade", "", 85},
};

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
        if (isShouting(m_draft.title.value))
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
        const std::string category = lowered(m_facts.categoryPath);
        for (const ProhibitedWord& each : kProhibitedWords) {
            if (!category.starts_with(each.categoryBegins)) continue;
            if (const auto match = wordIn(text, each.word); !match.empty())
                add("text.prohibited_word", field, match, each.score);
        }
        addAll("text.contact_details", field, contactDetailsIn(text), 60);
        addAll("text.link", field, linksIn(text), 50);
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

std::span<const ProhibitedWord> prohibitedWords()
{
    return kProhibitedWords;
}

std::vector<api::SignalView> signalsOf(const api::ListingDraft& draft, const SignalFacts& facts)
{
    return Inspection(draft, facts).run();
}

} // namespace stoa::moderation
