#include "ui/moderation/case_facts.h"

#include "ui/moderation/moderation_words.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"

namespace stoa::ui {

namespace {

constexpr int kHeader = 38;
constexpr int kBarHeight = 4;

// What was matched and where: the same word may be in the title and in the description.
QString matchText(const api::SignalView& hit)
{
    const QString match = factText(hit.match);
    if (match.isEmpty()) return {};
    if (hit.field == "title") return CaseFacts::tr("“%1” in the title").arg(match);
    if (hit.field == "description") return CaseFacts::tr("“%1” in the description").arg(match);
    return match;
}

// One signal: its name and score, a bar of the score, what it matched.
class SignalRow final : public QWidget {
public:
    explicit SignalRow(const api::SignalView& hit)
        : m_name(ruleName(hit.rule)), m_detail(matchText(hit)), m_score(hit.score)
    {
        setObjectName(QStringLiteral("signal"));
        setAccessibleName(QStringLiteral("%1, %2").arg(m_name, numberText(m_score)));
        setAccessibleDescription(m_detail);
        setToolTip(fromUtf8(hit.rule));
        const int detail = m_detail.isEmpty() ? 0 : lineHeight(Type::Secondary) + 2;
        setFixedHeight(8 + lineHeight(Type::Body) + 4 + kBarHeight + 4 + detail + 8);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawRule(painter, {0, 0}, {width() - 1, 0}, theme().line);
        const Tone tone = scoreTone(m_score);
        const QRect line(12, 8, width() - 24, lineHeight(Type::Body));
        const QString score = numberText(m_score);
        const QFont bold = ui::font(Type::SecondaryBold);
        drawFigures(painter, line, Qt::AlignRight | Qt::AlignVCenter, score, bold,
                    tone == Tone::Neutral ? theme().t2 : theme().text(tone));
        drawText(painter, line.adjusted(0, 0, -figuresWidth(bold, score) - 8, 0),
                 Qt::AlignLeft | Qt::AlignVCenter, m_name, ui::font(Type::BodyStrong), theme().t1);
        const QRect bar(12, line.bottom() + 5, width() - 24, kBarHeight);
        drawBar(painter, bar, static_cast<double>(m_score) / 100,
                tone == Tone::Neutral ? theme().ctl : theme().fill(tone));
        drawText(painter, {12, bar.bottom() + 5, width() - 24, lineHeight(Type::Secondary)},
                 Qt::AlignLeft | Qt::AlignVCenter, m_detail, ui::font(Type::Secondary), theme().t3);
    }

private:
    QString m_name;
    QString m_detail;
    std::int64_t m_score;
};

void empty(QWidget* section)
{
    while (QLayoutItem* item = section->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QWidget* makeSection(const char* name)
{
    auto* section = new QWidget;
    section->setObjectName(QString::fromLatin1(name));
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return section;
}

// The title of a section with what stands at its right; both may be null.
QWidget* makeHead(Label* title, QWidget* mark, Label* note)
{
    auto* head = new QWidget;
    head->setFixedHeight(scaled(kHeader));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(title);
    if (mark != nullptr) row->addWidget(mark);
    row->addStretch(1);
    if (note != nullptr) row->addWidget(note);
    return head;
}

} // namespace

CaseFacts::CaseFacts(QWidget* parent)
    : QWidget(parent), m_signals(makeSection("caseSignals")), m_seller(makeSection("caseSeller"))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_signals);
    column->addWidget(m_seller);
    column->addStretch(1);
}

void CaseFacts::show(const api::CaseView& view, const Clockface& face)
{
    clear();
    fillSignals(view);
    fillSeller(view.sellerRecord, face);
}

void CaseFacts::clear()
{
    empty(m_signals);
    empty(m_seller);
}

void CaseFacts::fillSignals(const api::CaseView& view)
{
    const auto hits = static_cast<int>(view.ruleHits.size());
    const StatusWord risk{
        tr("Risk %1").arg(numberText(view.row.score)), scoreTone(view.row.score), {}};
    auto* note = new Label(hits == 0 ? tr("no rule hit") : tr("%n hit(s)", "", hits),
                           Type::Secondary, &Theme::t3);
    QWidget* mark = hits == 0 ? nullptr : new StatusChip(risk, nullptr, ChipSize::Dense);
    m_signals->layout()->addWidget(makeHead(new Label(tr("Signals"), Type::CardTitle), mark, note));
    for (const api::SignalView& hit : view.ruleHits)
        m_signals->layout()->addWidget(new SignalRow(hit));
}

void CaseFacts::fillSeller(const api::SellerRecord& seller, const Clockface& face)
{
    m_seller->layout()->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    m_seller->layout()->addWidget(
        makeHead(new Label(fromUtf8(seller.name), Type::CardTitle), nullptr, nullptr));
    auto* facts = new KeyValues(QStringLiteral("sellerRecord"));
    facts->setContentsMargins(12, 0, 12, 12);
    facts->add(tr("Selling since"), momentText(seller.since, face));
    facts->add(tr("Live listings"), numberText(seller.publishedListings));
    facts->add(tr("Rejected listings"), numberText(seller.rejectedListings),
               seller.rejectedListings > 0 ? &Theme::warn : &Theme::t1);
    facts->add(tr("Orders"), numberText(seller.orders));
    m_seller->layout()->addWidget(facts);
}

} // namespace stoa::ui
