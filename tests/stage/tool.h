#pragma once
// Runs stoactl, or stoa-node as a command that ends by itself, and says what became of it.

#include <QByteArray>
#include <QStringList>

namespace stoa::test {

struct ToolRun {
    int exitCode = -1; // -1: crashed, or did not end within a minute
    QByteArray out;
    QByteArray err;
};

ToolRun runStoactl(const QStringList& arguments, const std::string& token = {});
ToolRun runStoaNode(const QStringList& arguments);

} // namespace stoa::test
