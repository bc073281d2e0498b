#include "stage/tool.h"

#include <QProcess>

namespace stoa::test {
namespace {

constexpr int kPatienceMs = 60'000;

ToolRun run(const char* program, const QStringList& arguments, const std::string& token)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("STOA_TOKEN", QString::fromStdString(token));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    ToolRun done;
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished(kPatienceMs);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        done.exitCode = process.exitCode();
    }
    done.out = process.readAllStandardOutput();
    done.err = process.readAllStandardError();
    return done;
}

} // namespace

ToolRun runStoactl(const QStringList& arguments, const std::string& token)
{
    return run(STOA_CTL, arguments, token);
}

ToolRun runStoaNode(const QStringList& arguments)
{
    return run(STOA_NODE, arguments, {});
}

} // namespace stoa::test
