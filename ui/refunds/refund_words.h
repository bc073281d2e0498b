#pragma once
// Words of refunds.

#include "api/refunds.h"

#include <QString>

namespace stoa::ui {

QString refundReasonText(api::RefundReason reason);

} // namespace stoa::ui
