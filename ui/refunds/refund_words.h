#pragma once
// Words of refunds.

#include "api/refund_reasons.h"

#include <QString>

namespace stoa::ui {

// Of a code that every catalogue begins with, in the reader's language; of others nothing.
QString refundReasonText(std::string_view code);
// As above, and of others their code made readable.
QString refundReasonName(std::string_view code);
// As the operator puts it, once somebody has.
QString refundReasonText(const api::RefundReasonView& reason);
// Those codes in their order, for as long as the catalogue is on its way.
std::vector<api::RefundReasonView> builtInRefundReasons();

QString restockText(api::Restock restock);

} // namespace stoa::ui
