#include "ui/widgets/scrim_dialog.h"

#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kHeader = 48;
constexpr int kFooter = 56;
constexpr int kAround = 30;

class Panel final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, rect(), 10, theme().card, theme().line3);
    }
    void mousePressEvent(QMouseEvent*) override {} // not a click on the scrim
};

// A sunken part of the panel that keeps the panel's rounded corners and edge.
class Sunken final : public QWidget {
public:
    enum class Side { Right, Bottom };
    Sunken(Side side, QWidget* parent) : QWidget(parent), m_side(side) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setClipRect(rect());
        const bool isBottom = m_side == Side::Bottom;
        drawBox(painter, isBottom ? rect().adjusted(0, -20, 0, 0) : rect(), isBottom ? 9 : 0,
                theme().sunken, {});
        if (isBottom)
            drawRule(painter, {0, 0}, {width() - 1, 0}, theme().line2);
        else
            drawRule(painter, {0, 0}, {0, height() - 1}, theme().line2);
    }

private:
    Side m_side;
};

void scrollTo(QWidget* widget)
{
    for (QWidget* around = widget->parentWidget(); around; around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around)) area->ensureWidgetVisible(widget);
    }
}

} // namespace

ScrimDialog::ScrimDialog(QWidget* over, const QString& name)
    : QWidget(over->window()),
      m_panel(new Panel(this)),
      m_header(new QWidget(m_panel)),
      m_headerRule(makeRule(Qt::Horizontal, nullptr, &Theme::line2)),
      m_middle(new QHBoxLayout)
{
    setObjectName(name);
    hide();
    m_panel->setObjectName(name + QStringLiteral("Panel"));
    m_panel->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(m_panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_header->setFixedHeight(scaled(kHeader) - 1);
    column->addWidget(m_header);
    column->addWidget(m_headerRule);
    m_middle->setSpacing(0);
    column->addLayout(m_middle, 1);
    parentWidget()->installEventFilter(this);
    m_panel->installEventFilter(this);
}

void ScrimDialog::setTitle(const QString& icon, const QString& title, const QString& facts)
{
    setAccessibleName(title);
    delete m_header->layout();
    qDeleteAll(m_header->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(19, 0, 12, 0);
    row->setSpacing(10);
    if (!icon.isEmpty()) row->addWidget(new IconMark(icon));
    auto* heading = new Label(title, Type::ObjectTitle);
    row->addWidget(heading, facts.isEmpty() ? 1 : 0);
    if (!facts.isEmpty()) row->addWidget(new Label(facts, Type::Body, &Theme::t3), 1);
    auto* cross = new IconButton(QStringLiteral("x"), tr("Close"), QStringLiteral("close"));
    connect(cross, &IconButton::clicked, this, &ScrimDialog::reject);
    row->addWidget(cross);
}

void ScrimDialog::setHeaderVisible(bool isVisible)
{
    m_header->setVisible(isVisible);
    m_headerRule->setVisible(isVisible);
}

void ScrimDialog::setPanelSize(QSize size)
{
    m_size = size;
}

void ScrimDialog::setTop(int top)
{
    m_top = top;
}

void ScrimDialog::setBody(QWidget* body)
{
    m_middle->insertWidget(0, m_size.isValid() ? body : makeFittingScrollArea(body), 1);
}

void ScrimDialog::setSide(QWidget* side, int width)
{
    auto* column = new Sunken(Sunken::Side::Right, m_panel);
    column->setFixedWidth(scaled(width));
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(side);
    m_middle->addWidget(column);
}

void ScrimDialog::buildFooter()
{
    if (m_footer != nullptr) return;
    m_footer = new Sunken(Sunken::Side::Bottom, m_panel);
    m_footer->setFixedHeight(scaled(kFooter));
    m_footerRow = new QHBoxLayout(m_footer);
    m_footerRow->setContentsMargins(19, 1, 19, 0);
    m_footerRow->setSpacing(8);
    m_footerRow->addStretch(1);
    m_panel->layout()->addWidget(m_footer);
}

void ScrimDialog::setFooterHint(const QString& icon, const QString& hint)
{
    buildFooter();
    if (m_hint == nullptr) {
        m_hintMark = new IconMark(icon, &Theme::t3);
        m_hint = new Label({}, Type::Secondary, &Theme::t3);
        m_footerRow->insertWidget(0, m_hintMark);
        m_footerRow->insertWidget(1, m_hint, 1);
        delete m_footerRow->takeAt(2); // the stretch: the hint takes what room there is
    }
    m_hintMark->setIcon(icon, &Theme::t3);
    m_hintMark->setVisible(!icon.isEmpty());
    m_hint->setText(hint);
}

Button* ScrimDialog::addButton(Button* button)
{
    buildFooter();
    m_footerRow->addWidget(button);
    const auto kind = button->kind();
    if (kind == Button::Kind::Primary || kind == Button::Kind::Destructive ||
        kind == Button::Kind::Approve) {
        m_primary = button;
    }
    return button;
}

void ScrimDialog::open()
{
    m_focusBefore = QApplication::focusWidget();
    m_isOpen = true;
    place();
    show();
    raise();
    if (m_firstFocus)
        m_firstFocus->setFocus(Qt::TabFocusReason);
    else if (!focusNextPrevChild(true))
        setFocus();
    // What has the focus may be switched off or hidden; keys still have to arrive somewhere.
    connect(
        qApp, &QApplication::focusChanged, this,
        [this](const QWidget*, const QWidget* now) {
            if (now == nullptr && m_isOpen && openOver(this) == this) setFocus();
        },
        Qt::QueuedConnection);
}

void ScrimDialog::accept()
{
    close(true);
}

void ScrimDialog::reject()
{
    if (!m_underWay.isEmpty() || (m_mayReject && !m_mayReject())) return;
    close(false);
}

void ScrimDialog::close(bool isAccepted)
{
    if (!m_isOpen) return;
    m_isOpen = false;
    hide();
    if (m_focusBefore) m_focusBefore->setFocus(Qt::OtherFocusReason);
    deleteLater();
    if (isAccepted)
        emit accepted();
    else
        emit rejected();
}

ScrimDialog* ScrimDialog::underWayOver(const QWidget* widget)
{
    for (QObject* child : widget->window()->children()) {
        auto* dialog = qobject_cast<ScrimDialog*>(child);
        if (dialog != nullptr && dialog->isOpen() && !dialog->underWay().isEmpty()) return dialog;
    }
    return nullptr;
}

ScrimDialog* ScrimDialog::openOver(const QWidget* widget)
{
    ScrimDialog* top = nullptr;
    for (QObject* child : widget->window()->children()) { // in stacking order
        auto* dialog = qobject_cast<ScrimDialog*>(child);
        if (dialog != nullptr && dialog->isOpen()) top = dialog;
    }
    return top;
}

bool ScrimDialog::focusNextPrevChild(bool next)
{
    QWidget* from = QApplication::focusWidget();
    if (from == nullptr || !isAncestorOf(from)) from = this;
    QWidget* widget = from;
    do {
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
        // A part of another control, as the line of a spin box, would lead back to where we are.
        const bool takesTab =
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
        if (takesTab && m_panel->isAncestorOf(widget) && widget->isEnabled() &&
            widget->isVisibleTo(this)) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            scrollTo(widget);
            return true;
        }
    } while (widget != from);
    return false;
}

void ScrimDialog::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().scrim);
}

