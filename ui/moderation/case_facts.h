#pragma once
// What speaks for and against a listing: the signals with their scores, and what the seller has
// done so far. Stands at the right of a case; in a narrow window its two halves are tabs.

#include "api/moderation.h"
#include "ui/text/times.h"

#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class CaseFacts final : public QWidget {
    Q_OBJECT

public:
    explicit CaseFacts(QWidget* parent = nullptr);

    void show(const api::CaseView& view, const Clockface& face);
    void clear();
    QWidget* signalSection() const { return m_signals; }
    QWidget* sellerSection() const { return m_seller; }

private:
    void fillSignals(const api::CaseView& view);
    void fillSeller(const api::SellerRecord& seller, const Clockface& face);

    QWidget* m_signals;
    QWidget* m_seller;
};

} // namespace stoa::ui
