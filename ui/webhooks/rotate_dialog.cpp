#include "ui/webhooks/rotate_dialog.h"

#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/steady_box.h"

namespace stoa::ui {

namespace {

constexpr int kMostHours = 168;
constexpr int kUsualHours = 24;

} // namespace

RotateDialog::RotateDialog(const PageContext& context, const api::WebhookEndpointView& endpoint,
                           QWidget* over)
    : FormDialog(over, QStringLiteral("rotate"), tr("Make a new secret")),
      m_context(context),
      m_endpoint(endpoint),
      m_overlap(new NumberBox)
{
    setTitle(QStringLiteral("lock"), tr("A new secret for %1").arg(hostOf(endpoint.url)));
    m_overlap->setRange(0, kMostHours);
    m_overlap->setValue(kUsualHours);
    m_overlap->setSuffix(tr(" hours"));
    m_overlap->setSpecialValueText(tr("ends at once"));
    addField(body(), "overlapHours", tr("The secret of now signs for"), m_overlap, "Overlap");
    body()->addWidget(makeParagraph(
        tr("Both secrets sign meanwhile, so nothing is lost while the endpoint's server is told. "
           "A secret that was replaced before ends at once.")));
    body()->addStretch(1);
    setFirstFocus(m_overlap);
    connect(m_overlap, &QSpinBox::valueChanged, this, &RotateDialog::changed);
    changed();
}

void RotateDialog::send()
{
    began(tr("A new secret is being made."));
    m_context.connection.call(this,
                              api::RotateWebhookSecret{m_endpoint.seller, m_endpoint.id,
                                                       m_endpoint.version, m_overlap->value()},
                              [this](const Result<api::WebhookEndpointView>& reply) {
                                  if (!reply) return failed(reply.error());
                                  ended();
                                  emit rotated(*reply);
                                  accept();
                              });
}

} // namespace stoa::ui
