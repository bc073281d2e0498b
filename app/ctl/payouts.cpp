#include "api/payout_batches.h"
#include "commands.h"

#include <QFile>

namespace stoa::ctl {
namespace {

std::string textOf(const std::vector<Money>& totals)
{
    std::string text;
    for (const Money& total : totals)
        text += (text.empty() ? "" : ", ") + total.text();
    return text.empty() ? "nothing" : text;
}

json::array arrayOf(const std::vector<Money>& totals)
{
    json::array array;
    for (const Money& total : totals)
        array.push_back(json::string(total.text()));
    return array;
}

int preview(Target& target, const Output& output)
{
    const auto plan = target.call(api::PreviewPayouts{});
    if (!plan) return output.failure(plan.error());
    json::array payouts;
    std::string text;
    for (const auto& each : plan->payouts) {
        payouts.push_back(json::object{{"seller", each.sellerName},
                                       {"available", each.available.text()},
                                       {"debtPaid", each.debtPaid.text()},
                                       {"amount", each.amount.text()},
                                       {"leftOut", enumText(each.leftOut)}});
        text += each.sellerName + ": " + each.amount.text();
        if (each.leftOut != api::LeftOut::None) text += " (" + enumText(each.leftOut) + ')';
        text += '\n';
    }
    text += "A batch would pay " + textOf(plan->totals) + '.';
    output.result({{"payouts", std::move(payouts)}, {"totals", arrayOf(plan->totals)}}, text);
    return kDone;
}

int show(const Output& output, const Result<api::PayoutBatchView>& batch)
{
    if (!batch) return output.failure(batch.error());
    const api::PayoutBatchRow& row = batch->row;
    output.result({{"batch", row.id.text()},
                   {"number", row.number},
                   {"status", enumText(row.status)},
                   {"payouts", row.payoutCount},
                   {"totals", arrayOf(row.totals)}},
                  row.number + " (" + row.id.text() + ") is " + enumText(row.status) + ": " +
                      counted(row.payoutCount, "payout") + ", " + textOf(row.totals) + '.');
    return kDone;
}

int decide(Target& target, const Output& output, const MoneyArguments& arguments)
{
    const auto id = PayoutBatchId::parse(arguments.subject.toStdString());
    if (!id) return output.failure(id.error());
    const auto batch = target.call(api::GetPayoutBatch{*id});
    if (!batch) return output.failure(batch.error());
    const Version version = batch->row.version;
    if (arguments.verb == "approve") {
        return show(output, target.call(api::ApprovePayoutBatch{*id, version}));
    }
    return show(output,
                target.call(api::CancelPayoutBatch{*id, version, arguments.reason.toStdString()}));
}

int save(const Output& output, const QString& path, const QByteArray& bytes)
{
    if (const Done done = writeFile(path, bytes); !done) return output.failure(done.error());
    output.result({{"file", path.toStdString()}, {"bytes", bytes.size()}},
                  "Written to " + path.toStdString() + '.');
    return kDone;
}

int statement(Target& target, const Output& output, const MoneyArguments& arguments)
{
    const auto seller = findSeller(target, arguments.seller.toStdString());
    if (!seller) return output.failure(seller.error());
    const auto payout = PayoutId::parse(arguments.subject.toStdString());
    if (!payout) return output.failure(payout.error());
    const bool isPdf = arguments.file.endsWith(".pdf", Qt::CaseInsensitive);
    const auto view = target.call(api::GetPayoutStatement{
        *seller, *payout, isPdf ? api::StatementFormat::Pdf : api::StatementFormat::Csv});
    if (!view) return output.failure(view.error());
    QByteArray bytes = QByteArray::fromStdString(view->content);
    if (isPdf) bytes = QByteArray::fromBase64(bytes);
    return save(output, arguments.file, bytes);
}

int exportBatch(Target& target, const Output& output, const MoneyArguments& arguments)
{
    const auto batch = PayoutBatchId::parse(arguments.subject.toStdString());
    if (!batch) return output.failure(batch.error());
    const auto view = target.call(api::ExportPayoutBatch{*batch});
    if (!view) return output.failure(view.error());
    return save(output, arguments.file, QByteArray::fromStdString(view->content));
}

Result<api::PayoutView> find(Target& target, OrgId seller, PayoutId payout)
{
    api::ListPayouts list;
    list.seller = seller;
    list.limit = 200;
    STOA_TRY(page, target.call(std::move(list)));
    const auto at = std::ranges::find(page.items, payout, &api::PayoutView::id);
    if (at != page.items.end()) return *at;
    return fail(makeError(ErrorKind::NotFound, "payout.not_found").with("payout", payout.text()));
}

int settle(Target& target, const Output& output, const MoneyArguments& arguments)
{
    const auto seller = findSeller(target, arguments.seller.toStdString());
    if (!seller) return output.failure(seller.error());
    const auto id = PayoutId::parse(arguments.subject.toStdString());
    if (!id) return output.failure(id.error());
    const auto seen = find(target, *seller, *id);
    if (!seen) return output.failure(seen.error());
    api::SettlePayoutByHand request{*seller, *id, seen->version};
    if (arguments.reference.isEmpty()) request.outcome = api::HandOutcome::Failed;
    request.reference = arguments.reference.toStdString();
    request.reason = arguments.reason.toStdString();
    const auto view = target.call(std::move(request));
    if (!view) return output.failure(view.error());
    output.result({{"payout", view->id.text()}, {"status", enumText(view->status)}},
                  view->amount.text() + " for " + view->sellerName + ": " + enumText(view->status) +
                      '.');
    return kDone;
}

} // namespace

Done writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()) return {};
    return fail(makeError(ErrorKind::Refused, "file.unwritable")
                    .with("file", path.toStdString())
                    .because(file.errorString().toStdString()));
}

int payouts(Target& target, const Output& output, const MoneyArguments& arguments)
{
    if (arguments.verb == "preview") return preview(target, output);
    if (arguments.verb == "prepare") return show(output, target.call(api::PreparePayouts{}));
    if (arguments.verb == "statement") return statement(target, output, arguments);
    if (arguments.verb == "export") return exportBatch(target, output, arguments);
    if (arguments.verb == "settle") return settle(target, output, arguments);
    if (isOfAccounts(arguments.verb)) return payoutAccounts(target, output, arguments);
    return decide(target, output, arguments);
}

} // namespace stoa::ctl
