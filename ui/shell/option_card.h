#pragma once
// One of two or three big choices: icon, title, a sentence, a few facts with ticks. Chosen has a 2
// px edge. Put them into a QButtonGroup; Left and Right move between them.

#include <QAbstractButton>

namespace stoa::ui {

class OptionCard final : public QAbstractButton {
    Q_OBJECT

public:
    OptionCard(const QString& icon, const QString& title, const QString& sentence,
               const QStringList& facts, const QString& name, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {226, 208}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_sentence;
    QStringList m_facts;
};

} // namespace stoa::ui
