#include "platform/outbound/poster.h"

#include "platform/outbound/curl_session.h"

#include <algorithm>
#include <cstring>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace stoa::outbound {
namespace {

struct Reading {
    std::string kept;
    std::size_t read = 0;
    bool isCutShort = false; // by us
};

std::size_t keep(char* data, std::size_t size, std::size_t count, void* to)
{
    auto& reading = *static_cast<Reading*>(to);
    const std::size_t length = size * count;
    reading.kept.append(data, std::min(length, Poster::kKept - reading.kept.size()));
    reading.read += length;
    if (reading.read <= Poster::kMostRead) return length;
    reading.isCutShort = true;
    return 0;
}

struct Gate {
    Policy policy;
    bool hasRefused = false;
};

bool mayOpen(const curl_sockaddr& wanted, Policy policy)
{
    if (wanted.family == AF_INET) {
        sockaddr_in whole{};
        Ipv4 address{};
        std::memcpy(&whole, &wanted.addr, sizeof whole);
        std::memcpy(address.data(), &whole.sin_addr, address.size());
        return isAllowed(address, policy);
    }
    if (wanted.family == AF_INET6) {
        sockaddr_in6 whole{};
        Ipv6 address{};
        // libcurl's own struct ends with a sockaddr and says how long the address really is.
        std::memcpy(&whole, &wanted.addr, std::min<std::size_t>(sizeof whole, wanted.addrlen));
        std::memcpy(address.data(), &whole.sin6_addr, address.size());
        return isAllowed(address, policy);
    }
    return false;
}

// In place of socket(): the address that the name has led to is known here, and nothing is sent
// yet.
curl_socket_t openSocket(void* context, curlsocktype /*purpose*/, curl_sockaddr* wanted)
{
    auto& gate = *static_cast<Gate*>(context);
    if (!mayOpen(*wanted, gate.policy)) {
        gate.hasRefused = true;
        return CURL_SOCKET_BAD;
    }
    int type = wanted->socktype;
#ifdef SOCK_CLOEXEC
    type |= SOCK_CLOEXEC;
#endif
    return ::socket(wanted->family, type, wanted->protocol);
}

// At least once a second; anything but zero ends the call.
int onProgress(void* context, curl_off_t /*down*/, curl_off_t /*downSoFar*/, curl_off_t /*up*/,
               curl_off_t /*upSoFar*/)
{
    const auto& isEnding = *static_cast<const std::function<bool()>*>(context);
    return isEnding() ? 1 : 0;
}

std::string wordOf(CURLcode code, const Gate& gate)
{
    switch (code) {
    case CURLE_OK:
        return {};
    case CURLE_COULDNT_RESOLVE_HOST:
        return "name_not_found";
    case CURLE_COULDNT_CONNECT:
        return gate.hasRefused ? "address_refused" : "connect_failed";
    case CURLE_ABORTED_BY_CALLBACK:
        return std::string(kGivenUp);
    case CURLE_OPERATION_TIMEDOUT:
        return "timeout";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return "tls_failed";
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return "cut_off";
    default:
        return "failed";
    }
}

template <class Span>
long millis(Span span)
{
    return static_cast<long>(std::chrono::milliseconds(span).count());
}

} // namespace

struct Poster::Session {
    CurlHandle curl;

    void set(CURLoption option, const char* value)
    {
        ::curl_easy_setopt(curl.get(), option, value);
    }
    void set(CURLoption option, long value) { ::curl_easy_setopt(curl.get(), option, value); }

    void begin(const Options& options, const std::string& url, const CurlHeaders& headers,
               const std::string& body)
    {
        ::curl_easy_reset(curl.get()); // keeps the connections
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, options.policy.allowsLoopback ? "http,https" : "https");
        set(CURLOPT_PROXY, "");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, options.agent.c_str());
        set(CURLOPT_CONNECTTIMEOUT_MS, millis(options.connectWithin));
        set(CURLOPT_TIMEOUT_MS, millis(options.patience));
        if (!options.authorities.empty()) set(CURLOPT_CAINFO, options.authorities.c_str());
        ::curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.list());
        ::curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
        ::curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                           static_cast<curl_off_t>(body.size()));
    }
};

Poster::Poster(Options options, std::function<bool()> isEnding)
    : m_options(std::move(options)),
      m_isEnding(std::move(isEnding)),
      m_session(std::make_unique<Session>())
{
    setUpCurl();
    m_session->curl.reset(::curl_easy_init());
}

Poster::~Poster() = default;

PostAnswer Poster::post(const std::string& url, const std::vector<std::string>& headers,
                        const std::string& body)
{
    PostAnswer answer;
    CURL* const curl = m_session->curl.get();
    if (curl == nullptr) {
        answer.error = "failed";
        return answer;
    }
    CurlHeaders list;
    list.add("Content-Type: application/json");
    list.add("Expect:"); // no waiting for a 100
    for (const std::string& header : headers)
        list.add(header);
    m_session->begin(m_options, url, list, body);
    Reading reading;
    Gate gate{m_options.policy};
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &keep);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reading);
    ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &openSocket);
    ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &gate);
    if (m_isEnding) {
        m_session->set(CURLOPT_NOPROGRESS, 0L);
        ::curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &onProgress);
        ::curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &m_isEnding);
    }

    const auto started = std::chrono::steady_clock::now();
    const CURLcode code = ::curl_easy_perform(curl);
    answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    long status = 0;
    curl_off_t retryAfter = 0;
    ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    ::curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retryAfter);
    answer.status = static_cast<int>(status);
    answer.retryAfter = std::chrono::seconds(std::max<curl_off_t>(retryAfter, 0));
    answer.body = std::move(reading.kept);
    if (!reading.isCutShort) answer.error = wordOf(code, gate);
    return answer;
}

} // namespace stoa::outbound
