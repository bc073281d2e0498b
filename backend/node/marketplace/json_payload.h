#pragma once
// Payloads of jobs as JSON, by the description of their struct: what is missing, unknown or of
// another type is named with its path, and ends up in the dead letter.

#include "node/codec/json_read.h"
#include "node/codec/json_write.h"

namespace stoa::node {

// Errors: job.payload_not_json, and those of codec::fromJson.
template <class Payload>
Result<Payload> readJsonPayload(std::string_view text)
{
    boost::system::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed) return fail(ErrorKind::Invalid, "job.payload_not_json", failed.message());
    Payload payload;
    STOA_CHECK(codec::fromJson(value, payload, codec::FieldPath(), codec::Source::Json));
    return payload;
}

template <class Payload>
std::string writeJsonPayload(const Payload& payload)
{
    return codec::toJson(payload);
}

} // namespace stoa::node
