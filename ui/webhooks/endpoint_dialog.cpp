#include "ui/webhooks/endpoint_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/webhooks/kind_picker.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 520;
constexpr int kMostUrl = 500;
constexpr int kMostDescription = 200;
constexpr int kMostKinds = 100;

api::EventKinds kindsOf(const QStringList& kinds)
{
    api::EventKinds list;
    for (const QString& kind : kinds)
        list.push_back(toUtf8(kind));
    return list;
}

} // namespace

EndpointDialog::EndpointDialog(const PageContext& context,
                               const std::optional<api::WebhookEndpointView>& endpoint,
                               QWidget* over)
    : FormDialog(over, QStringLiteral("hook"), endpoint ? tr("Save") : tr("Add the endpoint"),
                 kWidth),
      m_context(context),
      m_endpoint(endpoint),
      m_url(new QLineEdit),
      m_description(new QLineEdit),
      m_kinds(new KindPicker(QStringLiteral("hook")))
{
    setTitle(QStringLiteral("plug"), endpoint ? tr("Change an endpoint") : tr("Add an endpoint"));
    m_url->setMaxLength(kMostUrl);
    m_url->setPlaceholderText(QStringLiteral("https://example.com/hooks"));
    m_description->setMaxLength(kMostDescription);
    addField(body(), "url", tr("Address that events are posted to"), m_url, "Url");
    addField(body(), "description", tr("What it is for"), m_description, "Description");
    addField(body(), "kinds", tr("Hears of"), m_kinds, "Picker");
    body()->addStretch(1);
    if (endpoint) {
        m_url->setText(fromUtf8(endpoint->url));
        m_description->setText(fromUtf8(endpoint->description));
        QStringList kinds;
        for (const std::string& kind : endpoint->kinds)
            kinds << fromUtf8(kind);
        m_kinds->setChosen(kinds);
    }
    setFirstFocus(m_url);
    connect(m_url, &QLineEdit::textChanged, this, &EndpointDialog::changed);
    connect(m_url, &QLineEdit::returnPressed, this, &EndpointDialog::trySend);
    connect(m_description, &QLineEdit::textChanged, this, &EndpointDialog::changed);
    connect(m_kinds, &KindPicker::changed, this, &EndpointDialog::changed);
    changed();
    readKinds();
}

void EndpointDialog::readKinds()
{
    m_context.connection.call(this, api::ListEventKinds{},
                              [this](const Result<api::EventKindsView>& all) {
                                  if (!all) return showProblem(errorText(all.error()));
                                  QStringList kinds;
                                  for (const std::string& kind : all->kinds)
                                      kinds << fromUtf8(kind);
                                  m_kinds->setKinds(kinds);
                              });
}

QString EndpointDialog::whyNot() const
{
    if (m_url->text().trimmed().isEmpty()) return tr("Say where events are posted to.");
    if (!m_kinds->isComplete()) return tr("Choose at least one kind of event.");
    if (m_kinds->chosen().size() > kMostKinds) {
        return tr("At most %1 kinds can be chosen one by one. Choose every kind.").arg(kMostKinds);
    }
    return {};
}

void EndpointDialog::send()
{
    const OrgId organisation = m_context.workspace().organisation;
    const std::string url = toUtf8(m_url->text().trimmed());
    const std::string description = toUtf8(m_description->text().trimmed());
    const auto take = [this](const Result<api::WebhookEndpointView>& reply) { takeReply(reply); };
    began(tr("An endpoint is being saved."));
    if (!m_endpoint) {
        return m_context.connection.call(
            this,
            api::CreateWebhookEndpoint{organisation, url, description, kindsOf(m_kinds->chosen())},
            take);
    }
    m_context.connection.call(
        this,
        api::UpdateWebhookEndpoint{organisation, m_endpoint->id, m_endpoint->version, url,
                                   description, kindsOf(m_kinds->chosen()),
                                   m_endpoint->state == api::WebhookState::Active},
        take, intent().key());
}

void EndpointDialog::takeReply(const Result<api::WebhookEndpointView>& reply)
{
    if (!reply) {
        failed(reply.error());
        if (reply.error().kind == ErrorKind::Stale) readAgain();
        return;
    }
    ended();
    emit saved(*reply);
    accept();
}

void EndpointDialog::readAgain()
{
    m_context.connection.call(
        this, api::GetWebhookEndpoint{m_context.workspace().organisation, m_endpoint->id},
        [this](const Result<api::WebhookEndpointView>& endpoint) {
            if (!endpoint) return showProblem(errorText(endpoint.error()));
            m_endpoint = *endpoint;
            changed(); // another intent
            showProblem(tr("Somebody else has changed it: it posts to %1 now. What you typed is "
                           "kept; save once more to write it over that.")
                            .arg(isolated(fromUtf8(endpoint->url))));
        });
}

} // namespace stoa::ui
