#pragma once
// A paragraph of a seller's text with the places where rules struck marked: a tint behind the words
// and a line of 2 px below them; the tooltip names the rule. Painted with QTextLayout, always as
// plain text. Its height follows from its width.

#include "ui/moderation/rule_marks.h"
#include "ui/theme/fonts.h"

#include <QWidget>

class QTextLayout;

namespace stoa::ui {

class MarkedText final : public QWidget {
    Q_OBJECT

public:
    explicit MarkedText(Type type, const QString& name, QWidget* parent = nullptr);

    void setText(const QString& text, std::vector<TextMark> marks = {});
    const QString& text() const { return m_text; }
    const std::vector<TextMark>& marks() const { return m_marks; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int lay(QTextLayout& layout, int width) const; // the height
    int rowHeight() const;
    const TextMark* markAt(QPoint at) const;

    Type m_type;
    QString m_text;
    std::vector<TextMark> m_marks;
};

} // namespace stoa::ui
