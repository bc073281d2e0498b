#include "ui/webhooks/delivery_drawer.h"

#include "ui/text/amounts.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QJsonDocument>
#include <QVBoxLayout>

namespace stoa::ui {

namespace {

// As people read it; what is no JSON stays as it is.
QString bodyText(const std::string& body)
{
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(body));
    return document.isNull() ? fromUtf8(body)
                             : QString::fromUtf8(document.toJson(QJsonDocument::Indented));
}

} // namespace

DeliveryDrawer::DeliveryDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("delivery"), tr("No delivery chosen"), parent),
      m_about(new Label({}, Type::BodyStrong)),
      m_number(new Label({}, Type::Secondary, &Theme::t3)),
      m_answer(new Label({}, Type::ObjectTitle)),
      m_next(new Label({}, Type::Secondary, &Theme::t3)),
      m_again(new Button(tr("Send again"), QStringLiteral("deliveryAgain"), Button::Kind::Primary)),
      m_replay(new Button(tr("All from here"), QStringLiteral("deliveryReplay")))
{
    m_again->setKeyHint(QStringLiteral("R"));
    m_replay->setKeyHint(QStringLiteral("F"));
    addFacts({m_about, m_number}, {m_answer, m_next});
    addActions({m_again, m_replay});
    connect(m_again, &QPushButton::clicked, this, &DeliveryDrawer::redeliverRequested);
    connect(m_replay, &QPushButton::clicked, this, &DeliveryDrawer::replayRequested);
    showNothing();
}

QString DeliveryDrawer::order() const
{
    const bool isOfOrder = row() && row()->aggregate.starts_with("ord_");
    return isOfOrder ? fromUtf8(row()->aggregate) : QString();
}

void DeliveryDrawer::sendAgain()
{
    press(m_again);
}

void DeliveryDrawer::replay()
{
    press(m_replay);
}

void DeliveryDrawer::updateActions()
{
    QString why;
    if (!row())
        why = tr("Choose a delivery first.");
    else if (isBusy())
        why = tr("It is being sent.");
    const bool isTest = row() && row()->seq == 0;
    allow(m_again, why);
    allow(m_replay, why.isEmpty() && isTest ? tr("A test has no place in the log.") : why);
}

void DeliveryDrawer::clearHead()
{
    for (Label* label : {m_about, m_number, m_answer, m_next})
        label->clear();
}

void DeliveryDrawer::fillHead()
{
    const api::WebhookDeliveryRow& delivery = *row();
    drawer().setTitle(fromUtf8(delivery.kind), deliveryWord(delivery));
    m_about->setText(fromUtf8(delivery.aggregate));
    m_number->setText(delivery.seq == 0 ? tr("a test")
                                        : tr("number %1 of the log").arg(numberText(delivery.seq)));
    m_answer->setText(lastAnswerText(delivery));
    m_next->setText(
        delivery.nextAttemptAt
            ? tr("next try %1").arg(momentText(*delivery.nextAttemptAt, context().clock()))
            : QString());
}

void DeliveryDrawer::fillAttempts()
{
    auto* section = add(tr("Attempts"), "sectionAttempts");
    if (details()->attempts.empty()) {
        section->addWidget(makeParagraph(tr("None yet.")));
        return;
    }
    const Clockface face = context().clock();
    auto* values = new KeyValues(QStringLiteral("deliveryAttempts"));
    for (auto each = details()->attempts.rbegin(); each != details()->attempts.rend(); ++each) {
        const bool isTaken = each->status >= 200 && each->status < 300 && each->error.empty();
        values->add(tr("%1 · %2").arg(numberText(each->number), momentText(each->startedAt, face)),
                    attemptText(*each), isTaken ? &Theme::ok : &Theme::bad);
    }
    section->addWidget(values);
    const api::WebhookAttemptView& last = details()->attempts.back();
    if (last.answer.empty()) return;
    section->addWidget(new Label(tr("What its server answered last"), Type::Label, &Theme::t2));
    section->addWidget(makeParagraph(fromUtf8(last.answer), Type::Secondary, &Theme::t2));
}

void DeliveryDrawer::fillSections()
{
    fillAttempts();
    const api::WebhookDeliveryRow& delivery = details()->row;
    const Clockface face = context().clock();
    auto* facts = new KeyValues(QStringLiteral("deliveryFacts"));
    facts->add(tr("Happened"), fullMomentText(delivery.createdAt, face));
    if (delivery.endedAt) facts->add(tr("Ended"), fullMomentText(*delivery.endedAt, face));
    facts->add(tr("Id"), fromUtf8(delivery.event.text()));
    add(tr("Course"), "sectionCourse")->addWidget(facts);
    auto* body = add(tr("What was posted"), "sectionBody");
    auto* text = makeParagraph(bodyText(details()->body), Type::Secondary, &Theme::t2);
    text->setObjectName(QStringLiteral("deliveryBody"));
    body->addWidget(text);
}

} // namespace stoa::ui
