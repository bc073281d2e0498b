#include "ui/webhooks/replay_dialog.h"

#include "ui/text/amounts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QDateTimeEdit>
#include <QLineEdit>
#include <QRegularExpressionValidator>

namespace stoa::ui {

namespace {

const auto kPlace = QStringLiteral("[0-9]{0,15}");

} // namespace

ReplayDialog::ReplayDialog(const PageContext& context, WebhookEndpointId endpoint,
                           const QString& host, std::optional<std::int64_t> fromSeq, QWidget* over)
    : FormDialog(over, QStringLiteral("replay"), tr("Send again")),
      m_context(context),
      m_endpoint(endpoint),
      m_start(new Segmented({tr("Since a moment"), tr("From a place in the log")},
                            QStringLiteral("replayStart"))),
      m_from(new QDateTimeEdit),
      m_fromSeq(new QLineEdit),
      m_throughSeq(new QLineEdit)
{
    setTitle(QStringLiteral("sync"), tr("Send to %1 again").arg(host));
    const Clockface face = m_context.clock();
    m_start->setAccessibleName(tr("Where to begin"));
    body()->addWidget(m_start, 0, Qt::AlignLeft);
    m_from->setDisplayFormat(QStringLiteral("d MMM yyyy hh:mm"));
    const QDateTime yesterday = inZone(face.now - std::chrono::hours(24), face.zone);
    m_from->setDate(yesterday.date()); // a wall clock of the workspace's zone, not of this computer
    m_from->setTime(yesterday.time());
    m_momentField = addField(body(), "from", tr("Since"), m_from, "From");
    for (QLineEdit* place : {m_fromSeq, m_throughSeq})
        place->setValidator(new QRegularExpressionValidator(QRegularExpression(kPlace), place));
    m_placeField = addField(body(), "fromSeq", tr("From number"), m_fromSeq, "FromSeq");
    addField(body(), "throughSeq", tr("Through number"), m_throughSeq, "ThroughSeq")
        ->setHint(tr("Empty: to the end of the log."));
    body()->addWidget(makeParagraph(
        tr("Events keep their ids, so its server can tell what it has seen. What waits just comes "
           "sooner; what the endpoint does not ask for is left out.")));
    body()->addStretch(1);
    if (fromSeq) {
        m_start->setCurrent(1);
        m_fromSeq->setText(QString::number(*fromSeq));
    }
    connect(m_start, &Segmented::currentChanged, this, &ReplayDialog::showFields);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &ReplayDialog::changed);
    connect(m_fromSeq, &QLineEdit::textChanged, this, &ReplayDialog::changed);
    connect(m_throughSeq, &QLineEdit::textChanged, this, &ReplayDialog::changed);
    showFields();
    setFirstFocus(fromSeq ? static_cast<QWidget*>(m_fromSeq) : m_from);
}

bool ReplayDialog::isByMoment() const
{
    return m_start->current() == 0;
}

void ReplayDialog::showFields()
{
    m_momentField->setVisible(isByMoment());
    m_placeField->setVisible(!isByMoment());
    changed();
}

QString ReplayDialog::whyNot() const
{
    if (!isByMoment() && m_fromSeq->text().isEmpty()) return tr("Say where to begin.");
    const bool isTurned = !isByMoment() && !m_throughSeq->text().isEmpty() &&
                          m_throughSeq->text().toLongLong() < m_fromSeq->text().toLongLong();
    return isTurned ? tr("It ends before it begins.") : QString();
}

void ReplayDialog::send()
{
    api::ReplayWebhooks request;
    request.seller = m_context.workspace().organisation;
    request.endpoint = m_endpoint;
    const QDateTime from(m_from->date(), m_from->time(), m_context.clock().zone);
    if (isByMoment())
        request.from = Timestamp(from.toMSecsSinceEpoch() * 1000);
    else
        request.fromSeq = m_fromSeq->text().toLongLong();
    if (!m_throughSeq->text().isEmpty()) request.throughSeq = m_throughSeq->text().toLongLong();
    m_count = 0;
    m_rounds = 0;
    ask(std::move(request), intent().key());
}

void ReplayDialog::ask(api::ReplayWebhooks request, const std::string& key)
{
    began(tr("Events are being sent again: %1 so far.").arg(numberText(m_count)));
    m_context.connection.call(
        this, request,
        [this, request](const Result<api::WebhookReplayView>& reply) {
            if (!reply) return failed(reply.error());
            takeReply(request, *reply);
        },
        key);
}

void ReplayDialog::takeReply(const api::ReplayWebhooks& asked, const api::WebhookReplayView& reply)
{
    m_count += reply.replayed;
    if (reply.nextSeq && ++m_rounds < kMostRounds) {
        api::ReplayWebhooks next = asked;
        next.from.reset();
        next.fromSeq = *reply.nextSeq;
        return ask(std::move(next), {});
    }
    ended();
    emit replayed(m_count, !reply.nextSeq);
    accept();
}

} // namespace stoa::ui
