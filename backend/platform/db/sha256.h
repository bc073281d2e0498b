#pragma once
// SHA-256, with the algorithm looked up once: a hasher costs far more to make than to use. One
// thread.

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

struct evp_md_st;
struct evp_md_ctx_st;

namespace stoa::db {

using Hash = std::array<std::uint8_t, 32>;

class Sha256 {
public:
    Sha256();
    Hash operator()(std::string_view bytes);

private:
    struct Free {
        void operator()(evp_md_st* algorithm) const;
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_st, Free> m_algorithm;
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace stoa::db
