#pragma once
// What every part of the page has above its tabs.

#include <QCoreApplication>
#include <QString>

namespace stoa::ui {

inline QString ratesTitle()
{
    return QCoreApplication::translate("RatesPage", "Rates & refund rules");
}

} // namespace stoa::ui
