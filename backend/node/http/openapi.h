#pragma once
// The OpenAPI 3.1 page of the operation table: what a storefront developer reads and generates
// clients from. Source: OpenAPI Specification 3.1.0, JSON Schema 2020-12, RFC 9457.

#include "node/http/router.h"

namespace stoa::http {

json::object makeOpenApi(std::span<const api::Operation* const> operations, const Router& router,
                         std::string_view version);

} // namespace stoa::http