void ScrimDialog::mousePressEvent(QMouseEvent*)
{
    reject();
}

void ScrimDialog::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) return reject();
    if (isEnter && (event->modifiers() & Qt::ControlModifier) != 0) {
        if (m_primary && m_primary->isEnabled()) m_primary->click();
        return;
    }
    event->accept(); // nothing reaches the page below
}

bool ScrimDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && m_isOpen) place();
    if (watched == m_panel && event->type() == QEvent::LayoutRequest && m_isOpen) grow();
    return QWidget::eventFilter(watched, event);
}

QSize ScrimDialog::fittingSize() const
{
    if (m_size.isValid()) return {scaled(m_size.width()), scaled(m_size.height())};
    QSize size = m_panel->sizeHint();
    if (m_panel->hasHeightForWidth()) size.setHeight(m_panel->heightForWidth(size.width()));
    return size;
}

void ScrimDialog::place()
{
    setGeometry(parentWidget()->rect());
    const QSize most(width() - 2 * kAround, height() - 2 * kAround);
    const QSize size = fittingSize().boundedTo(most);
    const int top = m_top < 0 ? (height() - size.height()) / 2
                              : std::min(m_top, height() - size.height() - kAround);
    m_panel->setGeometry((width() - size.width()) / 2, top, size.width(), size.height());
}

void ScrimDialog::grow()
{
    if (m_size.isValid()) return;
    QRect panel = m_panel->geometry();
    const int most = height() - 2 * kAround;
    panel.setHeight(std::clamp(fittingSize().height(), panel.height(), most));
    panel.moveTop(std::min(panel.top(), height() - kAround - panel.height()));
    m_panel->setGeometry(panel);
}

} // namespace stoa::ui
