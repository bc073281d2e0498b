#pragma once
// Argon2id by libsodium. The hash carries its own parameters, so the cost may rise later: old
// hashes still verify and are replaced at the next sign-in (isOutdated). Takes some 35 ms and 19
// MiB each; any thread. Source: OWASP ASVS 5.0, appendix C (argon2id, t = 2, m = 19456 KiB, p = 1).

#include "core/result.h"

#include <atomic>
#include <cstdint>

namespace stoa::identity {

class PasswordHasher {
public:
    struct Cost {
        unsigned long long passes = 2;
        std::size_t memoryBytes = std::size_t{19456} * 1024;
    };

    PasswordHasher() : PasswordHasher(Cost()) {}
    explicit PasswordHasher(Cost cost); // hashes once: what verifyNobody compares with

    // Errors: password.no_memory (Unavailable).
    Result<std::string> hash(std::string_view password) const;
    bool verify(const std::string& hash, std::string_view password) const;
    // For an e-mail that nobody has: the same work, always false, so that the time of the answer
    // does not tell who is a customer.
    bool verifyNobody(std::string_view password) const;
    bool isOutdated(const std::string& hash) const;
    std::int64_t verifications() const { return m_verifications; }

private:
    Cost m_cost;
    std::string m_nobody;
    mutable std::atomic<std::int64_t> m_verifications{0};
};

} // namespace stoa::identity
