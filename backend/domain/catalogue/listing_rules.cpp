#include "domain/catalogue/listing_rules.h"

#include "core/text.h"
#include "domain/catalogue/attribute_rules.h"

#include <map>

namespace stoa::catalogue {
namespace {

constexpr std::size_t kMaxSearchWords = 12;

template <class Bounded>
void trim(Bounded& text)
{
    text.value = std::string(trimmed(text.value));
}

std::string variantField(std::size_t i, std::string_view member)
{
    return "variants[" + std::to_string(i) + "]." + std::string(member);
}

// The same whatever the order in which the options are written.
std::string optionsKey(const api::VariantDraft& variant)
{
    std::vector<std::string> parts;
    for (const auto& option : variant.options)
        parts.push_back(option.name.value + '\x1f' + option.value.value + '\x1e');
    std::ranges::sort(parts);
    std::string key;
    for (const std::string& part : parts)
        key += part;
    return key;
}

void judgeVariants(const api::ListingDraft& draft, Currency currency, std::vector<Error>& problems)
{
    const auto add = [&](std::string_view code, std::size_t i, std::string_view member) -> Error& {
        return problems.emplace_back(
            makeError(ErrorKind::Invalid, code).in(variantField(i, member)));
    };
    std::map<std::string_view, std::size_t> skus;
    std::map<std::string, std::size_t> combinations;
    for (std::size_t i = 0; i < draft.variants.size(); ++i) {
        const api::VariantDraft& variant = draft.variants[i];
        if (!skus.emplace(variant.sku.value, i).second)
            add("listing.duplicate_sku", i, "sku").params = {{"sku", variant.sku.value}};
        const auto [same, isNew] = combinations.emplace(optionsKey(variant), i);
        if (!isNew) {
            add("listing.duplicate_options", i, "options").params = {
                {"sku", draft.variants[same->second].sku.value}};
        }
        if (variant.price.currency() != currency) {
            add("listing.wrong_currency", i, "price").params = {
                {"expected", std::string(currency.code())},
                {"actual", std::string(variant.price.currency().code())}};
        } else if (variant.price.isNegative()) {
            add("listing.negative_price", i, "price").params = {{"sku", variant.sku.value},
                                                                {"price", variant.price.text()}};
        }
    }
}

bool isWebAddress(std::string_view url)
{
    const std::string lower = lowered(url.substr(0, 8));
    const std::size_t scheme = lower.starts_with("https://")  ? 8
                               : lower.starts_with("http://") ? 7
                                                              : 0;
    if (scheme == 0 || url.size() == scheme) return false;
    const auto isForbidden = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' ||
               c == '\\' || c == 0x7f;
    };
    const char first = url[scheme];
    return first != '/' && first != '?' && first != '#' && std::ranges::none_of(url, isForbidden);
}

// A file below /pictures/ of the node itself.
bool isOwnPicture(std::string_view url)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.';
    };
    return url.starts_with("/pictures/") && std::ranges::all_of(url, isPlain) &&
           url.find("..") == std::string_view::npos && url.find("//") == std::string_view::npos;
}

void forgetStock(api::ListingDraft& draft)
{
    for (auto& variant : draft.variants)
        variant.stock.reset();
}

std::string escapedForLike(std::string_view word)
{
    std::string pattern = "%";
    for (const char c : word) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

} // namespace

api::ListingDraft normalised(api::ListingDraft draft)
{
    trim(draft.title);
    trim(draft.description);
    for (auto& attribute : draft.attributes) {
        trim(attribute.name);
        trim(attribute.value);
    }
    std::erase_if(draft.attributes, [](const auto& each) { return each.value.empty(); });
    for (auto& image : draft.images) {
        trim(image.url);
        trim(image.altText);
    }
    for (auto& variant : draft.variants) {
        trim(variant.sku);
        for (auto& option : variant.options) {
            trim(option.name);
            trim(option.value);
        }
    }
    return draft;
}

std::vector<Error> problemsOf(const api::ListingDraft& draft, Currency currency,
                              const api::CategoryView* category)
{
    std::vector<Error> problems;
    if (draft.variants.empty())
        problems.push_back(makeError(ErrorKind::Invalid, "listing.no_variants").in("variants"));
    judgeVariants(draft, currency, problems);
    for (std::size_t i = 0; i < draft.images.size(); ++i) {
        const std::string& url = draft.images[i].url.value;
        if (isWebAddress(url) || isOwnPicture(url)) continue;
        problems.push_back(makeError(ErrorKind::Invalid, "image.bad_url")
                               .in("images[" + std::to_string(i) + "].url")
                               .with("url", clipped(url, 200)));
    }
    if (draft.category && category == nullptr) {
        problems.push_back(makeError(ErrorKind::Invalid, "category.unknown")
                               .in("category")
                               .with("category", draft.category->text()));
        return problems;
    }
    auto ofAttributes = problemsOfAttributes(
        draft.attributes, category ? std::span<const api::AttributeRule>(category->attributes)
                                   : std::span<const api::AttributeRule>());
    std::ranges::move(ofAttributes, std::back_inserter(problems));
    return problems;
}

bool isSameListing(const api::ListingDraft& before, const api::ListingDraft& after)
{
    api::ListingDraft left = before;
    api::ListingDraft right = after;
    forgetStock(left);
    forgetStock(right);
    return left == right;
}

bool differsOnlyInPrices(const api::ListingDraft& before, const api::ListingDraft& after)
{
    if (before.variants.size() != after.variants.size()) return false;
    api::ListingDraft repriced = before;
    for (std::size_t i = 0; i < repriced.variants.size(); ++i)
        repriced.variants[i].price = after.variants[i].price;
    return isSameListing(repriced, after);
}

std::string searchTextOf(const api::ListingDraft& onSale, const api::ListingDraft* pending)
{
    std::string text = onSale.title.value;
    if (pending != nullptr && pending->title != onSale.title) text += ' ' + pending->title.value;
    for (const auto& variant : onSale.variants)
        text += ' ' + variant.sku.value;
    return text;
}

SearchPatterns searchPatterns(std::string_view text)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size() && words.size() < kMaxSearchWords;) {
        const std::size_t start = text.find_first_not_of(" \t\r\n", at);
        if (start == std::string_view::npos) break;
        at = std::min(text.find_first_of(" \t\r\n", start), text.size());
        words.push_back(escapedForLike(text.substr(start, at - start)));
    }
    if (words.empty()) return {};
    const auto longest =
        std::ranges::max_element(words, {}, [](const std::string& word) { return word.size(); });
    return {*longest, words};
}

} // namespace stoa::catalogue
