#include "platform/gateways/provider_link.h"

#include "platform/outbound/curl_session.h"

namespace stoa::gateways {
namespace {

std::size_t keep(char* data, std::size_t size, std::size_t count, void* to)
{
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + size * count > ProviderLink::kMaxAnswer) return 0;
    body.append(data, size * count);
    return size * count;
}

// The connection never came to be: nothing was sent.
bool isUnsent(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
}

// What an idle connection that the other side has closed looks like.
bool isStale(CURLcode code)
{
    return code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING;
}

} // namespace

struct ProviderLink::Handle {
    outbound::CurlHandle curl{::curl_easy_init()};
};

struct ProviderLink::Attempt {
    CURLcode code = CURLE_FAILED_INIT;
    HttpAnswer answer;
};

ProviderLink::ProviderLink(Options options)
    : m_options(std::move(options)), m_breaker(m_options.breaker), m_budget(m_options.budget)
{
    outbound::setUpCurl();
}

ProviderLink::~ProviderLink() = default;

Result<HttpAnswer> ProviderLink::call(const HttpCall& call) const
{
    const auto now = [] { return std::chrono::steady_clock::now(); };
    auto permit = m_breaker.admit(now());
    if (!permit) {
        const auto wait = m_breaker.retryAfter(now());
        return fail(makeError(ErrorKind::Unavailable, "provider.unavailable", "the breaker is open")
                        .after(std::chrono::ceil<std::chrono::milliseconds>(wait)));
    }
    auto handle = take();
    if (!handle) {
        return fail(makeError(ErrorKind::Unavailable, "provider.unavailable", "too many calls"));
    }
    ++m_calls;
    m_budget.callMade(now());
    Attempt attempt = perform(*handle, call);
    if (isStale(attempt.code) && m_budget.take(now())) {
        ++m_retries;
        attempt = perform(*handle, call);
    }
    giveBack(std::move(handle));
    const bool isGood = attempt.code == CURLE_OK && attempt.answer.status < 500;
    if (isGood) {
        permit->succeeded(now());
        return std::move(attempt.answer);
    }
    ++m_failures;
    permit->failed(now());
    if (isUnsent(attempt.code)) {
        return fail(makeError(ErrorKind::Unavailable, "provider.unavailable",
                              ::curl_easy_strerror(attempt.code)));
    }
    if (attempt.code != CURLE_OK) {
        return fail(makeError(ErrorKind::InDoubt, "provider.no_answer",
                              ::curl_easy_strerror(attempt.code)));
    }
    return fail(makeError(ErrorKind::InDoubt, "provider.failed")
                    .with("status", std::to_string(attempt.answer.status)));
}

ProviderLink::Counters ProviderLink::counters() const
{
    return {m_calls, m_failures, m_retries, m_breaker.counters()};
}

std::unique_ptr<ProviderLink::Handle> ProviderLink::take() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_running == m_options.mostCalls) return nullptr;
    ++m_running;
    if (m_idle.empty()) return std::make_unique<Handle>();
    auto handle = std::move(m_idle.back());
    m_idle.pop_back();
    return handle;
}

void ProviderLink::giveBack(std::unique_ptr<Handle> handle) const
{
    const std::scoped_lock lock(m_mutex);
    --m_running;
    m_idle.push_back(std::move(handle));
}

ProviderLink::Attempt ProviderLink::perform(Handle& handle, const HttpCall& call) const
{
    Attempt attempt;
    CURL* const curl = handle.curl.get();
    if (curl == nullptr) return attempt;
    ::curl_easy_reset(curl); // keeps the connections
    outbound::CurlHeaders headers;
    if (!m_options.secret.empty()) headers.add("Authorization: Bearer " + m_options.secret);
    headers.add("Expect:"); // no waiting for a 100
    for (const std::string& header : call.headers)
        headers.add(header);
    const std::string url = m_options.base + call.path;
    ::curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    if (!m_options.socket.empty()) {
        ::curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, m_options.socket.c_str());
    }
    ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.list());
    ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
    ::curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                       static_cast<long>(m_options.connectWithin.count()));
    ::curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(m_options.patience.count()));
    if (call.method != "GET") {
        ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.c_str());
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                           static_cast<curl_off_t>(call.body.size()));
    }
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &keep);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &attempt.answer.body);
    attempt.code = ::curl_easy_perform(curl);
    long status = 0;
    ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    attempt.answer.status = static_cast<int>(status);
    return attempt;
}

std::string urlEncoded(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (isPlain) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4];
        encoded += kDigits[byte & 15];
    }
    return encoded;
}

} // namespace stoa::gateways
