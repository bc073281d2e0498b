#pragma once
// Owns one file descriptor. Descriptors here are always opened close-on-exec.

#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace stoa::services {

class Fd final {
public:
    Fd() = default;
    explicit Fd(int fd) : m_fd(fd) {}
    Fd(Fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd& operator=(Fd&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Fd() { reset(); }

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }
    void reset()
    {
        if (m_fd >= 0) ::close(m_fd);
        m_fd = -1;
    }

private:
    int m_fd = -1;
};

struct Pipe {
    Fd reader;
    Fd writer;

    // Both ends above 2, so that they survive the redirection of the standard streams in a child.
    bool open()
    {
        int ends[2];
        if (::pipe(ends) != 0) return false;
        const Fd low[2] = {Fd(ends[0]), Fd(ends[1])};
        reader = Fd(::fcntl(ends[0], F_DUPFD_CLOEXEC, 3));
        writer = Fd(::fcntl(ends[1], F_DUPFD_CLOEXEC, 3));
        return reader.isOpen() && writer.isOpen();
    }
};

} // namespace stoa::services
