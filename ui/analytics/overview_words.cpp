#include "ui/analytics/overview_words.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Overview", text);
}

bool isMoney(api::FigureKind kind)
{
    return kind == api::FigureKind::Sales || kind == api::FigureKind::NetRevenue ||
           kind == api::FigureKind::Refunded;
}

std::vector<double> pointsOf(const std::vector<std::int64_t>& course)
{
    return {course.begin(), course.end()};
}

QString shareOfSales(const api::FigureView& figure, const api::OverviewView& overview,
                     const char* sentence)
{
    const api::FigureView* sales = figureOf(overview, api::FigureKind::Sales);
    if (sales == nullptr || sales->value <= 0) return {};
    return say(sentence).arg(
        rateText(static_cast<double>(figure.value) / static_cast<double>(sales->value)));
}

void setChange(StatFigure& shown, const api::FigureView& figure)
{
    if (figure.before <= 0 || figure.value == figure.before) return;
    const double ratio =
        static_cast<double>(figure.value - figure.before) / static_cast<double>(figure.before);
    shown.isUp = ratio > 0;
    shown.change = changeText(ratio).mid(1); // the arrow is the sign
    const bool isGood = shown.isUp != (figure.kind == api::FigureKind::Refunded);
    shown.changeTone = isGood ? Tone::Ok : Tone::Warn;
    if (figure.kind == api::FigureKind::Refunded && shown.isUp) shown.lineTone = Tone::Warn;
}

struct AttentionRow {
    api::AttentionKind kind;
    const char* icon;
    Tone tone;
    const char* one;
    const char* many;
    const char* action;
    const char* page;
    const char* record;
};

constexpr AttentionRow kAttention[] = {
    {api::AttentionKind::OverdueReviews, "moderation", Tone::Warn,
     QT_TRANSLATE_NOOP("Overview", "1 listing is past the review target"),
     QT_TRANSLATE_NOOP("Overview", "%1 listings are past the review target"),
     QT_TRANSLATE_NOOP("Overview", "Review"), "moderation", ""},
    {api::AttentionKind::UnpaidOrders, "card", Tone::Neutral,
     QT_TRANSLATE_NOOP("Overview", "1 order has not been paid"),
     QT_TRANSLATE_NOOP("Overview", "%1 orders have not been paid"),
     QT_TRANSLATE_NOOP("Overview", "Look"), "orders", "view:unpaid"},
    {api::AttentionKind::LateShipments, "truck", Tone::Warn,
     QT_TRANSLATE_NOOP("Overview", "1 paid order is late to send"),
     QT_TRANSLATE_NOOP("Overview", "%1 paid orders are late to send"),
     QT_TRANSLATE_NOOP("Overview", "Look"), "orders", "view:late"},
    {api::AttentionKind::LowStock, "listing", Tone::Neutral,
     QT_TRANSLATE_NOOP("Overview", "1 variant is nearly sold out"),
     QT_TRANSLATE_NOOP("Overview", "%1 variants are nearly sold out"),
     QT_TRANSLATE_NOOP("Overview", "Restock"), "listings", ""},
    {api::AttentionKind::ServiceDown, "server", Tone::Bad,
     QT_TRANSLATE_NOOP("Overview", "1 service is not running"),
     QT_TRANSLATE_NOOP("Overview", "%1 services are not running"), "", "", ""},
};

} // namespace

QString figureTitle(api::FigureKind kind)
{
    switch (kind) {
    case api::FigureKind::Sales:
        return say(QT_TRANSLATE_NOOP("Overview", "Sales (GMV)"));
    case api::FigureKind::NetRevenue:
        return say(QT_TRANSLATE_NOOP("Overview", "Net revenue"));
    case api::FigureKind::Orders:
        return say(QT_TRANSLATE_NOOP("Overview", "Orders"));
    case api::FigureKind::Refunded:
        return say(QT_TRANSLATE_NOOP("Overview", "Refunded"));
    case api::FigureKind::ActiveSellers:
        return say(QT_TRANSLATE_NOOP("Overview", "Active sellers"));
    }
    return {};
}

