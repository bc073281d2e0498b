#include "domain/payouts/payout_accounts.h"

#include "domain/payouts/payout_accounts_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "domain/unit/second_person.h"
#include "platform/db/pipeline.h"

namespace stoa::payouts {
namespace {

namespace sql = payout_accounts::sql;
using api::PayoutAccountStatus;
using api::PayoutAccountView;
using api::PayoutProvider;

constexpr std::string_view kList = "payout_accounts";

PayoutAccountView viewOf(const Unit& unit, const db::Row& row,
                         std::optional<PayoutProvider> fallback)
{
    PayoutAccountView view;
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("display_name");
    view.provider = fallback;
    const auto account = accountOf(row, "status");
    if (!account) return view;
    view.version = row.get<Version>("version");
    if (account->status == PayoutAccountStatus::Removed) return view;
    view.provider = account->provider;
    view.account = account->account;
    view.status = account->status;
    view.isDefault = false;
    view.reason = row.get<std::string>("reason");
    view.setBy = row.get<std::string>("set_by_name");
    view.setAt = row.get<Timestamp>("set_at");
    view.verifiedBy = row.get<std::string>("verified_by_name");
    view.verifiedAt = row.get<std::optional<Timestamp>>("verified_at");
    view.mayVerify = next(view.status, AccountCommand::Verify).has_value() &&
                     unit.actor().permissions.has(api::Permission::PayoutsWrite) &&
                     isSecondPerson(unit, row.get<std::string>("set_by"));
    return view;
}

Result<PayoutAccountView> read(Unit& unit, const payments::Providers& providers)
{
    db::Pipeline batch(unit.db());
    const auto account = batch.add(sql::kSelectAccount, unit.organisation());
    const auto policy = batch.add(sql::kSelectPayoutPolicy);
    STOA_CHECK(batch.run());
    return viewOf(unit, batch[account].single(), policyOf(batch[policy], providers).fallback);
}

Error stale(std::string_view code, Version seen, Version current)
{
    return makeError(ErrorKind::Stale, code)
        .in("version")
        .with("seen", std::to_string(seen.value))
        .with("current", std::to_string(current.value));
}

Error notFound(OrgId seller)
{
    return makeError(ErrorKind::NotFound, "payout_account.not_found").with("seller", seller.text());
}

std::string knownTo(const payments::Providers& providers)
{
    std::string known;
    for (const auto each : {PayoutProvider::Manual, PayoutProvider::Sandbox,
                            PayoutProvider::SandboxPay, PayoutProvider::Stripe}) {
        if (isKnown(providers, each)) known += (known.empty() ? "" : ", ") + enumText(each);
    }
    return known;
}

// Whether one of them is no sandbox.
bool movesMoney(const payments::Providers& providers)
{
    const std::string sandbox = enumText(PayoutProvider::SandboxPay);
    return std::ranges::any_of(providers.names(), [&](const std::string& name) {
        return name != sandbox && providers.findProvider(name) != nullptr;
    });
}

struct LockedAccount {
    PayoutAccountStatus status;
    std::string setBy;
    Version version;
};
Result<LockedAccount> lock(Unit& unit)
{
    STOA_TRY(rows, unit.db().run(sql::kLockAccount, unit.organisation()));
    const auto row = rows.optional();
    if (!row) return fail(notFound(unit.organisation()));
    LockedAccount locked{enumColumn<PayoutAccountStatus>(*row, "status"),
                         row->get<std::string>("set_by"), row->get<Version>("version")};
    if (locked.status == PayoutAccountStatus::Removed) return fail(notFound(unit.organisation()));
    return locked;
}

} // namespace

Result<PayoutAccountView> handle(Unit& unit, const api::GetPayoutAccount& /*request*/,
                                 const payments::Providers& providers)
{
    return read(unit, providers);
}

Result<PayoutAccountView> handle(Unit& unit, const api::SetPayoutAccount& request,
                                 const payments::Providers& providers)
{
    if (!isKnown(providers, request.provider)) {
        return fail(makeError(ErrorKind::Invalid, "payout_account.unknown_provider")
                        .in("provider")
                        .with("known", knownTo(providers)));
    }
    STOA_CHECK(checkReference(request.provider, request.account.value));
    const OrgId seller = unit.organisation();
    STOA_TRY(written,
             unit.db().run(sql::kUpsertAccount, seller, enumText(request.provider), request.account,
                           request.version, unit.actor().text(), unit.actor().name, unit.now()));
    STOA_TRY(view, read(unit, providers));
    if (written.affected() == 0) {
        return fail(stale("payout_account.stale", request.version, view.version));
    }
    unit.raise("payout_account.changed", seller, {{"provider", enumText(request.provider)}});
    return view;
}

Result<PayoutAccountView> handle(Unit& unit, const api::VerifyPayoutAccount& request,
                                 const payments::Providers& providers)
{
    STOA_TRY(locked, lock(unit));
    if (!next(locked.status, AccountCommand::Verify)) {
        return fail(makeError(ErrorKind::Conflict, "payout_account.not_waiting")
                        .with("status", enumText(locked.status)));
    }
    if (locked.version != request.version) {
        return fail(stale("payout_account.stale", request.version, locked.version));
    }
    STOA_CHECK(checkSecondPerson(unit, locked.setBy, "payout_account.same_person"));
    unit.db().defer(sql::kVerifyAccount, unit.organisation(), unit.actor().text(),
                    unit.actor().name, unit.now());
    unit.raise("payout_account.verified", unit.organisation(), {});
    return read(unit, providers);
}

Result<PayoutAccountView> handle(Unit& unit, const api::RemovePayoutAccount& /*request*/,
                                 const payments::Providers& providers)
{
    STOA_CHECK(lock(unit));
    unit.db().defer(sql::kRemoveAccount, unit.organisation());
    unit.raise("payout_account.removed", unit.organisation(), {});
    return read(unit, providers);
}

Result<Page<PayoutAccountView>> handle(Unit& unit, const api::ListPayoutAccounts& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, OrgId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<OrgId>());
    STOA_TRY(rows,
             unit.db().run(sql::kListAccounts, at, id, wordsOf(request.status), request.limit + 1));
    std::vector<PayoutAccountView> views;
    for (const db::Row row : rows) {
        views.push_back(viewOf(unit, row, std::nullopt));
        views.back().status = enumColumn<PayoutAccountStatus>(row, "status");
        views.back().setAt = row.get<Timestamp>("set_at");
    }
    return pageOf(std::move(views), request.limit, [](const PayoutAccountView& last) {
        return encodeCursor(kList, *last.setAt, last.seller);
    });
}

