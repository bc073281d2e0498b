#include "support/chaos_proxy.h"

#include "core/assert.h"

#include <QDir>

#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace stoa::test {
namespace {

constexpr std::size_t kBufferSize = 65'536;

sockaddr_un addressIn(const std::string& folder)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder + "/.s.PGSQL.5432";
    STOA_ASSERT(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

// Servers that the test starts later must not keep our sockets open.
int ownOnly(int descriptor)
{
    if (descriptor >= 0) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
}

int openSocket(const sockaddr_un& address, decltype(&::connect) attach)
{
    const int socket = ownOnly(::socket(AF_UNIX, SOCK_STREAM, 0));
    STOA_ASSERT(socket >= 0);
    if (attach(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

bool sendAll(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// What can be read now; empty when the other side has gone.
std::string receive(int socket)
{
    std::string bytes(kBufferSize, '\0');
    const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

} // namespace

ChaosProxy::ChaosProxy(db::ConnectInfo upstream)
    : m_upstream(std::move(upstream)), m_folder(QDir::tempPath() + "/stoa-proxy-XXXXXX")
{
    m_listener = openSocket(addressIn(m_folder.path().toStdString()), &::bind);
    STOA_ASSERT(m_listener >= 0 && ::listen(m_listener, 16) == 0 && ::pipe(m_wake) == 0);
    for (const int end : m_wake)
        ownOnly(end);
    m_thread = std::thread([this] { run(); });
}

ChaosProxy::~ChaosProxy()
{
    ::close(m_wake[1]);
    m_thread.join();
    ::close(m_wake[0]);
    ::close(m_listener);
}

db::ConnectInfo ChaosProxy::info() const
{
    db::ConnectInfo info = m_upstream;
    info.host = m_folder.path().toStdString();
    return info;
}

void ChaosProxy::cutAt(std::string text, Cut cut)
{
    const std::lock_guard lock(m_mutex);
    m_text = std::move(text);
    m_cut = cut;
    m_hasCut = false;
}

bool ChaosProxy::takeCut(std::string_view bytes, Cut& cut)
{
    const std::lock_guard lock(m_mutex);
    if (m_text.empty() || bytes.find(m_text) == std::string_view::npos) return false;
    m_text.clear();
    cut = m_cut;
    m_hasCut = true;
    return true;
}

void ChaosProxy::rewrite(std::string from, std::string to)
{
    Q_ASSERT(from.size() == to.size());
    const std::lock_guard lock(m_mutex);
    m_rewritten = std::move(from);
    m_replacement = std::move(to);
    m_hasRewritten = false;
}

void ChaosProxy::replaceIn(std::string& bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_rewritten.empty()) return;
    for (auto at = bytes.find(m_rewritten); at != std::string::npos;
         at = bytes.find(m_rewritten, at)) {
        bytes.replace(at, m_rewritten.size(), m_replacement);
        at += m_replacement.size();
        m_hasRewritten = true;
    }
}

void ChaosProxy::acceptClient()
{
    const int client = ownOnly(::accept(m_listener, nullptr, nullptr));
    if (client < 0) return;
    const int server = m_isRefusing ? -1 : openSocket(addressIn(m_upstream.host), &::connect);
    if (server < 0)
        ::close(client);
    else
        m_links.push_back({client, server});
}

// False when the link is over.
bool ChaosProxy::forwardRequest(Link& link)
{
    std::string bytes = receive(link.client);
    if (bytes.empty()) return false;
    replaceIn(bytes);
    Cut cut{};
    if (!takeCut(bytes, cut)) return link.isSilent || sendAll(link.server, bytes);
    switch (cut) {
    case Cut::BeforeServer:
        return false;
    case Cut::Silence:
        return link.isSilent = true;
    case Cut::AfterSend:
        sendAll(link.server, bytes);
        return false;
    case Cut::AfterAnswer:
        link.isAnswerLost = true;
        return sendAll(link.server, bytes);
    }
    return false;
}

bool ChaosProxy::forwardAnswer(Link& link)
{
    const std::string bytes = receive(link.server);
    if (bytes.empty() || link.isAnswerLost) return false;
    return link.isSilent || sendAll(link.client, bytes);
}

void ChaosProxy::run()
{
    for (;;) {
        std::vector<pollfd> entries{{m_wake[0], POLLIN, 0}, {m_listener, POLLIN, 0}};
        for (const Link& link : m_links) {
            entries.push_back({link.client, POLLIN, 0});
            entries.push_back({link.server, POLLIN, 0});
        }
        if (::poll(entries.data(), entries.size(), -1) < 0) continue;
        std::vector<Link> kept;
        for (std::size_t i = 0; i < m_links.size(); ++i) {
            Link& link = m_links[i];
            const bool isOn = (entries[2 + 2 * i].revents == 0 || forwardRequest(link)) &&
                              (entries[3 + 2 * i].revents == 0 || forwardAnswer(link));
            if (isOn && entries[0].revents == 0) {
                kept.push_back(link);
                continue;
            }
            ::close(link.client);
            ::close(link.server);
        }
        m_links = std::move(kept);
        if (entries[0].revents != 0) return;
        if (entries[1].revents != 0) acceptClient();
    }
}

} // namespace stoa::test