const api::FigureView* figureOf(const api::OverviewView& overview, api::FigureKind kind)
{
    for (const api::FigureView& figure : overview.figures) {
        if (figure.kind == kind) return &figure;
    }
    return nullptr;
}

StatFigure statFigure(const api::FigureView& figure, const api::OverviewView& overview,
                      api::Period period)
{
    const auto text = [&](std::int64_t value) {
        return isMoney(figure.kind) ? headlineMoney(Money(value, overview.currency))
                                    : numberText(value);
    };
    const auto exact = [&](std::int64_t value) {
        return isMoney(figure.kind) ? moneyText(Money(value, overview.currency))
                                    : numberText(value);
    };
    StatFigure shown;
    shown.value = text(figure.value);
    const QString before =
        period == api::Period::Today
            ? say(QT_TRANSLATE_NOOP("Overview", "%1 yesterday")).arg(text(figure.before))
            : say(QT_TRANSLATE_NOOP("Overview", "%1 before")).arg(text(figure.before));
    shown.exact = say(QT_TRANSLATE_NOOP("Overview", "%1; %2 %3"))
                      .arg(exact(figure.value), exact(figure.before), comparedText(period));
    if (figure.kind == api::FigureKind::NetRevenue) {
        shown.compared =
            shareOfSales(figure, overview, QT_TRANSLATE_NOOP("Overview", "%1 take rate"));
    } else if (figure.kind == api::FigureKind::Refunded) {
        shown.compared =
            shareOfSales(figure, overview, QT_TRANSLATE_NOOP("Overview", "%1 of sales"));
    }
    if (shown.compared.isEmpty()) shown.compared = before;
    shown.points = pointsOf(figure.course);
    shown.comparedPoints = pointsOf(figure.courseBefore);
    setChange(shown, figure);
    return shown;
}

QString periodText(api::Period period)
{
    switch (period) {
    case api::Period::Today:
        return say(QT_TRANSLATE_NOOP("Overview", "Today"));
    case api::Period::Week:
        return say(QT_TRANSLATE_NOOP("Overview", "7 d"));
    case api::Period::Month:
        return say(QT_TRANSLATE_NOOP("Overview", "30 d"));
    case api::Period::Quarter:
        return say(QT_TRANSLATE_NOOP("Overview", "Quarter"));
    }
    return {};
}

QString comparedText(api::Period period)
{
    switch (period) {
    case api::Period::Today:
        return say(QT_TRANSLATE_NOOP("Overview", "yesterday"));
    case api::Period::Week:
        return say(QT_TRANSLATE_NOOP("Overview", "the 7 days before"));
    case api::Period::Month:
        return say(QT_TRANSLATE_NOOP("Overview", "the 30 days before"));
    case api::Period::Quarter:
        return say(QT_TRANSLATE_NOOP("Overview", "the 90 days before"));
    }
    return {};
}

QString stageText(const std::string& stage)
{
    return statusWord(stage).text;
}

AttentionWords attentionWords(const api::AttentionView& attention, Timestamp now)
{
    AttentionWords words;
    for (const AttentionRow& row : kAttention) {
        if (row.kind != attention.kind) continue;
        words.icon = QString::fromLatin1(row.icon);
        words.tone = row.tone;
        words.title =
            attention.count == 1 ? say(row.one) : say(row.many).arg(numberText(attention.count));
        words.action = *row.action == 0 ? QString() : say(row.action);
        words.place = {QString::fromLatin1(row.page), QString::fromLatin1(row.record)};
    }
    QStringList details;
    if (attention.amount) details << moneyText(*attention.amount);
    if (attention.oldest) {
        details << say(QT_TRANSLATE_NOOP("Overview", "oldest %1"))
                       .arg(durationText(now - *attention.oldest));
    }
    words.detail = details.join(QStringLiteral(" · "));
    return words;
}

} // namespace stoa::ui
