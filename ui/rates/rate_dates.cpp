#include "ui/rates/rate_dates.h"

#include "ui/widgets/card.h"
#include "ui/widgets/steady_box.h"

#include <QCheckBox>
#include <QCoreApplication>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Rates", text);
}

QString dayOf(Timestamp at, const Clockface& face)
{
    return face.locale.toString(inZone(at, face.zone).date(), QStringLiteral("d MMM yyyy"));
}

} // namespace

Timestamp startOf(const QDate& day, const QTimeZone& zone)
{
    return Timestamp(day.startOfDay(zone).toMSecsSinceEpoch() * 1000);
}

QString validText(std::optional<Timestamp> from, std::optional<Timestamp> until,
                  const Clockface& face)
{
    const Duration moment = std::chrono::seconds(1);
    if (from && until) {
        return QStringLiteral("%1 – %2").arg(dayOf(*from, face), dayOf(*until - moment, face));
    }
    if (from) return say(QT_TRANSLATE_NOOP("Rates", "since %1")).arg(dayOf(*from, face));
    if (until) {
        return say(QT_TRANSLATE_NOOP("Rates", "until %1")).arg(dayOf(*until - moment, face));
    }
    return say(QT_TRANSLATE_NOOP("Rates", "always"));
}

OptionalDay::OptionalDay(const QString& open, bool isEnd, const Clockface& face,
                         const QString& name, QWidget* parent)
    : QWidget(parent), m_isEnd(isEnd), m_face(face), m_open(new QCheckBox(open)), m_day(new DayBox)
{
    m_open->setObjectName(name + QStringLiteral("Open"));
    m_open->setChecked(true);
    m_day->setObjectName(name + QStringLiteral("Day"));
    m_day->setAccessibleName(isEnd ? tr("Last day") : tr("First day"));
    m_day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    m_day->setDate(inZone(face.now, face.zone).date());
    m_day->setEnabled(false);
    auto* row = makeRow(8);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_open);
    row->addWidget(m_day, 1);
    setLayout(row);
    setFocusProxy(m_open);
    connect(m_open, &QCheckBox::toggled, this, [this](bool isOpen) {
        m_day->setEnabled(!isOpen);
        emit changed();
    });
    connect(m_day, &QDateEdit::dateChanged, this, &OptionalDay::changed);
}

void OptionalDay::set(std::optional<Timestamp> at)
{
    m_open->setChecked(!at);
    if (!at) return;
    const Timestamp shown = m_isEnd ? *at - std::chrono::seconds(1) : *at;
    m_given = at;
    m_givenDay = inZone(shown, m_face.zone).date();
    m_day->setDate(m_givenDay);
}

std::optional<Timestamp> OptionalDay::at() const
{
    if (m_open->isChecked()) return std::nullopt;
    if (m_given && m_day->date() == m_givenDay) return m_given; // may be in the middle of the day
    return startOf(m_isEnd ? m_day->date().addDays(1) : m_day->date(), m_face.zone);
}

} // namespace stoa::ui
