#include "ui/webhooks/endpoints_part.h"

#include "api/webhook_deliveries.h"
#include "ui/text/amounts.h"
#include "ui/webhooks/endpoint_dialog.h"
#include "ui/webhooks/endpoints_model.h"
#include "ui/webhooks/replay_dialog.h"
#include "ui/webhooks/rotate_dialog.h"
#include "ui/webhooks/secret_dialog.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

EndpointsPart::EndpointsPart(const PageContext& context, QWidget* parent)
    : ListPage(
          context,
          {QStringLiteral("endpoints"), tr("Webhooks"), tr("The endpoints stay as they were."), {}},
          parent),
      m_model(new EndpointsModel(context, this)),
      m_drawer(new EndpointDrawer(context))
{
    auto* add = new Button(tr("Add an endpoint"), QStringLiteral("endpointsAdd"));
    add->setIconName(QStringLiteral("plus"));
    add->setKeyHint(QStringLiteral("N"));
    header().addAction(add);
    assemble({m_model, m_drawer});
    connect(add, &Button::clicked, this, [this] { openDialog({}); });
    connect(m_drawer, &EndpointDrawer::requested, this, &EndpointsPart::run);
}

void EndpointsPart::askFor(const QString&)
{
    beganAsking();
    m_model->reload();
}

bool EndpointsPart::showRecord(const QString& id)
{
    const Endpoint* endpoint = m_model->endpointOf(id);
    if (endpoint != nullptr) m_drawer->show(*endpoint);
    return endpoint != nullptr;
}

StateMessage EndpointsPart::emptyMessage() const
{
    return {QStringLiteral("plug"), tr("No endpoints yet"),
            tr("Programs elsewhere hear at once of what happens here, each event signed and sent "
               "until it is taken."),
            tr("Add an endpoint")};
}

QString EndpointsPart::countText(std::int64_t count, bool) const
{
    return count == 1 ? tr("1 endpoint") : tr("%1 endpoints").arg(numberText(count));
}

void EndpointsPart::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"webhook_endpoint"})) refreshSoon();
}

bool EndpointsPart::takeLetter(int key)
{
    using Act = EndpointDrawer::Act;
    constexpr std::pair<int, Act> kKeys[] = {
        {Qt::Key_E, Act::Edit},       {Qt::Key_P, Act::Toggle}, {Qt::Key_T, Act::Test},
        {Qt::Key_R, Act::Replay},     {Qt::Key_S, Act::Rotate}, {Qt::Key_D, Act::Deliveries},
        {Qt::Key_Delete, Act::Remove}};
    if (key == Qt::Key_N) {
        openDialog({});
        return true;
    }
    const auto* found = std::ranges::find(kKeys, key, &std::pair<int, Act>::first);
    if (found == std::end(kKeys)) return false;
    m_drawer->run(found->second);
    return true;
}

void EndpointsPart::run(EndpointDrawer::Act act)
{
    const Endpoint endpoint = m_drawer->details().value_or(*m_drawer->row());
    switch (act) {
    case EndpointDrawer::Act::Edit:
        return openDialog(endpoint);
    case EndpointDrawer::Act::Toggle:
        return toggle(endpoint);
    case EndpointDrawer::Act::Test:
        return test(endpoint);
    case EndpointDrawer::Act::Deliveries:
        return emit deliveriesRequested(endpoint);
    case EndpointDrawer::Act::Replay:
        return replay(endpoint);
    case EndpointDrawer::Act::Rotate:
        return rotate(endpoint);
    case EndpointDrawer::Act::Remove:
        return remove(endpoint);
    }
}

void EndpointsPart::openDialog(const std::optional<Endpoint>& endpoint)
{
    auto* dialog = new EndpointDialog(context(), endpoint, this);
    connect(dialog, &EndpointDialog::saved, this, [this](const Endpoint& saved) {
        const bool isNew = saved.secret.has_value();
        toast().showDone((isNew ? tr("Events are posted to %1 from now on") : tr("%1 is saved"))
                             .arg(hostOf(saved.url)));
        showAmongAll(fromUtf8(saved.id.text()));
        takeOutcomeOf(saved);
        if (isNew) showSecret(saved, {});
    });
    dialog->open();
}

void EndpointsPart::takeOutcomeOf(const Endpoint& endpoint)
{
    m_model->replaceRow(endpoint);
    m_drawer->take(endpoint);
    refresh();
}

void EndpointsPart::toggle(const Endpoint& endpoint)
{
    const bool isActive = endpoint.state == api::WebhookState::Active;
    api::UpdateWebhookEndpoint request{endpoint.seller, endpoint.id, endpoint.version, endpoint.url,
                                       endpoint.description};
    for (const std::string& kind : endpoint.kinds)
        request.kinds.push_back(kind);
    request.isActive = !isActive;
    send(std::move(request), (isActive ? tr("%1 is paused; nothing is lost")
                                       : tr("%1 is active; what happened meanwhile is on its way"))
                                 .arg(hostOf(endpoint.url)));
}

void EndpointsPart::test(const Endpoint& endpoint)
{
    send(api::SendTestWebhook{endpoint.seller, endpoint.id},
         tr("A test is on its way to %1; its deliveries show what it answers")
             .arg(hostOf(endpoint.url)));
}

void EndpointsPart::replay(const Endpoint& endpoint)
{
    auto* dialog =
        new ReplayDialog(context(), endpoint.id, hostOf(endpoint.url), std::nullopt, this);
    connect(dialog, &ReplayDialog::replayed, this, [this](qint64 deliveries, bool isAll) {
        toast().showDone(replayText(deliveries, isAll));
    });
    dialog->open();
}

void EndpointsPart::rotate(const Endpoint& endpoint)
{
    auto* dialog = new RotateDialog(context(), endpoint, this);
    connect(dialog, &RotateDialog::rotated, this, [this](const Endpoint& rotated) {
        takeOutcomeOf(rotated);
        const Clockface face = context().clock();
        showSecret(rotated, rotated.previousSecretUntil && *rotated.previousSecretUntil > face.now
                                ? tr("The secret before signs too, until %1.")
                                      .arg(momentText(*rotated.previousSecretUntil, face))
                                : tr("The secret before does not sign any more."));
    });
    dialog->open();
}

void EndpointsPart::remove(const Endpoint& endpoint)
{
    const Confirmation what{QStringLiteral("trash"),
                            tr("Remove %1").arg(hostOf(endpoint.url)),
                            tr("Nothing is posted to %1 any more. What waits for it, its log and "
                               "its secret are gone for good.")
                                .arg(isolated(fromUtf8(endpoint.url))),
                            tr("Remove"),
                            tr("Keep it"),
                            true};
    context().prompt.confirm(this, what, [this, endpoint](bool isAgreed) {
        if (isAgreed) {
            send(api::RemoveWebhookEndpoint{endpoint.seller, endpoint.id},
                 tr("%1 is removed").arg(hostOf(endpoint.url)));
        }
    });
}

void EndpointsPart::showSecret(const Endpoint& endpoint, const QString& note)
{
    if (!endpoint.secret) return;
    (new SecretDialog(hostOf(endpoint.url), fromUtf8(*endpoint.secret), note, this))->open();
}

} // namespace stoa::ui
