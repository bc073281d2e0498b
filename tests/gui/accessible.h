#pragma once
// What a screen reader would find nameless: every visible control below `root` that takes the
// keyboard but has no accessible name, by class and object name. Empty when all is well.

#include <QStringList>
#include <QWidget>

namespace stoa::test {

QStringList namelessControls(const QWidget& root);

} // namespace stoa::test