Result<api::PayoutPolicyView> handle(Unit& unit, const api::GetPayoutPolicy& /*request*/,
                                     const payments::Providers& providers)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectPayoutPolicy));
    return policyOf(rows, providers);
}

Result<api::PayoutPolicyView> handle(Unit& unit, const api::SetPayoutPolicy& request,
                                     const payments::Providers& providers)
{
    if (request.fallback && !paysWithoutAccount(*request.fallback)) {
        return fail(makeError(ErrorKind::Invalid, "payout_policy.needs_account")
                        .in("fallback")
                        .with("provider", enumText(*request.fallback)));
    }
    std::optional<std::string> fallback;
    if (request.fallback) fallback = enumText(*request.fallback);
    STOA_TRY(written,
             unit.db().run(sql::kUpsertPayoutPolicy, unit.organisation(), fallback,
                           request.paysToBank, unit.actor().name, unit.now(), request.version));
    STOA_TRY(rows, unit.db().run(sql::kSelectPayoutPolicy));
    const auto policy = policyOf(rows, providers);
    if (written.affected() == 0) {
        return fail(stale("payout_policy.stale", request.version, policy.version));
    }
    unit.raise("payout_policy.changed", unit.organisation(),
               {{"fallback", fallback.value_or("none")},
                {"paysToBank", request.paysToBank ? "yes" : "no"}});
    return policy;
}

api::PayoutPolicyView policyOf(const db::Rows& rows, const payments::Providers& providers)
{
    api::PayoutPolicyView policy;
    const auto row = rows.optional();
    if (!row) {
        if (!movesMoney(providers)) policy.fallback = PayoutProvider::Sandbox;
        return policy;
    }
    if (!row->isNull("fallback")) policy.fallback = enumColumn<PayoutProvider>(*row, "fallback");
    policy.paysToBank = row->get<bool>("pays_to_bank");
    policy.isDefault = false;
    policy.version = row->get<Version>("version");
    return policy;
}

std::optional<Account> accountOf(const db::Row& row, std::string_view status)
{
    if (row.isNull("provider")) return std::nullopt;
    return Account{enumColumn<PayoutProvider>(row, "provider"), row.get<std::string>("account"),
                   enumColumn<PayoutAccountStatus>(row, status)};
}

bool isKnown(const payments::Providers& providers, PayoutProvider provider)
{
    return provider == PayoutProvider::Manual || providers.find(enumText(provider)) != nullptr;
}

Done restrictAccount(Unit& unit, PayoutProvider provider, std::string_view account,
                     std::string_view reason)
{
    STOA_TRY(written, unit.db().run(sql::kRestrictAccount, unit.organisation(), enumText(provider),
                                    account, reason));
    if (written.affected() > 0) {
        unit.raise("payout_account.restricted", unit.organisation(),
                   {{"reason", std::string(reason)}});
    }
    return {};
}

} // namespace stoa::payouts
