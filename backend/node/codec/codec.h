#pragma once
// What the boundary needs to know of each operation's types, without the types: how its request and
// reply are read, checked, written and described. One table over all operations; each slice
// instantiates its own part in one source file of this folder (a few seconds of compile time each).

#include "api/operations.h"
#include "node/codec/json_read.h"

namespace stoa::codec {

struct OperationCodec {
    const api::Operation* operation;

    // JSON (body, path and query merged) → request, types only; then admit().
    Result<std::shared_ptr<void>> (*readRequest)(const json::object&, Source);
    std::string (*writeRequest)(const void* request); // as JSON
    std::string (*auditRequest)(const void* request); // as JSON, secrets hidden
    // Limits of texts, numbers and lists; trims texts.
    Done (*admit)(void* request);
    Result<std::shared_ptr<void>> (*readReply)(const json::value&);
    std::string (*writeReply)(const void* reply); // as JSON

    // request.seller, when the request has one.
    std::optional<OrgId> (*seller)(const void* request);
    // The version that a reply shows as its ETag, when it shows one.
    std::optional<Version> (*version)(const void* reply);
    // The id of the record that a reply shows, "" when it shows none.
    std::string (*record)(const void* reply);
    bool hasVersion; // the request has a `version`, so If-Match may stand for it

    json::object (*requestSchema)(json::object& schemas);
    json::object (*replySchema)(json::object& schemas);
};

// Every operation has one; asking for a foreign row is a bug.
const OperationCodec& codecOf(const api::Operation& operation);

// Parts of the table, one per source file.
using Codecs = std::vector<OperationCodec>;
void addIdentityCodecs(Codecs& codecs);
void addListingCodecs(Codecs& codecs);
void addModerationCodecs(Codecs& codecs);
void addOrderCodecs(Codecs& codecs);
void addOrderChangeCodecs(Codecs& codecs);
void addReviewCodecs(Codecs& codecs);
void addSettlementCodecs(Codecs& codecs);
void addWebhookCodecs(Codecs& codecs);
void addAnalyticsCodecs(Codecs& codecs);

} // namespace stoa::codec
