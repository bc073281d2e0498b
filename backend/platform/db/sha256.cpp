#include "platform/db/sha256.h"

#include "core/assert.h"

#include <openssl/evp.h>

namespace stoa::db {

void Sha256::Free::operator()(evp_md_st* algorithm) const
{
    EVP_MD_free(algorithm);
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr)), m_context(EVP_MD_CTX_new())
{
    STOA_ASSERT(m_algorithm && m_context);
}

Hash Sha256::operator()(std::string_view bytes)
{
    Hash hash;
    const bool isDone = EVP_DigestInit_ex(m_context.get(), m_algorithm.get(), nullptr) == 1 &&
                        EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1 &&
                        EVP_DigestFinal_ex(m_context.get(), hash.data(), nullptr) == 1;
    STOA_ASSERT(isDone);
    return hash;
}

} // namespace stoa::db
