#include "core/error.h"

namespace stoa {

Error&& Error::in(std::string_view path) &&
{
    field = path;
    return std::move(*this);
}

Error&& Error::with(std::string_view name, std::string_view value) &&
{
    params.emplace_back(name, value);
    return std::move(*this);
}

Error&& Error::because(std::string_view reason) &&
{
    detail = reason;
    return std::move(*this);
}

Error&& Error::after(std::chrono::milliseconds delay) &&
{
    retryAfter = delay;
    return std::move(*this);
}

Error makeError(ErrorKind kind, std::string_view code, std::string_view detail)
{
    Error error;
    error.kind = kind;
    error.code = code;
    error.detail = detail;
    return error;
}

std::string describe(const Error& error)
{
    std::string text{name(error.kind)};
    text += ' ';
    text += error.code;
    if (!error.field.empty()) text += " in " + error.field;
    if (!error.params.empty()) {
        text += " (";
        for (const auto& [key, value] : error.params) {
            if (text.back() != '(') text += ", ";
            text += key + '=' + value;
        }
        text += ')';
    }
    if (!error.detail.empty()) text += ": " + error.detail;
    return text;
}

std::string_view name(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
        return "invalid";
    case ErrorKind::Unauthenticated:
        return "unauthenticated";
    case ErrorKind::Forbidden:
        return "forbidden";
    case ErrorKind::NotFound:
        return "not_found";
    case ErrorKind::Conflict:
        return "conflict";
    case ErrorKind::Stale:
        return "stale";
    case ErrorKind::Refused:
        return "refused";
    case ErrorKind::TooLarge:
        return "too_large";
    case ErrorKind::RateLimited:
        return "rate_limited";
    case ErrorKind::Unavailable:
        return "unavailable";
    case ErrorKind::Timeout:
        return "timeout";
    case ErrorKind::InDoubt:
        return "in_doubt";
    case ErrorKind::Canceled:
        return "canceled";
    case ErrorKind::Internal:
        return "internal";
    }
    return "internal";
}

bool isRetryable(ErrorKind kind)
{
    return kind == ErrorKind::RateLimited || kind == ErrorKind::Unavailable ||
           kind == ErrorKind::Timeout || kind == ErrorKind::InDoubt;
}

} // namespace stoa
