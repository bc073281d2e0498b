#include "commands.h"

#include "api/imports.h"
#include "api/sellers.h"
#include "core/clock.h"
#include "node/demo/demo.h"
#include "node/local/verify.h"
#include "node/marketplace/checkpoints.h"

#include <QFile>

namespace stoa::ctl {
namespace {

Error needsFolder(std::string_view command)
{
    return makeError(ErrorKind::Invalid, "ctl.needs_data_folder")
        .with("command", command)
        .because("works on the database itself: use --data instead of --node");
}

json::object toJson(const api::ImportReport& report)
{
    json::array problems;
    for (const auto& problem : report.problems) {
        problems.push_back(json::object{{"line", problem.line},
                                        {"column", problem.column},
                                        {"code", problem.code},
                                        {"message", problem.message}});
    }
    return {{"dryRun", report.isDryRun},      {"rows", report.rows},
            {"created", report.created},      {"updated", report.updated},
            {"unchanged", report.unchanged},  {"failed", report.failed},
            {"problems", std::move(problems)}};
}

std::string toText(const api::ImportReport& report)
{
    const auto n = [](std::int64_t number) { return std::to_string(number); };
    std::string text;
    for (const auto& problem : report.problems) {
        text += "line " + n(problem.line) +
                (problem.column.empty() ? "" : ", column \"" + problem.column + '"') + ": " +
                problem.message + " (" + problem.code + ")\n";
    }
    text += report.isDryRun ? "Nothing was written. It would have been: " : "";
    text += n(report.created) + " created, " + n(report.updated) + " updated, " +
            n(report.unchanged) + " unchanged, " + n(report.failed) + " failed, from " +
            counted(report.rows, "line") + '.';
    return text;
}

int tell(const Output& output, const Result<node::VerifyReport>& report)
{
    if (!report) return output.failure(report.error());
    json::array findings;
    std::string text;
    for (const auto& finding : report->findings) {
        findings.push_back(json::object{{"organisation", finding.organisation},
                                        {"rule", finding.rule},
                                        {"detail", finding.detail}});
        const std::string where = finding.organisation.empty() ? "" : finding.organisation + ": ";
        text += where + finding.rule + ": " + finding.detail + '\n';
    }
    text += (report->isSound() ? "Sound: " : "NOT SOUND: ") +
            counted(report->organisations, "organisation") + ", " +
            counted(report->events, "event") + ", tables made again from " +
            counted(report->images, "row") + " of the log, " +
            counted(std::ssize(report->findings), "finding") + '.';
    output.result({{"sound", report->isSound()},
                   {"organisations", report->organisations},
                   {"events", report->events},
                   {"images", report->images},
                   {"checkpoints", report->checkpoints},
                   {"findings", std::move(findings)}},
                  text);
    return report->isSound() ? kDone : kRefused;
}

} // namespace

Result<std::string> readFile(const QString& path)
{
    QFile file(path);
    const bool isOpen =
        path == "-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return fail(makeError(ErrorKind::Invalid, "file.unreadable")
                        .with("file", path.toStdString())
                        .because(file.errorString().toStdString()));
    }
    return file.readAll().toStdString();
}

Result<OrgId> findSeller(Target& target, const std::string& wanted)
{
    if (const auto id = OrgId::parse(wanted)) return *id;
    api::ListSellers list;
    list.text = wanted;
    list.limit = 20;
    STOA_TRY(page, target.call(std::move(list)));
    for (const auto& seller : page.items) {
        if (seller.name == wanted || seller.slug == wanted) return seller.id;
    }
    std::string similar;
    for (const auto& seller : page.items)
        similar += (similar.empty() ? "" : ", ") + seller.name;
    return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                    .in("seller")
                    .with("seller", wanted)
                    .with("similar", similar));
}

int importFile(Target& target, const Output& output, const ImportArguments& arguments)
{
    auto csv = readFile(arguments.file);
    if (!csv) return output.failure(csv.error());
    const auto seller = findSeller(target, arguments.seller.toStdString());
    if (!seller) return output.failure(seller.error());
    api::ImportListings import;
    import.seller = *seller;
    import.csv = std::move(*csv);
    import.dryRun = arguments.isDryRun;
    import.submit = !arguments.isDraft;
    const auto report = target.call(std::move(import));
    if (!report) return output.failure(report.error());
    output.result(toJson(*report), toText(*report));
    return report->failed == 0 ? kDone : kRefused;
}

int migrate(Target& target, const Output& output)
{
    // Opening the target has migrated it.
    if (target.database() == nullptr) return output.failure(needsFolder("migrate"));
    output.result({{"migrated", true}}, "The database has the schema of this program.");
    return kDone;
}

int seed(Target& target, const Output& output, std::size_t listings, std::size_t orders,
         std::uint64_t number)
{
    if (target.database() == nullptr) return output.failure(needsFolder("seed"));
    const auto report = demo::seed(
        *target.database(), {listings, orders, number},
        [&](double share, const std::string& what) { output.progress(share, what); },
        [&](const node::FirstOwner& owner) {
            output.note("Owner " + owner.email + ", password " + owner.password + " (shown once)");
        });
    if (!report) return output.failure(report.error());
    const auto count = [](std::size_t of) { return static_cast<std::int64_t>(of); };
    output.result({{"sellers", report->sellers},
                   {"listings", report->listings},
                   {"orders", report->orders},
                   {"refunds", report->refunds},
                   {"reviews", report->reviews}},
                  counted(count(report->sellers), "seller") + ", " +
                      counted(count(report->listings), "listing") + ", " +
                      counted(count(report->orders), "order") + ", " +
                      counted(count(report->refunds), "refund") + ", " +
                      counted(count(report->reviews), "review") + ".");
    return kDone;
}

int verify(Target& target, const Output& output)
{
    if (target.database() == nullptr) return output.failure(needsFolder("verify"));
    return tell(output, node::verify(*target.database(), target.checkpoints()));
}

int checkpoint(Target& target, const Output& output)
{
    if (target.database() == nullptr) return output.failure(needsFolder("checkpoint"));
    auto connection =
        db::Connection::open(*target.database(), db::within(std::chrono::seconds(10)));
    if (!connection) return output.failure(connection.error());
    const auto taken =
        node::addCheckpoints(**connection, target.checkpoints(), SystemClock().now());
    if (!taken) return output.failure(taken.error());
    const std::string folder = target.checkpoints().string();
    output.result({{"checkpoints", *taken}, {"folder", folder}},
                  counted(static_cast<std::int64_t>(*taken), "checkpoint was", "checkpoints were") +
                      " added to " + folder + '.');
    return kDone;
}

int rebuild(Target& target, const Output& output)
{
    if (target.database() == nullptr) return output.failure(needsFolder("rebuild"));
    return tell(output, node::rebuild(*target.database()));
}

} // namespace stoa::ctl
