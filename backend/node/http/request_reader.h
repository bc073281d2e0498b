#pragma once
// From an HTTP request and its matched row to what Node::submit takes: path, query, body and
// If-Match merged into the request struct, headers into CallOptions. The merged request has its
// types checked here; its limits are the door's business.

#include "api/node.h"
#include "node/http/message.h"
#include "node/http/router.h"

namespace stoa::http {

struct Call {
    api::CallOptions options;
    api::ErasedRequest request;
};

// Errors: request.malformed_header (field names the header), idempotency.key_malformed,
// session.malformed_authorization, request.unsupported_media_type, request.unexpected_body,
// request.malformed_json, request.duplicate_field, request.field_conflict, and the codec's.
Result<Call> readCall(const HttpRequest& request, Match match);

// The headers alone, for what is not in the table.
Result<api::CallOptions> readOptions(const HttpRequest& request);

} // namespace stoa::http
