#include "node/http/request_reader.h"

#include "api/payments.h"
#include "core/text.h"
#include "platform/json/strict_json.h"

#include <charconv>

namespace stoa::http {
namespace {

constexpr std::size_t kMaxTokenBytes = 4096;
constexpr std::size_t kMaxKeyBytes = 255;
constexpr std::int64_t kMaxDeadlineMs = 10 * 60 * 1000;

bool isPrintable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

tl::unexpected<Error> malformed(std::string_view header)
{
    return fail(makeError(ErrorKind::Invalid, "request.malformed_header").in(header));
}

// Headers that decide something may stand once only: two ends must not pick different ones.
Result<std::optional<std::string_view>> single(const HttpRequest& request, std::string_view header)
{
    if (request.headers.count(header) > 1) return malformed(header);
    return request.headers.find(header);
}

Result<std::string> readToken(const HttpRequest& request)
{
    STOA_TRY(header, single(request, "Authorization"));
    if (!header) return std::string();
    const auto space = header->find(' ');
    const std::string_view token =
        space == std::string_view::npos ? "" : trimmed(header->substr(space));
    const bool isBearer = equalsIgnoringCase(header->substr(0, space), "Bearer");
    if (!isBearer || token.empty() || token.size() > kMaxTokenBytes || !isPrintable(token)) {
        return fail(ErrorKind::Unauthenticated, "session.malformed_authorization");
    }
    return std::string(token);
}

Result<std::string> readIdempotencyKey(const HttpRequest& request)
{
    STOA_TRY(header, single(request, "Idempotency-Key"));
    if (!header) return std::string();
    if (header->empty() || header->size() > kMaxKeyBytes || !isPrintable(*header)) {
        return fail(makeError(ErrorKind::Invalid, "idempotency.key_malformed")
                        .in("Idempotency-Key")
                        .with("most", std::to_string(kMaxKeyBytes)));
    }
    return std::string(*header);
}

Result<std::int64_t> readNumber(std::string_view text, std::string_view header)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
        return malformed(header);
    }
    return number;
}

// Only the strong form `"7"`, as the ETag was given.
Result<std::optional<std::int64_t>> readIfMatch(const HttpRequest& request)
{
    STOA_TRY(header, single(request, "If-Match"));
    if (!header) return std::optional<std::int64_t>();
    if (header->size() < 3 || header->front() != '"' || header->back() != '"') {
        return malformed("If-Match");
    }
    STOA_TRY(version, readNumber(header->substr(1, header->size() - 2), "If-Match"));
    return std::optional<std::int64_t>(version);
}

Result<json::object> readBody(const HttpRequest& request)
{
    if (request.body.empty()) return json::object();
    STOA_TRY(header, single(request, "Content-Type"));
    const std::string type = lowered(header.value_or(""));
    const std::string_view media = trimmed(std::string_view(type).substr(0, type.find(';')));
    if (media != "application/json") {
        return fail(makeError(ErrorKind::Invalid, "request.unsupported_media_type")
                        .in("Content-Type")
                        .with("expected", "application/json"));
    }
    STOA_TRY(value, parseStrictly(request.body));
    if (json::object* object = value.if_object()) return std::move(*object);
    return codec::wrongType(codec::FieldPath(), "an object", value);
}

// Puts a member that stands outside the body into it; saying it twice is fine, saying two things
// is not.
Done place(json::object& into, std::string_view name, const json::value& value)
{
    const json::value* given = into.if_contains(name);
    if (given == nullptr) {
        into.emplace(name, value);
        return {};
    }
    if (*given == value) return {};
    return fail(makeError(ErrorKind::Invalid, "request.field_conflict").in(name));
}

// A webhook as its provider sends it: a signature holds for the bytes as they came, and each
// provider has a header of its own for it. A call of ours has both in its JSON.
Result<json::object> readWebhook(const HttpRequest& request)
{
    for (const std::string_view name : {"Stripe-Signature", "Sandbox-Signature"}) {
        STOA_TRY(signature, single(request, name));
        if (signature) return json::object{{"body", request.body}, {"signature", *signature}};
    }
    auto fields = readBody(request);
    const bool isEvent = fields && fields->contains("data"); // of a provider, without its header
    if (!isEvent) return fields;
    return json::object{{"body", request.body}, {"signature", ""}};
}

Result<json::object> mergedFields(const HttpRequest& request, Match& match)
{
    const bool isJson = wire::hasBody(*match.operation);
    if (!isJson && !request.body.empty()) {
        return fail(ErrorKind::Invalid, "request.unexpected_body");
    }
    json::object fields;
    if (match.operation == &api::operation<api::ReceiveWebhook>()) {
        STOA_TRY(webhook, readWebhook(request));
        fields = std::move(webhook);
    } else if (isJson) {
        if (!match.query.empty()) {
            const std::string_view name = match.query.begin()->key();
            return codec::unknownField(codec::FieldPath(), name);
        }
        STOA_TRY(body, readBody(request));
        fields = std::move(body);
    } else {
        fields = std::move(match.query);
    }
    for (const auto& field : match.fields)
        STOA_CHECK(place(fields, field.key(), field.value()));
    STOA_TRY(version, readIfMatch(request));
    if (version && !codec::codecOf(*match.operation).hasVersion) {
        // Ignoring a condition would let through what the caller wanted stopped.
        if (match.operation->kind == api::Kind::Command) return malformed("If-Match");
    } else if (version) {
        const json::value shown =
            isJson ? json::value(*version) : json::value(std::to_string(*version));
        STOA_CHECK(place(fields, "version", shown));
    }
    return fields;
}

} // namespace

Result<api::CallOptions> readOptions(const HttpRequest& request)
{
    api::CallOptions options;
    STOA_TRY(token, readToken(request));
    STOA_TRY(key, readIdempotencyKey(request));
    STOA_TRY(deadline, single(request, "X-Deadline-Ms"));
    options.token = std::move(token);
    options.idempotencyKey = std::move(key);
    options.origin = request.peer;
    if (deadline) {
        STOA_TRY(milliseconds, readNumber(*deadline, "X-Deadline-Ms"));
        if (milliseconds == 0) return fail(ErrorKind::Timeout, "request.deadline_passed");
        options.deadline = std::chrono::milliseconds(std::min(milliseconds, kMaxDeadlineMs));
    }
    return options;
}

Result<Call> readCall(const HttpRequest& request, Match match)
{
    STOA_TRY(options, readOptions(request));
    STOA_TRY(fields, mergedFields(request, match));
    const auto source = wire::hasBody(*match.operation) ? codec::Source::Json : codec::Source::Text;
    STOA_TRY(typed, codec::codecOf(*match.operation).readRequest(fields, source));
    return Call{std::move(options), std::move(typed)};
}

} // namespace stoa::http
