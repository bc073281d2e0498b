#include "node/codec/codec.h"

#include "core/assert.h"
#include "core/text.h"
#include "node/codec/admit.h"

namespace stoa::codec {
namespace {

std::string_view kindOf(const json::value& value)
{
    switch (value.kind()) {
    case json::kind::null:
        return "null";
    case json::kind::bool_:
        return "a boolean";
    case json::kind::int64:
    case json::kind::uint64:
        return "a number";
    case json::kind::double_:
        return "a number with a fraction";
    case json::kind::string:
        return "a string";
    case json::kind::array:
        return "an array";
    case json::kind::object:
        return "an object";
    }
    return "nothing";
}

std::unordered_map<std::string_view, OperationCodec> makeTable()
{
    Codecs codecs;
    addIdentityCodecs(codecs);
    addListingCodecs(codecs);
    addModerationCodecs(codecs);
    addOrderCodecs(codecs);
    addOrderChangeCodecs(codecs);
    addReviewCodecs(codecs);
    addSettlementCodecs(codecs);
    addWebhookCodecs(codecs);
    addAnalyticsCodecs(codecs);
    std::unordered_map<std::string_view, OperationCodec> table;
    for (const OperationCodec& codec : codecs)
        table.emplace(codec.operation->name, codec);
    STOA_ASSERT(table.size() == api::allOperations().size());
    return table;
}

} // namespace

const OperationCodec& codecOf(const api::Operation& operation)
{
    static const auto table = makeTable(); // constant after its first use
    const auto at = table.find(operation.name);
    STOA_ASSERT(at != table.end());
    return at->second;
}

tl::unexpected<Error> wrongType(const FieldPath& path, std::string_view expected,
                                const json::value& given)
{
    return fail(makeError(ErrorKind::Invalid, "request.wrong_type")
                    .in(path.text())
                    .with("expected", expected)
                    .with("given", kindOf(given)));
}

tl::unexpected<Error> unknownField(const FieldPath& path, std::string_view name)
{
    const std::string clippedName(clipped(name, 100));
    return fail(makeError(ErrorKind::Invalid, "request.unknown_field")
                    .in(FieldPath(path, clippedName).text()));
}

tl::unexpected<Error> missingField(const FieldPath& path)
{
    return fail(makeError(ErrorKind::Invalid, "request.missing_field").in(path.text()));
}

Result<std::int64_t> readInteger(const json::value& value, const FieldPath& path, Source source)
{
    if (const auto* number = value.if_int64()) return *number;
    if (value.is_string() && source == Source::Text) {
        const json::string& text = value.get_string();
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
        if (error == std::errc{} && end == text.end()) return number;
    }
    return wrongType(path, "an integer", value);
}

Result<bool> readBoolean(const json::value& value, const FieldPath& path, Source source)
{
    if (const auto* flag = value.if_bool()) return *flag;
    if (value.is_string() && source == Source::Text) {
        if (value.get_string() == "true") return true;
        if (value.get_string() == "false") return false;
    }
    return wrongType(path, "true or false", value);
}

Result<std::string_view> readString(const json::value& value, const FieldPath& path)
{
    if (const auto* text = value.if_string()) return std::string_view(*text);
    return wrongType(path, "a string", value);
}

Result<Money> readMoney(const json::value& value, const FieldPath& path)
{
    const json::object* object = value.if_object();
    if (object == nullptr) return wrongType(path, "an object with amountMinor and currency", value);
    for (const auto& entry : *object) {
        if (entry.key() != "amountMinor" && entry.key() != "currency") {
            return unknownField(path, entry.key());
        }
    }
    const FieldPath minorPath(path, "amountMinor");
    const FieldPath currencyPath(path, "currency");
    const json::value* minor = object->if_contains("amountMinor");
    const json::value* code = object->if_contains("currency");
    if (minor == nullptr) return missingField(minorPath);
    if (code == nullptr) return missingField(currencyPath);
    STOA_TRY(amount, readInteger(*minor, minorPath, Source::Json));
    STOA_TRY(word, readString(*code, currencyPath));
    Currency currency;
    STOA_CHECK(settle(Currency::parse(word), currency, currencyPath));
    Money money;
    STOA_CHECK(settle(Money::make(amount, currency), money, minorPath));
    return money;
}

json::array splitList(std::string_view text)
{
    json::array parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return parts;
}

Done admitInteger(std::int64_t value, std::int64_t least, std::int64_t most, const FieldPath& path)
{
    if (value >= least && value <= most) return {};
    return fail(makeError(ErrorKind::Invalid, "number.out_of_range")
                    .in(path.text())
                    .with("least", std::to_string(least))
                    .with("most", std::to_string(most)));
}

Done admitSecret(const std::string& value, std::size_t least, std::size_t most,
                 const FieldPath& path)
{
    // Not trimmed: white space may belong to a password.
    if (!isValidUtf8(value)) {
        return fail(makeError(ErrorKind::Invalid, "text.not_utf8").in(path.text()));
    }
    const std::size_t length = codePoints(value);
    if (length >= least && length <= most) return {};
    return fail(makeError(ErrorKind::Invalid, length < least ? "text.too_short" : "text.too_long")
                    .in(path.text())
                    .with("least", std::to_string(least))
                    .with("most", std::to_string(most)));
}

Done admitText(std::string& value, std::size_t least, std::size_t most, const FieldPath& path)
{
    // Bytes first: a code point has at most four, so far too long texts are not even scanned.
    if (value.size() > most * 4 + 1024) {
        return fail(makeError(ErrorKind::Invalid, "text.too_long")
                        .in(path.text())
                        .with("most", std::to_string(most)));
    }
    STOA_TRY(text, boundedText(value, path.text(), least, most));
    value = std::move(text);
    return {};
}

} // namespace stoa::codec
