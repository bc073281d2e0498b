#pragma once
// One of two or three big choices: icon, title, a sentence, a few facts with ticks. Chosen has a 2
// px edge. Put them into a QButtonGroup; Left and Right move between them. Where room is short and
// the choice is made, a compact card leaves the facts out.

#include <QAbstractButton>

namespace stoa::ui {

class OptionCard final : public QAbstractButton {
    Q_OBJECT

public:
    OptionCard(const QString& icon, const QString& title, const QString& sentence,
               const QStringList& facts, const QString& name, QWidget* parent = nullptr);
    void setCompact(bool isCompact);
    bool isCompact() const { return m_isCompact; }
    QSize sizeHint() const override { return {226, m_isCompact ? 90 : 208}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintFacts(QPainter& painter) const;

    QString m_icon;
    QString m_sentence;
    QStringList m_facts;
    bool m_isCompact = false;
};

} // namespace stoa::ui
