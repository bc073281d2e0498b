#include "ui/webhooks/endpoint_drawer.h"

#include "ui/text/amounts.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

EndpointDrawer::EndpointDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("endpoint"), tr("No endpoint chosen"), parent),
      m_url(new Label({}, Type::BodyStrong)),
      m_description(new Label({}, Type::Secondary, &Theme::t3)),
      m_kinds(new Label({}, Type::Secondary)),
      m_created(new Label({}, Type::Secondary, &Theme::t3)),
      m_buttons{
          new Button(tr("Change"), QStringLiteral("endpointEdit")),
          new Button(tr("Pause"), QStringLiteral("endpointToggle")),
          new Button(tr("Test"), QStringLiteral("endpointTest")),
          new Button(tr("Deliveries"), QStringLiteral("endpointDeliveries")),
          new Button(tr("Send again"), QStringLiteral("endpointReplay")),
          new Button(tr("New secret"), QStringLiteral("endpointRotate")),
          new Button(tr("Remove"), QStringLiteral("endpointRemove"), Button::Kind::DangerText)}
{
    addFacts({m_url, m_description}, {m_kinds, m_created});
    constexpr const char* kKeys[] = {"E", "P", "T", "D", "R", "S", ""};
    for (std::size_t i = 0; i < kActs; ++i) {
        m_buttons[i]->setKeyHint(QString::fromLatin1(kKeys[i]));
        connect(m_buttons[i], &QPushButton::clicked, this,
                [this, i] { emit requested(static_cast<Act>(i)); });
    }
    addActions({button(Act::Edit), button(Act::Toggle), button(Act::Test), button(Act::Remove)});
    addActions({button(Act::Deliveries), button(Act::Replay), button(Act::Rotate)});
    showNothing();
}

void EndpointDrawer::run(Act act)
{
    press(button(act));
}

QString EndpointDrawer::whyNot(Act act) const
{
    if (!row()) return tr("Choose an endpoint first.");
    if (isBusy()) return tr("It is being done.");
    const bool needsActive = act == Act::Test || act == Act::Replay;
    return needsActive && row()->state != api::WebhookState::Active
               ? tr("Nothing is sent to it now. Resume it first.")
               : QString();
}

void EndpointDrawer::updateActions()
{
    const bool isActive = !row() || row()->state == api::WebhookState::Active;
    button(Act::Toggle)->setText(isActive ? tr("Pause") : tr("Resume"));
    button(Act::Toggle)->setAccessibleName(button(Act::Toggle)->text());
    for (std::size_t i = 0; i < kActs; ++i)
        allow(m_buttons[i], whyNot(static_cast<Act>(i)));
    if (button(Act::Remove)->isEnabled())
        button(Act::Remove)->setToolTip(tr("For good, with what waits for it (Delete)"));
}

void EndpointDrawer::clearHead()
{
    for (Label* label : {m_url, m_description, m_kinds, m_created})
        label->clear();
}

void EndpointDrawer::fillHead()
{
    const api::WebhookEndpointView& endpoint = *row();
    drawer().setTitle(hostOf(endpoint.url), endpointWord(endpoint));
    m_url->setText(fromUtf8(endpoint.url));
    m_description->setText(fromUtf8(endpoint.description));
    m_kinds->setText(kindsText(endpoint.kinds));
    m_created->setText(momentText(endpoint.createdAt, context().clock()));
}

void EndpointDrawer::fillSections()
{
    const api::WebhookEndpointView& endpoint = *details();
    const Clockface face = context().clock();
    if (const QString trouble = endpointTrouble(endpoint, face); !trouble.isEmpty()) {
        const bool isBad = endpoint.state == api::WebhookState::Disabled;
        const bool isPaused = endpoint.state == api::WebhookState::Paused;
        add({}, "sectionTrouble")
            ->addWidget(new Note(isBad      ? Tone::Bad
                                 : isPaused ? Tone::Neutral
                                            : Tone::Warn,
                                 isPaused ? QStringLiteral("pause") : QStringLiteral("incident"),
                                 trouble));
    }
    auto* facts = new KeyValues(QStringLiteral("endpointFacts"));
    facts->add(tr("Place in the log"), numberText(endpoint.seenSeq));
    facts->add(tr("Added"), momentText(endpoint.createdAt, face));
    if (endpoint.previousSecretUntil && *endpoint.previousSecretUntil > face.now) {
        facts->add(tr("The secret before signs until"),
                   momentText(*endpoint.previousSecretUntil, face));
    }
    add(tr("Course"), "sectionCourse")->addWidget(facts);
    auto* kinds = add(tr("Hears of"), "sectionKinds");
    if (endpoint.kinds.empty()) {
        return kinds->addWidget(
            makeParagraph(tr("Every kind of event, also those that come with later versions.")));
    }
    QStringList names;
    for (const std::string& kind : endpoint.kinds)
        names << fromUtf8(kind);
    kinds->addWidget(makeParagraph(names.join(QStringLiteral(", ")), Type::Secondary, &Theme::t2));
}

} // namespace stoa::ui
