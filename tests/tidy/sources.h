#pragma once
// The text of the repository's files, for the tests that read it.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace stoa::test {

struct Source {
    QString path; // from the top of the repository
    QStringList lines;
    QString text;
};

inline QList<Source> sourcesBelow(const QStringList& folders, const QStringList& patterns)
{
    const QDir top(STOA_SOURCE_DIR);
    QList<Source> sources;
    for (const QString& folder : folders) {
        QDirIterator it(top.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly)) continue;
            const QString text = QString::fromUtf8(file.readAll());
            sources.append({top.relativeFilePath(file.fileName()), text.split('\n'), text});
        }
    }
    return sources;
}

// As a message of a failure.
inline QString complaints(const QStringList& list)
{
    return '\n' + list.join('\n');
}

} // namespace stoa::test
