#include "node/local/first_owner.h"

#include "domain/identity/secrets.h"

namespace stoa::node {

Result<std::optional<FirstOwner>> ensureOwner(api::Node& node, const std::string& marketplaceName,
                                              const std::string& email, const std::string& currency)
{
    STOA_TRY(setup, api::submitAndWait(node, {}, api::GetSetup{}));
    if (setup.reply.isSetUp) return std::optional<FirstOwner>();
    FirstOwner owner;
    owner.email = email;
    owner.password = identity::makeSecret("").substr(0, 24); // 144 bits
    api::SetUpMarketplace request;
    request.marketplaceName = marketplaceName;
    request.ownerName = "Owner";
    request.email = email;
    request.password.value = owner.password;
    request.currency = currency;
    auto done = api::submitAndWait(node, {}, std::move(request));
    if (!done) {
        if (done.error().code == "setup.already_done") return std::optional<FirstOwner>();
        return fail(done);
    }
    owner.session = std::move(done->reply);
    return owner;
}

} // namespace stoa::node
