#include "api/payout_accounts.h"

#include "commands.h"

namespace stoa::ctl {
namespace {

std::string wayOf(const api::PayoutAccountView& view)
{
    if (!view.provider) return "nowhere: there is no account";
    const std::string way = enumText(*view.provider);
    return view.account.empty() ? way : way + ':' + view.account;
}

json::object objectOf(const api::PayoutAccountView& view)
{
    return {{"seller", view.seller.text()},
            {"sellerName", view.sellerName},
            {"provider", view.provider ? json::value(enumText(*view.provider)) : json::value()},
            {"account", view.account},
            {"status", enumText(view.status)},
            {"isDefault", view.isDefault},
            {"reason", view.reason},
            {"setBy", view.setBy},
            {"version", view.version.value}};
}

std::string sentenceOf(const api::PayoutAccountView& view)
{
    std::string text = view.sellerName + ": " + wayOf(view);
    if (view.isDefault) return text + (view.provider ? ", as for all without an account" : "");
    text += ", " + enumText(view.status);
    if (!view.reason.empty()) text += " (" + view.reason + ')';
    return text + ", set by " + view.setBy;
}

int show(const Output& output, const Result<api::PayoutAccountView>& view)
{
    if (!view) return output.failure(view.error());
    output.result(objectOf(*view), sentenceOf(*view) + '.');
    return kDone;
}

int list(Target& target, const Output& output)
{
    api::ListPayoutAccounts request;
    request.limit = 200;
    const auto page = target.call(request);
    if (!page) return output.failure(page.error());
    json::array accounts;
    std::string text;
    for (const auto& view : page->items) {
        accounts.push_back(objectOf(view));
        text += sentenceOf(view) + '\n';
    }
    text += page->next ? std::to_string(page->items.size()) + " and more accounts."
                       : counted(std::ssize(page->items), "account") + '.';
    output.result({{"accounts", std::move(accounts)}, {"hasMore", page->next.has_value()}}, text);
    return kDone;
}

int set(Target& target, const Output& output, OrgId seller, const std::string& way)
{
    const auto colon = way.find(':');
    const auto provider = enumFromText<api::PayoutProvider>(way.substr(0, colon));
    if (!provider) return output.usage("there is no provider " + way.substr(0, colon));
    const auto seen = target.call(api::GetPayoutAccount{seller});
    if (!seen) return output.failure(seen.error());
    const std::string account = colon == std::string::npos ? "" : way.substr(colon + 1);
    return show(output,
                target.call(api::SetPayoutAccount{seller, seen->version, *provider, account}));
}

int verify(Target& target, const Output& output, OrgId seller)
{
    const auto seen = target.call(api::GetPayoutAccount{seller});
    if (!seen) return output.failure(seen.error());
    return show(output, target.call(api::VerifyPayoutAccount{seller, seen->version}));
}

} // namespace

bool isOfAccounts(const QString& verb)
{
    return QStringList{"accounts", "account", "set-account", "verify-account", "remove-account"}
        .contains(verb);
}

int payoutAccounts(Target& target, const Output& output, const MoneyArguments& arguments)
{
    if (arguments.verb == "accounts") return list(target, output);
    const auto seller = findSeller(target, arguments.seller.toStdString());
    if (!seller) return output.failure(seller.error());
    if (arguments.verb == "set-account") {
        return set(target, output, *seller, arguments.subject.toStdString());
    }
    if (arguments.verb == "verify-account") return verify(target, output, *seller);
    if (arguments.verb == "remove-account") {
        return show(output, target.call(api::RemovePayoutAccount{*seller}));
    }
    return show(output, target.call(api::GetPayoutAccount{*seller}));
}

} // namespace stoa::ctl
