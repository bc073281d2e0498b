#pragma once
// Since when and until when a rule or rate holds: two days of the workspace's zone, each optional.
// The last day is part of it; the node is told the moment after it.

#include "core/timestamp.h"
#include "ui/text/times.h"

#include <QDate>
#include <QWidget>

#include <optional>

class QCheckBox;
class QDateEdit;

namespace stoa::ui {

// The moment at which a day begins in that zone.
Timestamp startOf(const QDate& day, const QTimeZone& zone);
// "since 1 Jan 2026", "until 31 Dec 2026", both, or "always".
QString validText(std::optional<Timestamp> from, std::optional<Timestamp> until,
                  const Clockface& face);

// A day that may be left open.
class OptionalDay final : public QWidget {
    Q_OBJECT

public:
    // `isEnd`: the day is the last one, and its moment is the day after.
    OptionalDay(const QString& open, bool isEnd, const Clockface& face, const QString& name,
                QWidget* parent = nullptr);

    void set(std::optional<Timestamp> at); // given back as it is while the day stays the same
    std::optional<Timestamp> at() const;

signals:
    void changed();

private:
    bool m_isEnd;
    Clockface m_face;
    std::optional<Timestamp> m_given;
    QDate m_givenDay;
    QCheckBox* m_open;
    QDateEdit* m_day;
};

} // namespace stoa::ui
