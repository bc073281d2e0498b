#pragma once
// Saves a file that is in memory: asks where to, writes it on a thread of the pool, and says in one
// sentence how it ended. What can't be written as a whole leaves nothing, and a file of that name
// stays as it was. For lists that are read page by page there is ListExport.

#include "ui/shell/page_context.h"

namespace stoa::ui {

// `over` is where the question stands; once it is gone nothing is said. Nor is anything said when
// no file was chosen.
void saveFile(const PageContext& context, QWidget* over, const QString& title,
              const QString& suggested, const QByteArray& bytes,
              const std::function<void(const QString& sentence)>& say);

} // namespace stoa::ui
