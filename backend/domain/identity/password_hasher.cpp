#include "domain/identity/password_hasher.h"

#include "core/assert.h"
#include "domain/identity/secrets.h"

#include <sodium.h>

namespace stoa::identity {

PasswordHasher::PasswordHasher(Cost cost) : m_cost(cost)
{
    prepareCrypto();
    auto nobody = hash(makeSecret({}));
    STOA_ASSERT(nobody.has_value());
    m_nobody = std::move(*nobody);
}

Result<std::string> PasswordHasher::hash(std::string_view password) const
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), m_cost.passes,
                              m_cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(ErrorKind::Unavailable, "password.no_memory",
                    std::to_string(m_cost.memoryBytes) + " bytes were not to be had");
    }
    return std::string(text.data());
}

bool PasswordHasher::verify(const std::string& hash, std::string_view password) const
{
    ++m_verifications;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::verifyNobody(std::string_view password) const
{
    verify(m_nobody, password);
    return false;
}

bool PasswordHasher::isOutdated(const std::string& hash) const
{
    return crypto_pwhash_str_needs_rehash(hash.c_str(), m_cost.passes, m_cost.memoryBytes) != 0;
}

} // namespace stoa::identity
