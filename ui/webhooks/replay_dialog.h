#pragma once
// Posts what has happened to an endpoint again: since a moment, or from a place in the event log
// on. The node takes a thousand events at a time; the dialog asks until all are on their way, at
// most kMostRounds times.

#include "api/webhook_deliveries.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QDateTimeEdit;
class QLineEdit;

namespace stoa::ui {

class Field;
class Segmented;

class ReplayDialog final : public FormDialog {
    Q_OBJECT

public:
    static constexpr int kMostRounds = 100;

    // `fromSeq`: a place to begin with; without one the day before now.
    ReplayDialog(const PageContext& context, WebhookEndpointId endpoint, const QString& host,
                 std::optional<std::int64_t> fromSeq, QWidget* over);

signals:
    void replayed(qint64 deliveries, bool isAll);

protected:
    QString whyNot() const override;
    void send() override;

private:
    bool isByMoment() const;
    void showFields();
    void ask(api::ReplayWebhooks request, const std::string& key);
    void takeReply(const api::ReplayWebhooks& asked, const api::WebhookReplayView& reply);

    PageContext m_context;
    WebhookEndpointId m_endpoint;
    Segmented* m_start;
    QDateTimeEdit* m_from;
    QLineEdit* m_fromSeq;
    QLineEdit* m_throughSeq;
    Field* m_momentField = nullptr;
    Field* m_placeField = nullptr;
    std::int64_t m_count = 0;
    int m_rounds = 0;
};

} // namespace stoa::ui
