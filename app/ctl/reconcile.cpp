#include "api/reconciliation.h"
#include "commands.h"

#include <QDateTime>

#include <thread>

namespace stoa::ctl {
namespace {

constexpr int kMostPages = 100;
constexpr int kMostLooks = 480;
constexpr std::chrono::milliseconds kBetweenLooks{250};

std::string sumOf(const std::optional<Money>& amount)
{
    return amount ? amount->text() : "nothing";
}

json::object objectOf(const api::ReconciliationRow& run)
{
    return {{"reconciliation", run.id.text()},
            {"provider", run.provider},
            {"from", run.from},
            {"to", run.to},
            {"currency", run.currency},
            {"status", enumText(run.status)},
            {"failure", run.failure},
            {"tries", run.tries},
            {"here", run.ourCount},
            {"there", run.theirCount},
            {"inFlight", run.inFlightCount},
            {"differences", run.differenceCount},
            {"open", run.openCount},
            {"gone", run.goneCount}};
}

std::string sentenceOf(const api::ReconciliationRow& run)
{
    const auto n = [](std::int64_t number) { return std::to_string(number); };
    std::string text = run.id.text() + "  " + run.provider + ", " + run.from + " to " + run.to +
                       (run.currency.empty() ? "" : ", " + run.currency) + ": " +
                       enumText(run.status);
    if (!run.failure.empty())
        return text + " (" + run.failure + "), tried " + counted(run.tries, "time");
    if (run.status != api::ReconciliationStatus::Done) return text;
    return text + ", " + counted(run.ourCount, "movement") + " here, " + n(run.theirCount) +
           " there, " + n(run.inFlightCount) + " in flight, " +
           counted(run.differenceCount, "difference") + ", " + n(run.openCount) + " of them open";
}

json::object objectOf(const api::DifferenceView& difference)
{
    return {{"difference", difference.id.text()},
            {"provider", difference.provider},
            {"kind", enumText(difference.kind)},
            {"movement", enumText(difference.movement)},
            {"reference", difference.reference},
            {"here", difference.here ? difference.here->text() : ""},
            {"there", difference.there ? difference.there->text() : ""},
            {"order", difference.order ? difference.order->text() : ""},
            {"at", difference.occurredAt.text()},
            {"state", enumText(difference.state)},
            {"note", difference.note},
            {"explainedBy", difference.explainedBy}};
}

std::string sentenceOf(const api::DifferenceView& difference)
{
    std::string text = difference.id.text() + "  " + difference.occurredAt.text() + "  " +
                       enumText(difference.kind) + ", " + enumText(difference.movement) + ' ' +
                       difference.reference + ": here " + sumOf(difference.here) + ", there " +
                       sumOf(difference.there) + ", " + enumText(difference.state);
    if (!difference.note.empty()) text += " (" + difference.note + ')';
    return text;
}

// As far as so many pages hold them.
Result<std::vector<api::DifferenceView>> all(Target& target, api::ListDifferences request)
{
    std::vector<api::DifferenceView> found;
    request.limit = 200;
    for (int i = 0; i < kMostPages; ++i) {
        STOA_TRY(page, target.call(request));
        for (auto& each : page.items)
            found.push_back(std::move(each));
        if (!page.next) break;
        request.after = *page.next;
    }
    return found;
}

int show(const Output& output, const std::vector<api::DifferenceView>& found, json::object object,
         std::string text)
{
    json::array differences;
    std::int64_t open = 0;
    std::string lines;
    for (const auto& each : found) {
        open += each.state == api::DifferenceState::Open ? 1 : 0;
        differences.push_back(objectOf(each));
        lines += sentenceOf(each) + '\n';
    }
    if (text.empty()) text = counted(std::ssize(found), "difference");
    object["list"] = std::move(differences);
    output.result(object, lines + text + '.');
    return open == 0 ? kDone : kDiffers;
}

// A node does it; one that can't ask the provider now goes on trying without us.
Result<api::ReconciliationRow> ended(Target& target, api::ReconciliationRow run)
{
    for (int look = 0; look < kMostLooks; ++look) {
        if (run.status != api::ReconciliationStatus::Running) break;
        std::this_thread::sleep_for(kBetweenLooks);
        STOA_TRY(view, target.call(api::GetReconciliation{run.id}));
        run = std::move(view.run);
    }
    return run;
}

int runNow(Target& target, const Output& output, const ReconcileArguments& arguments)
{
    const auto yesterday = QDateTime::currentDateTimeUtc().addDays(-1).date();
    const QString from =
        arguments.from.isEmpty() ? yesterday.toString(Qt::ISODate) : arguments.from;
    const auto begun = target.call(api::StartReconciliation{
        arguments.subject.toStdString(), from.toStdString(), arguments.to.toStdString(),
        arguments.currency.toStdString(), arguments.graceHours});
    if (!begun) return output.failure(begun.error());
    const auto run = ended(target, *begun);
    if (!run) return output.failure(run.error());
    if (run->status != api::ReconciliationStatus::Done) {
        output.result(objectOf(*run), sentenceOf(*run) + '.');
        return run->status == api::ReconciliationStatus::Failed ? kRefused : kUnreachable;
    }
    api::ListDifferences request;
    request.run = run->id;
    const auto found = all(target, std::move(request));
    if (!found) return output.failure(found.error());
    return show(output, *found, objectOf(*run), sentenceOf(*run));
}

int listRuns(Target& target, const Output& output)
{
    const auto page = target.call(api::ListReconciliations{"", "", 50});
    if (!page) return output.failure(page.error());
    json::array runs;
    std::string text;
    for (const auto& run : page->items) {
        runs.push_back(objectOf(run));
        text += sentenceOf(run) + ".\n";
    }
    output.result({{"runs", std::move(runs)}},
                  text + counted(std::ssize(page->items), "run") + ", the newest first.");
    return kDone;
}

int listDifferences(Target& target, const Output& output, const ReconcileArguments& arguments)
{
    api::ListDifferences request;
    request.provider.value = arguments.subject.toStdString();
    const auto state = enumFromText<api::DifferenceState>(arguments.state.toStdString());
    if (state) request.state.push_back(*state);
    const auto found = all(target, std::move(request));
    if (!found) return output.failure(found.error());
    return show(output, *found, {}, {});
}

int explain(Target& target, const Output& output, const ReconcileArguments& arguments)
{
    const auto id = DifferenceId::parse(arguments.subject.toStdString());
    if (!id) return output.failure(id.error());
    const auto seen = target.call(api::GetDifference{*id});
    if (!seen) return output.failure(seen.error());
    const auto done =
        target.call(api::ExplainDifference{*id, seen->version, arguments.note.toStdString()});
    if (!done) return output.failure(done.error());
    output.result(objectOf(*done), sentenceOf(*done) + '.');
    return kDone;
}

} // namespace

int reconcile(Target& target, const Output& output, const ReconcileArguments& arguments)
{
    if (arguments.verb == "run") return runNow(target, output, arguments);
    if (arguments.verb == "runs") return listRuns(target, output);
    if (arguments.verb == "differences") return listDifferences(target, output, arguments);
    return explain(target, output, arguments);
}

} // namespace stoa::ctl
