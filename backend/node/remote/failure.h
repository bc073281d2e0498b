#pragma once
// What a finished QNetworkReply means: the error of the node, of the way there, or none.

#include "api/node.h"

class QNetworkReply;

namespace stoa::remote {

// nullopt when the node answered with what was asked for. `body` is all of it.
std::optional<Error> failureOf(const QNetworkReply& reply, const QByteArray& body,
                               const api::Operation& operation);

// The error of a call that may have reached the node but got no answer.
Error unanswered(const api::Operation& operation, std::string_view code, ErrorKind ofQuery,
                 std::string_view detail);

} // namespace stoa::remote
