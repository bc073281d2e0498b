#include "api/disputes.h"

#include "commands.h"

namespace stoa::ctl {
namespace {

constexpr int kMostPages = 100;

json::object objectOf(const api::DisputeView& dispute)
{
    return {{"dispute", dispute.id.text()},
            {"seller", dispute.seller.text()},
            {"order", dispute.orderNumber},
            {"reference", dispute.reference},
            {"status", enumText(dispute.status)},
            {"reason", dispute.reason},
            {"amount", dispute.amount.text()},
            {"fee", dispute.fee.text()},
            {"respondBy", dispute.respondBy ? dispute.respondBy->text() : ""},
            {"action", enumText(dispute.action)},
            {"actionFailure", dispute.actionFailure}};
}

std::string sentenceOf(const api::DisputeView& dispute)
{
    std::string text = dispute.id.text() + "  " + dispute.amount.text() + " of " +
                       dispute.orderNumber + " (" + dispute.sellerName + "), " +
                       enumText(dispute.status) + ", " + dispute.reason;
    if (dispute.respondBy && !dispute.closedAt) text += ", until " + dispute.respondBy->text();
    return text;
}

// The open ones, as far as so many pages hold them.
Result<std::vector<api::DisputeView>> openOnes(Target& target)
{
    std::vector<api::DisputeView> found;
    api::ListDisputes request;
    request.limit = 200;
    for (int i = 0; i < kMostPages; ++i) {
        STOA_TRY(page, target.call(request));
        for (auto& dispute : page.items) {
            if (dispute.closedAt) return found; // they come last
            found.push_back(std::move(dispute));
        }
        if (!page.next) break;
        request.after = *page.next;
    }
    return found;
}

int list(Target& target, const Output& output)
{
    const auto open = openOnes(target);
    if (!open) return output.failure(open.error());
    json::array disputes;
    std::string text;
    for (const auto& dispute : *open) {
        disputes.push_back(objectOf(dispute));
        text += sentenceOf(dispute) + '\n';
    }
    text += counted(std::ssize(*open), "chargeback is", "chargebacks are") + " open.";
    output.result({{"disputes", std::move(disputes)}}, text);
    return kDone;
}

Result<api::DisputeView> find(Target& target, DisputeId id)
{
    api::ListDisputes request;
    request.dispute = id;
    STOA_TRY(page, target.call(std::move(request)));
    if (!page.items.empty()) return page.items.front();
    return fail(makeError(ErrorKind::NotFound, "dispute.not_found").with("dispute", id.text()));
}

Result<api::DisputeView> decide(Target& target, const api::DisputeView& dispute,
                                const MoneyArguments& arguments)
{
    if (arguments.verb == "accept") {
        return target.call(api::AcceptDispute{dispute.seller, dispute.id, dispute.version});
    }
    STOA_TRY(evidence, readFile(arguments.file));
    return target.call(
        api::SubmitEvidence{dispute.seller, dispute.id, dispute.version, std::move(evidence)});
}

} // namespace

int disputes(Target& target, const Output& output, const MoneyArguments& arguments)
{
    if (arguments.verb == "list") return list(target, output);
    const auto id = DisputeId::parse(arguments.subject.toStdString());
    if (!id) return output.failure(id.error());
    const auto dispute = find(target, *id);
    if (!dispute) return output.failure(dispute.error());
    const auto decided = decide(target, *dispute, arguments);
    if (!decided) return output.failure(decided.error());
    output.result(objectOf(*decided), sentenceOf(*decided));
    return kDone;
}

} // namespace stoa::ctl
