#pragma once
// A server on a free port of this computer over the tests' node.

#include "node/double/fake_node.h"
#include "node/double/raw_client.h"
#include "node/double/samples.h"
#include "node/http/http_server.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/wait_until.h"

namespace stoa::test {

class ServerBench {
public:
    explicit ServerBench(http::ServerOptions options = {})
    {
        node.tell<api::GetMe>([](const api::GetMe&) { return Result<api::MeView>(sampleMe()); });
        http::Sources sources;
        sources.clock = &clock;
        sources.version = "1.2.3";
        server = must(http::HttpServer::start(node, std::move(options), std::move(sources)));
    }

    RawClient connect() const { return RawClient(server->port()); }
    // A new connection gets a right answer.
    bool isAlive() const { return connect().exchange(get("/api/v1/me")).status == 200; }

    FakeClock clock;
    FakeNode node;
    std::unique_ptr<http::HttpServer> server;
};

inline QByteArray codeIn(const RawReply& reply)
{
    json::error_code error;
    const json::value problem = json::parse(reply.body.toStdString(), error);
    const json::object* object = error ? nullptr : problem.if_object();
    const json::value* code = object == nullptr ? nullptr : object->if_contains("code");
    return code == nullptr ? QByteArray("no problem") : QByteArray(code->get_string().c_str());
}

} // namespace stoa::test
