#include "ui/returns/case_drawer.h"

#include "ui/refunds/refund_words.h"
#include "ui/returns/after_sales_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

namespace {

// The one of that id, of whichever kind; nothing when the order has it no more.
std::optional<CaseDetails> detailsOf(const api::AfterSales& all, const std::string& id)
{
    const auto find = [&](const auto& cases) -> std::optional<CaseDetails> {
        for (const auto& each : cases) {
            if (each.id.text() == id) return CaseDetails{each.details, all.version};
        }
        return std::nullopt;
    };
    if (auto found = find(all.returns)) return found;
    if (auto found = find(all.exchanges)) return found;
    return find(all.claims);
}

} // namespace

CaseDrawer::CaseDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawerBase(context, QStringLiteral("case"), tr("Nothing chosen"), parent),
      m_buyer(new Label({}, Type::BodyStrong)),
      m_reason(new Label({}, Type::Secondary, &Theme::t3)),
      m_kind(new Label({}, Type::ObjectTitle)),
      m_opened(new Label({}, Type::Secondary, &Theme::t3)),
      m_buttons{new Button({}, QStringLiteral("caseFirst"), Button::Kind::Primary),
                new Button({}, QStringLiteral("caseSecond"))}
{
    m_buttons[0]->setKeyHint(QStringLiteral("A"));
    m_buttons[1]->setKeyHint(QStringLiteral("D"));
    addFacts({m_buyer, m_reason}, {m_kind, m_opened});
    addActions({m_buttons[0], m_buttons[1], makeOrderButton()});
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        connect(m_buttons[i], &QPushButton::clicked, this,
                [this, i] { emit stepRequested(m_steps.at(i).step); });
    }
    showNothing();
}

void CaseDrawer::show(const api::AfterSaleRow& row)
{
    const bool isSame = m_row && m_row->id == row.id;
    const bool isChanged = !isSame || !(*m_row == row);
    m_row = row;
    if (isChanged) m_details.reset();
    rowChanged(isSame, isChanged);
}

void CaseDrawer::take(std::size_t which)
{
    if (which < m_steps.size()) press(m_buttons[which]);
}

void CaseDrawer::forget()
{
    m_row.reset();
    m_details.reset();
}

void CaseDrawer::read(int request)
{
    if (!m_row) return;
    context().connection.call(this, api::ListAfterSales{m_row->seller, m_row->order},
                              [this, request](const Result<api::AfterSales>& all) {
                                  if (!isCurrent(request)) return;
                                  if (!all) return takeFailure(all.error());
                                  m_details = detailsOf(*all, m_row->id);
                                  if (m_details) detailsTaken();
                              });
}

QString CaseDrawer::whyNot(CaseStep step) const
{
    if (isBusy()) return tr("It is being done.");
    if (!context().workspace().may(permissionFor(*m_row, step))) {
        return tr("Your role can't do this. An administrator can give you access.");
    }
    return m_details ? QString() : tr("The details are on their way.");
}

void CaseDrawer::updateActions()
{
    m_steps = m_row ? nextSteps(*m_row) : std::vector<CaseStepWords>();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(i < m_steps.size());
        if (i >= m_steps.size()) continue;
        m_buttons[i]->setText(m_steps[i].text);
        m_buttons[i]->setAccessibleName(m_steps[i].text);
        allow(m_buttons[i], whyNot(m_steps[i].step));
    }
}

void CaseDrawer::clearHead()
{
    for (Label* label : {m_buyer, m_reason, m_kind, m_opened})
        label->clear();
}

void CaseDrawer::fillHead()
{
    drawer().setTitle(fromUtf8(m_row->orderNumber), statusWord(m_row->status));
    m_buyer->setText(fromUtf8(m_row->buyerName));
    m_reason->setText(refundReasonName(m_row->reason));
    m_kind->setText(caseKindText(m_row->kind));
    m_opened->setText(momentText(m_row->openedAt, context().clock()));
}

void CaseDrawer::fillSections()
{
    const api::AfterSaleView& view = m_details->view;
    auto* lines = new KeyValues(QStringLiteral("caseLines"));
    for (const api::AfterSaleLineView& line : view.lines) {
        const QString counted = line.received > 0
                                    ? tr("%1 of %2 back").arg(line.received).arg(line.quantity)
                                    : numberText(line.quantity);
        lines->add(fromUtf8(line.title), counted);
        if (!line.replacementTitle.empty())
            lines->addPart(tr("for"), fromUtf8(line.replacementTitle));
    }
    add(tr("Items"), "sectionLines")->addWidget(lines);
    auto* course = new KeyValues(QStringLiteral("caseCourse"));
    course->add(tr("Asked for by"), fromUtf8(view.actorName));
    course->add(tr("Opened"), fullMomentText(view.openedAt, context().clock()));
    course->add(tr("Changed"), fullMomentText(view.updatedAt, context().clock()));
    if (!view.trackingNumber.empty()) {
        course->add(view.carrier.empty() ? tr("Tracking number") : fromUtf8(view.carrier),
                    fromUtf8(view.trackingNumber));
    }
    auto* section = add(tr("Course"), "sectionCourse");
    section->addWidget(course);
    for (const std::string& note : {view.note, view.decisionNote}) {
        if (!note.empty())
            section->addWidget(makeParagraph(fromUtf8(note), Type::Secondary, &Theme::t2));
    }
}

} // namespace stoa::ui
