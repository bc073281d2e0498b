#include "ui/theme/proxy_style.h"

#include "ui/theme/paint.h"
#include "ui/theme/style_parts.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabBar>

namespace stoa::ui {

namespace {

constexpr int kIndicator = 15;
constexpr int kScrollBar = 8;
constexpr int kFieldHeight = 28;

template <class Option>
const Option& as(const QStyleOption* option)
{
    return *static_cast<const Option*>(option);
}

Qt::CheckState checkState(const QStyleOption* option)
{
    if ((option->state & QStyle::State_NoChange) != 0) return Qt::PartiallyChecked;
    return (option->state & QStyle::State_On) != 0 ? Qt::Checked : Qt::Unchecked;
}

int fieldHeight(const QWidget* widget)
{
    return scaled(widget != nullptr && widget->property("compact").toBool() ? 24 : kFieldHeight);
}

bool isTextArea(const QWidget* widget)
{
    return qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
}

} // namespace

ProxyStyle::ProxyStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void ProxyStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr ||
        qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QScrollBar*>(widget) != nullptr || qobject_cast<QTabBar*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget); isTextArea(widget)) {
        area->viewport()->setAutoFillBackground(false); // the field's rounded box shows through
    }
    if (qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QAbstractSpinBox*>(widget) != nullptr) {
        widget->setFocusPolicy(Qt::StrongFocus);
        widget->installEventFilter(this);
    }
    if (qobject_cast<QMenu*>(widget) != nullptr || widget->inherits("QComboBoxPrivateContainer")) {
        widget->setWindowFlag(Qt::NoDropShadowWindowHint);
    }
}

bool ProxyStyle::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
    event->ignore();
    return true;
}

int ProxyStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                            const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(kIndicator);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ScrollBarExtent:
        return kScrollBar;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return 1;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 3;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
        return scaled(16);
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_HeaderMargin:
        return 0; // drawHeaderLabel() knows its own padding
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ProxyStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_TabBar_PreferNoArrows:
    case SH_ItemView_ShowDecorationSelected:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_FocusFrame_AboveWidget: // else the control's parent cuts the ring off
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_Table_GridLineColor:
        return static_cast<int>(theme().line.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize ProxyStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                   const QSize& contents, const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_LineEdit:
        return {contents.width() + 18, fieldHeight(widget)};
    case CT_ComboBox:
        return {contents.width() + 8 + 30, fieldHeight(widget)};
    case CT_SpinBox:
        return {contents.width() + 30, fieldHeight(widget)};
    case CT_PushButton:
        return {std::max(contents.width() + 22, 28), scaled(28)};
    case CT_MenuItem:
        if (as<QStyleOptionMenuItem>(option).menuItemType == QStyleOptionMenuItem::Separator) {
            return {size.width(), 9};
        }
        return {contents.width() + 60, scaled(28)};
    case CT_HeaderSection:
        return {size.width(), scaled(30)};
    case CT_TabBarTab:
        return {contents.width() + 4, scaled(34)};
    default:
        return size;
    }
}

QRect ProxyStyle::subElementRect(SubElement element, const QStyleOption* option,
                                 const QWidget* widget) const
{
    if (element == SE_LineEditContents) return option->rect.adjusted(6, 1, -6, -1);
    if (element == SE_HeaderLabel) return option->rect; // the label knows its margins
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect ProxyStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                 SubControl part, const QWidget* widget) const
{
    const QRect all = option->rect;
    if (control == CC_ScrollBar) {
        // No arrows: the groove is the whole bar.
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
        if (part == SC_ScrollBarGroove) return all;
    }
    if (control == CC_SpinBox) {
        const QRect buttons(all.right() - 20, all.top() + 2, 18, all.height() - 4);
        const int half = buttons.height() / 2;
        if (part == SC_SpinBoxUp) return {buttons.topLeft(), QSize(18, half)};
        if (part == SC_SpinBoxDown) return {buttons.left(), buttons.top() + half, 18, half};
        if (part == SC_SpinBoxEditField) return all.adjusted(2, 1, -22, -1);
    }
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) return all.adjusted(9, 1, -26, -1);
        if (part == SC_ComboBoxArrow) return all.adjusted(all.width() - 26, 0, 0, 0);
        if (part == SC_ComboBoxListBoxPopup) return all.adjusted(0, 2, 0, 2);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void ProxyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                               QPainter* painter, const QWidget* widget) const
{
    const bool isEnabled = (option->state & State_Enabled) != 0;
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(*painter, option->rect, checkState(option), isEnabled);
    case PE_IndicatorRadioButton:
        return drawRadio(*painter, option->rect, checkState(option) == Qt::Checked, isEnabled);
    case PE_FrameFocusRect:
        return; // the ring is outside, see FocusRing
    case PE_PanelLineEdit:
        if (as<QStyleOptionFrame>(option).lineWidth > 0)
            style::drawField(*option, *painter, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonTool:
        return style::drawToolButtonPanel(*option, *painter);
    case PE_FrameMenu:
    case PE_PanelMenu:
        return drawBox(*painter, option->rect, 0, theme().raised, theme().line3);
    case PE_PanelTipLabel:
        return drawBox(*painter, option->rect, 0, theme().raised, theme().line3);
    case PE_Frame:
        if (isTextArea(widget)) return style::drawField(*option, *painter, widget);
        return drawBox(*painter, option->rect, 6, {}, theme().line2);
    case PE_FrameGroupBox:
        return drawBox(*painter, option->rect, 6, {}, theme().line2);
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        return style::drawItemBackground(as<QStyleOptionViewItem>(option), *painter);
    case PE_FrameTabBarBase:
        return drawRule(*painter, option->rect.bottomLeft(), option->rect.bottomRight(),
                        theme().line2);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ProxyStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    switch (element) {
    case CE_FocusFrame:
        return style::drawFocusRing(option->rect, *painter);
    case CE_PushButtonBevel:
        return style::drawPushButton(as<QStyleOptionButton>(option), *painter);
    case CE_ComboBoxLabel:
        return style::drawComboLabel(as<QStyleOptionComboBox>(option), *painter);
    case CE_HeaderSection:
        return style::drawHeaderSection(as<QStyleOptionHeader>(option), *painter);
    case CE_HeaderLabel:
        return style::drawHeaderLabel(as<QStyleOptionHeader>(option), *painter);
    case CE_HeaderEmptyArea:
        return painter->fillRect(option->rect, theme().sunken);
    case CE_MenuItem:
        return style::drawMenuItem(as<QStyleOptionMenuItem>(option), *painter);
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, theme().raised);
    case CE_TabBarTab:
        return style::drawTab(as<QStyleOptionTab>(option), *painter);
    case CE_ProgressBar:
        return style::drawProgress(as<QStyleOptionProgressBar>(option), *painter);
    case CE_Splitter: {
        const bool isBar = (option->state & State_Horizontal) != 0; // a vertical line
        const QRect rect = option->rect;
        painter->fillRect(isBar ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                                : QRect(rect.left(), rect.center().y(), rect.width(), 1),
                          theme().line2);
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ProxyStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox:
        return style::drawComboBox(as<QStyleOptionComboBox>(option), *painter, widget);
    case CC_SpinBox:
        return style::drawSpinBox(as<QStyleOptionSpinBox>(option), *painter, widget);
    case CC_ScrollBar:
        return style::drawScrollBar(
            as<QStyleOptionSlider>(option), *painter,
            proxy()->subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace stoa::ui
