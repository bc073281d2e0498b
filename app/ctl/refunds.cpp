#include "api/refund_approvals.h"
#include "commands.h"

namespace stoa::ctl {
namespace {

constexpr int kMostPages = 100;

std::string sentenceOf(const api::RefundApprovalRow& row)
{
    return row.refund.id.text() + "  " + row.refund.total.text() + " of " + row.orderNumber + " (" +
           row.sellerName + "), asked for by " + row.refund.actorName + ", until " +
           row.refund.approval->expiresAt.text();
}

// All that wait, as far as so many pages hold them.
Result<std::vector<api::RefundApprovalRow>> waiting(Target& target)
{
    std::vector<api::RefundApprovalRow> rows;
    api::ListRefundApprovals request;
    request.limit = 200;
    for (int i = 0; i < kMostPages; ++i) {
        STOA_TRY(page, target.call(request));
        for (auto& row : page.items)
            rows.push_back(std::move(row));
        if (!page.next) break;
        request.after = *page.next;
    }
    return rows;
}

int list(Target& target, const Output& output)
{
    const auto rows = waiting(target);
    if (!rows) return output.failure(rows.error());
    json::array refunds;
    std::string text;
    for (const auto& row : *rows) {
        refunds.push_back(json::object{{"refund", row.refund.id.text()},
                                       {"seller", row.seller.text()},
                                       {"order", row.orderNumber},
                                       {"amount", row.refund.total.text()},
                                       {"reason", row.refund.reason},
                                       {"requestedBy", row.refund.actorName},
                                       {"expiresAt", row.refund.approval->expiresAt.text()},
                                       {"mayDecide", row.mayDecide}});
        text += sentenceOf(row) + '\n';
    }
    text += counted(std::ssize(*rows), "refund waits", "refunds wait") + " for a second person.";
    output.result({{"refunds", std::move(refunds)}}, text);
    return kDone;
}

int show(const Output& output, const Result<api::RefundView>& refund)
{
    if (!refund) return output.failure(refund.error());
    output.result({{"refund", refund->id.text()},
                   {"status", enumText(refund->status)},
                   {"amount", refund->total.text()}},
                  refund->id.text() + " over " + refund->total.text() + " is " +
                      enumText(refund->status) + '.');
    return kDone;
}

} // namespace

int refunds(Target& target, const Output& output, const MoneyArguments& arguments)
{
    if (arguments.verb == "list") return list(target, output);
    const auto id = RefundId::parse(arguments.subject.toStdString());
    if (!id) return output.failure(id.error());
    const auto rows = waiting(target);
    if (!rows) return output.failure(rows.error());
    const auto row = std::ranges::find(*rows, *id, [](const auto& each) { return each.refund.id; });
    if (row == rows->end()) {
        return output.failure(
            makeError(ErrorKind::NotFound, "refund_approval.not_found").with("refund", id->text()));
    }
    if (arguments.verb == "approve") {
        return show(output, target.call(api::ApproveRefund{row->seller, *id}));
    }
    return show(output,
                target.call(api::DeclineRefund{row->seller, *id, arguments.reason.toStdString()}));
}

} // namespace stoa::ctl
