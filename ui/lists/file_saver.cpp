#include "ui/lists/file_saver.h"

#include "ui/async/file_writer.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("FileSaver", text);
}

QString outcomeText(const Done& done, const QString& path)
{
    if (done) {
        return say(QT_TRANSLATE_NOOP("FileSaver", "It is in %1"))
            .arg(isolated(QFileInfo(path).fileName()));
    }
    return errorText(done.error()) + QLatin1Char(' ') +
           say(QT_TRANSLATE_NOOP("FileSaver", "No file was written."));
}

} // namespace

void saveFile(const PageContext& context, QWidget* over, const QString& title,
              const QString& suggested, const QByteArray& bytes,
              const std::function<void(const QString& sentence)>& said)
{
    context.prompt.chooseNewFile(over, title, suggested, [over, bytes, said](const QString& path) {
        if (path.isEmpty()) return;
        auto file = std::make_shared<FileWriter>(path); // lives until its last callback
        file->write(bytes, over, [file, over, said, path](const Done& written) {
            if (!written) return said(outcomeText(written, path));
            file->commit(over, [file, said, path](const Done& committed) {
                said(outcomeText(committed, path));
            });
        });
    });
}

} // namespace stoa::ui
