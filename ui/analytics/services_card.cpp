#include "ui/analytics/services_card.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/view_state.h"

#include <QCoreApplication>
#include <QGridLayout>

namespace stoa::ui {

namespace {

QString serviceName(const std::string& name)
{
    if (name == "postgresql") return QStringLiteral("PostgreSQL");
    if (name == "redis") return QStringLiteral("Redis");
    return fromUtf8(name);
}

} // namespace

StatusWord serviceWord(api::ServiceState state)
{
    const auto say = [](const char* text) {
        return QCoreApplication::translate("ServiceState", text);
    };
    switch (state) {
    case api::ServiceState::Absent:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Not used")), Tone::Neutral, "minus"};
    case api::ServiceState::Starting:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Starting")), Tone::Accent, "sync"};
    case api::ServiceState::Running:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Running")), Tone::Ok, "check"};
    case api::ServiceState::Degraded:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Slow")), Tone::Warn, "clock"};
    case api::ServiceState::Restarting:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Restarting")), Tone::Warn, "sync"};
    case api::ServiceState::Stopped:
        return {say(QT_TRANSLATE_NOOP("ServiceState", "Stopped")), Tone::Bad, "x-circle"};
    }
    return {};
}

ServicesCard::ServicesCard(QWidget* parent)
    : QWidget(parent),
      m_card(new Card(tr("Services"), QStringLiteral("servicesCard"))),
      m_services(new QGridLayout),
      m_facts(new KeyValues(QStringLiteral("nodeFacts"))),
      m_state(nullptr)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_services->setHorizontalSpacing(10);
    m_services->setVerticalSpacing(6);
    m_services->setColumnStretch(1, 1);
    column->addLayout(m_services);
    column->addWidget(makeRule(Qt::Horizontal));
    column->addWidget(m_facts);
    column->addStretch(1);
    m_state = new ViewState(content, Skeleton::Shape::Card, QStringLiteral("servicesState"));
    m_card->setBodyMargins(12, 2, 12, 10);
    m_card->body()->addWidget(m_state);
    auto* outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(m_card);
}

void ServicesCard::setNode(const api::NodeView& node, const Clockface& face)
{
    while (QLayoutItem* item = m_services->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const api::ServiceView& service : node.services) {
        m_services->addWidget(new Label(serviceName(service.name), Type::BodyStrong), row, 0);
        QStringList facts{fromUtf8(service.version), noteText(service.note)};
        if (service.restarts > 0) facts << tr("restarted %1 ×").arg(service.restarts);
        facts.removeAll(QString());
        m_services->addWidget(
            new Label(facts.join(QStringLiteral(" · ")), Type::Secondary, &Theme::t3), row, 1);
        m_services->addWidget(new StatusChip(serviceWord(service.state), nullptr, ChipSize::Dense),
                              row, 2);
        ++row;
    }
    m_card->setNote(
        tr("Stoa %1, up %2").arg(fromUtf8(node.version), durationText(face.now - node.startedAt)));
    m_facts->clear();
    m_facts->add(tr("Database"), sizeText(node.databaseBytes));
    m_facts->add(tr("Connections in use"),
                 tr("%1 of %2").arg(numberText(node.poolInUse), numberText(node.poolSize)));
    m_facts->add(tr("Calls that wait for a worker"), numberText(node.queueDepth));
    m_state->showContent();
}

} // namespace stoa::ui
