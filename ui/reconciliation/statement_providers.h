#pragma once
// The providers whose statements have been compared, and those that payments go to as far as the
// person may know: what can be chosen in a filter or a form.

#include "ui/shell/page_context.h"

#include <QStringList>

namespace stoa::ui {

// Sorted, each once. What can't be read is left out; `take` may come twice.
void readStatementProviders(const PageContext& context, QObject* receiver,
                            std::function<void(const QStringList&)> take);

} // namespace stoa::ui
