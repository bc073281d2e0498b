#include "node/http/exchange.h"

#include "node/http/event_feed.h"
#include "node/http/http_date.h"
#include "node/http/openapi.h"
#include "node/http/request_reader.h"
#include "node/wire/percent.h"
#include "node/wire/problem.h"

namespace stoa::http {
namespace {

constexpr std::string_view kHealthPath = "/api/health";
constexpr std::string_view kOpenApiPath = "/api/openapi.json";
constexpr std::string_view kMetricsPath = "/metrics";
constexpr std::string_view kPictures = "/pictures/";
constexpr std::string_view kFixedPaths[] = {kHealthPath, kOpenApiPath, kMetricsPath,
                                            wire::kEventsPath};
constexpr std::size_t kMostBytesOfNothing = 64 * 1024; // bodies that will be refused anyway

std::string_view knownMethod(std::string_view method)
{
    for (const std::string_view known :
         {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        if (method == known) return known;
    }
    return "OTHER";
}

bool equalsInConstantTime(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        difference |= static_cast<unsigned>(a[i] ^ b[i]);
    return difference == 0;
}

} // namespace

// One request from its arrival to its response.
struct Exchange::Visit {
    HttpRequest request;
    Respond respond;
    RequestId id = RequestId::make();
    std::chrono::steady_clock::time_point arrived = std::chrono::steady_clock::now();
    std::string_view route = "-";
    std::string_view operation = "-";
    std::string allow; // what a 405 names
};

Exchange::Exchange(api::Node& node, Sources sources)
    : m_node(node),
      m_sources(std::move(sources)),
      m_router(api::allOperations()),
      m_openApi(json::serialize(makeOpenApi(api::allOperations(), m_router, m_sources.version)))
{}

std::size_t Exchange::mostBodyBytes(std::string_view method, std::string_view target) const
{
    const auto found = m_router.find(method, target);
    const Match* match = found ? std::get_if<Match>(&*found) : nullptr;
    if (match == nullptr || !wire::hasBody(*match->operation)) return kMostBytesOfNothing;
    return match->operation->maxBodyBytes;
}

void Exchange::handle(HttpRequest request, Respond respond)
{
    const auto visit = std::make_shared<Visit>();
    visit->request = std::move(request);
    visit->respond = std::move(respond);
    const std::string_view method = visit->request.method;
    const std::string_view path = pathOf(visit->request.target);
    const auto* fixed = std::find(std::begin(kFixedPaths), std::end(kFixedPaths), path);
    if (fixed != std::end(kFixedPaths)) return handleFixed(visit, *fixed);
    if (m_sources.pictures && path.starts_with(kPictures)) return handlePicture(visit, path);
    if (method == "OPTIONS") {
        const std::string allow = path == "*" ? "OPTIONS" : m_router.allowed(path);
        if (allow.empty())
            return refuse(visit, makeError(ErrorKind::NotFound, "request.unknown_path"));
        HttpResponse response;
        response.status = 204;
        response.headers.add("Allow", allow);
        return finish(visit, std::move(response));
    }
    auto found = m_router.find(method, visit->request.target);
    if (!found) return refuse(visit, found.error());
    if (Match* match = std::get_if<Match>(&*found))
        return handleOperation(visit, std::move(*match));
    visit->allow = std::get<MethodNotAllowed>(*found).allow;
    refuse(visit, makeError(ErrorKind::Invalid, "request.method_not_allowed"));
}

void Exchange::handleFixed(const VisitPointer& visit, std::string_view path)
{
    visit->route = path;
    const std::string_view method = visit->request.method;
    const bool isEvents = path == wire::kEventsPath;
    if (method == "OPTIONS") {
        HttpResponse response;
        response.status = 204;
        response.headers.add("Allow", isEvents ? "GET, OPTIONS" : "GET, HEAD, OPTIONS");
        return finish(visit, std::move(response));
    }
    if (method != "GET" && (method != "HEAD" || isEvents)) {
        visit->allow = isEvents ? "GET, OPTIONS" : "GET, HEAD, OPTIONS";
        return refuse(visit, makeError(ErrorKind::Invalid, "request.method_not_allowed"));
    }
    if (isEvents) return handleEvents(visit);
    if (path == kHealthPath) return handleHealth(visit);
    if (path == kMetricsPath) return handleMetrics(visit);
    HttpResponse response;
    response.headers.add("Content-Type", "application/json");
    response.body = m_openApi;
    finish(visit, std::move(response));
}

void Exchange::handleOperation(const VisitPointer& visit, Match match)
{
    const api::Operation& operation = *match.operation;
    visit->route = operation.route;
    visit->operation = operation.name;
    auto call = readCall(visit->request, std::move(match));
    if (!call) return refuse(visit, call.error());
    visit->request.body.clear(); // it may be large, and has been read
    visit->request.body.shrink_to_fit();
    call->options.request = visit->id;
    std::optional<std::string> collection;
    if (m_router.creates(operation)) collection = pathOf(visit->request.target);
    m_node.submit(operation, std::move(call->options), std::move(call->request),
                  [self = shared_from_this(), visit, &operation,
                   collection = std::move(collection)](Result<api::ErasedAnswer> answer) {
                      self->answer(visit, operation, collection, std::move(answer));
                  });
}

void Exchange::answer(const VisitPointer& visit, const api::Operation& operation,
                      const std::optional<std::string>& collection,
                      Result<api::ErasedAnswer> answer)
{
    if (!answer) return refuse(visit, answer.error());
    if (!answer->request.isNil()) visit->id = answer->request;
    const codec::OperationCodec& codec = codec::codecOf(operation);
    std::string text = std::move(answer->json);
    if (text.empty()) text = codec.writeReply(answer->reply.get());
    HttpResponse response = jsonTextResponse(200, std::move(text));
    if (const auto version = codec.version(answer->reply.get())) {
        response.headers.add("ETag", '"' + std::to_string(version->value) + '"');
    }
    if (answer->isReplayed) response.headers.add("Idempotent-Replayed", "true");
    if (collection) {
        response.status = 201;
        response.headers.add("Location",
                             *collection + '/' +
                                 wire::percentEncoded(codec.record(answer->reply.get())));
    }
    finish(visit, std::move(response));
}

void Exchange::handleEvents(const VisitPointer& visit)
{
    visit->operation = "events.subscribe";
    auto options = readOptions(visit->request);
    if (!options) return refuse(visit, options.error());
    options->request = visit->id;
    const bool wasHere = visit->request.headers.find("Last-Event-ID").has_value();
    // subscribe() itself cannot refuse, so the token is shown to an operation that can.
    api::submit(m_node, *options, api::GetMe{},
                std::function<void(Result<api::Answer<api::MeView>>)>(
                    [self = shared_from_this(), visit, wasHere,
                     options = *options](const Result<api::Answer<api::MeView>>& answer) {
                        if (!answer) return self->refuse(visit, answer.error());
                        HttpResponse response;
                        response.headers.add("Content-Type", "text/event-stream; charset=utf-8");
                        response.headers.add("X-Accel-Buffering", "no"); // proxies: pass it on
                        response.events = EventFeed::open(self->m_node, options, wasHere);
                        response.close = true;
                        self->finish(visit, std::move(response));
                    }));
}

void Exchange::handleHealth(const VisitPointer& visit)
{
    HealthReport report = m_sources.health ? m_sources.health() : HealthReport{};
    if (m_isStopping) report.isReady = false;
    json::array checks;
    bool isAllGood = true;
    for (const HealthCheck& check : report.checks) {
        isAllGood = isAllGood && check.isGood;
        json::object shown{{"name", check.name}, {"isGood", check.isGood}};
        if (!check.note.empty()) shown["note"] = check.note;
        checks.push_back(std::move(shown));
    }
    const std::string_view status = m_isStopping      ? "stopping"
                                    : !report.isReady ? "down"
                                    : isAllGood       ? "ok"
                                                      : "degraded";
    finish(visit,
           jsonResponse(report.isReady ? 200 : 503, json::object{{"status", status},
                                                                 {"version", m_sources.version},
                                                                 {"checks", std::move(checks)}}));
}

void Exchange::handleMetrics(const VisitPointer& visit)
{
    if (!m_sources.metrics)
        return refuse(visit, makeError(ErrorKind::NotFound, "request.unknown_path"));
    const auto options = readOptions(visit->request);
    if (!options) return refuse(visit, options.error());
    const bool isAllowed = m_sources.metricsToken.empty() ||
                           equalsInConstantTime(options->token, m_sources.metricsToken);
    if (!isAllowed) return refuse(visit, makeError(ErrorKind::Unauthenticated, "session.missing"));
    HttpResponse response;
    response.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = m_sources.metrics();
    finish(visit, std::move(response));
}

// Public, and never the same path with another picture.
void Exchange::handlePicture(const VisitPointer& visit, std::string_view path)
{
    visit->route = kPictures;
    const std::string_view method = visit->request.method;
    if (method != "GET" && method != "HEAD") {
        visit->allow = "GET, HEAD";
        return refuse(visit, makeError(ErrorKind::Invalid, "request.method_not_allowed"));
    }
    auto picture = m_sources.pictures(path);
    if (!picture) return refuse(visit, makeError(ErrorKind::NotFound, "request.unknown_path"));
    HttpResponse response;
    response.headers.add("Content-Type", "image/svg+xml");
    response.headers.add("Cache-Control", "public, max-age=86400, immutable");
    response.body = std::move(*picture);
    finish(visit, std::move(response));
}

void Exchange::refuse(const VisitPointer& visit, const Error& error)
{
    HttpResponse response = jsonResponse(
        wire::statusOf(error), wire::writeProblem(error, visit->id.text()), wire::kProblemType);
    if (const auto seconds = wire::retryAfterSeconds(error)) {
        response.headers.add("Retry-After", std::to_string(seconds));
    }
    if (response.status == 401) response.headers.add("WWW-Authenticate", "Bearer realm=\"stoa\"");
    if (!visit->allow.empty()) response.headers.add("Allow", visit->allow);
    finish(visit, std::move(response));
}

void Exchange::finish(const VisitPointer& visit, HttpResponse response)
{
    complete(response, visit->id);
    if (m_sources.access) {
        AccessRecord record;
        record.method = knownMethod(visit->request.method);
        record.route = visit->route;
        record.operation = visit->operation;
        record.status = response.status;
        record.took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - visit->arrived);
        record.bytesOut = response.body.size();
        record.request = visit->id;
        record.peer = visit->request.peer;
        m_sources.access(record);
    }
    visit->respond(std::move(response));
}

void Exchange::complete(HttpResponse& response, const RequestId& request) const
{
    response.headers.add("X-Request-Id", request.text());
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (response.headers.count("Cache-Control") == 0)
        response.headers.add("Cache-Control", "no-store");
    if (m_sources.clock != nullptr) {
        response.headers.add("Date", httpDate(m_sources.clock->now()));
    }
}

HttpResponse Exchange::refuse(const Error& error, const std::string& peer)
{
    const auto visit = std::make_shared<Visit>();
    visit->request.peer = peer;
    HttpResponse refusal;
    visit->respond = [&refusal](HttpResponse response) { refusal = std::move(response); };
    refuse(visit, error);
    refusal.close = true;
    return refusal;
}

} // namespace stoa::http
