#include "node/wire/problem.h"

#include "api/describe.h"
#include "api/operation.h"

namespace stoa::wire {
namespace {

constexpr std::pair<std::string_view, int> kStatusOfCode[] = {
    {"idempotency.key_required", 400},
    {"idempotency.key_reused", 422},
    {"order.queued", 202},
    {"request.header_too_large", 431},
    {"request.method_not_allowed", 405},
    {"request.timeout", 408},
    {"request.unsupported_media_type", 415},
    {"request.unsupported_transfer_encoding", 501},
};

std::string titleOf(std::string_view code)
{
    std::string title(code);
    for (char& c : title) {
        if (c == '.' || c == '_') c = ' ';
    }
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') {
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    }
    return title;
}

std::string textAt(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

} // namespace

int statusOf(const Error& error)
{
    for (const auto& [code, status] : kStatusOfCode) {
        if (error.code == code) return status;
    }
    switch (error.kind) {
    case ErrorKind::Invalid:
        return 400;
    case ErrorKind::Unauthenticated:
        return 401;
    case ErrorKind::Forbidden:
        return 403;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::Stale:
        return 412;
    case ErrorKind::Refused:
        return 422;
    case ErrorKind::TooLarge:
        return 413;
    case ErrorKind::RateLimited:
        return 429;
    case ErrorKind::Unavailable:
        return 503;
    case ErrorKind::Timeout:
        return 504;
    case ErrorKind::InDoubt:
        return 502;
    case ErrorKind::Canceled:
        return 499;
    case ErrorKind::Internal:
        return 500;
    }
    return 500;
}

ErrorKind kindOfStatus(int status)
{
    for (const ErrorKind kind :
         {ErrorKind::Unauthenticated, ErrorKind::Forbidden, ErrorKind::NotFound,
          ErrorKind::Conflict, ErrorKind::Stale, ErrorKind::Refused, ErrorKind::TooLarge,
          ErrorKind::RateLimited, ErrorKind::Unavailable, ErrorKind::Timeout, ErrorKind::InDoubt,
          ErrorKind::Canceled}) {
        if (statusOf(makeError(kind, {})) == status) return kind;
    }
    return status >= 500 ? ErrorKind::Internal : ErrorKind::Invalid;
}

json::object writeProblem(const Error& error, std::string_view requestId)
{
    const bool isOurs = error.kind == ErrorKind::Internal;
    json::object problem{
        {"type", "urn:stoa:problem:" + error.code},
        {"title", titleOf(error.code)},
        {"status", statusOf(error)},
        {"kind", name(error.kind)},
        {"code", error.code},
        {"detail", isOurs ? "The server has logged what went wrong." : sentenceOf(error)}};
    if (!error.field.empty() && !isOurs) problem["field"] = error.field;
    if (!error.params.empty() && !isOurs) {
        json::object params;
        for (const auto& [key, value] : error.params)
            params[key] = value;
        problem["params"] = std::move(params);
    }
    if (error.retryAfter.count() > 0) problem["retryAfterMs"] = error.retryAfter.count();
    if (!requestId.empty()) problem["requestId"] = requestId;
    return problem;
}

std::optional<Error> readProblem(const json::value& value)
{
    const json::object* problem = value.if_object();
    if (problem == nullptr) return std::nullopt;
    const std::string code = textAt(*problem, "code");
    const auto kind = [&]() -> std::optional<ErrorKind> {
        const std::string word = textAt(*problem, "kind");
        return enumFromText<ErrorKind>(word);
    }();
    if (code.empty() || !kind) return std::nullopt;
    Error error = makeError(*kind, code, textAt(*problem, "detail"));
    error.field = textAt(*problem, "field");
    if (const json::value* params = problem->if_contains("params"); params && params->is_object()) {
        for (const auto& member : params->get_object()) {
            if (member.value().is_string()) {
                error.params.emplace_back(member.key(), member.value().get_string());
            }
        }
    }
    if (const json::value* retry = problem->if_contains("retryAfterMs")) {
        if (const auto* ms = retry->if_int64(); ms != nullptr && *ms > 0) {
            error.retryAfter = std::chrono::milliseconds(*ms);
        }
    }
    return error;
}

std::string sentenceOf(const Error& error)
{
    std::string sentence = titleOf(error.code);
    if (!error.field.empty()) sentence += " in " + error.field;
    const char* separator = ": ";
    for (const auto& [key, value] : error.params) {
        sentence += separator + key + " " + value;
        separator = ", ";
    }
    return sentence + '.';
}

std::int64_t retryAfterSeconds(const Error& error)
{
    if (error.retryAfter.count() > 0) return (error.retryAfter.count() + 999) / 1000;
    const bool isAdvised =
        error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Unavailable;
    return isAdvised ? 1 : 0;
}

} // namespace stoa::wire
