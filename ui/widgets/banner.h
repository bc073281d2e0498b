#pragma once
// A strip of 40 px across a page for something that holds for the whole page: offline, an error
// that left the old rows standing, a suspended shop. One sentence, at most one action. A Note is
// the same inside a panel or dialog: a bold lead, wrapped text, any tone.

#include "ui/text/tone.h"

#include <QWidget>

namespace stoa::ui {

class Button;
class Label;

class Banner final : public QWidget {
    Q_OBJECT

public:
    explicit Banner(const QString& name, QWidget* parent = nullptr); // hidden until show…

    void showMessage(Tone tone, const QString& icon, const QString& lead, const QString& text,
                     const QString& action = {});
    void showOffline(const QString& text, const QString& action = {}); // amber

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Warn;
    QString m_icon;
    Label* m_lead;
    Label* m_text;
    Button* m_action;
};

class Note final : public QWidget {
    Q_OBJECT

public:
    Note(Tone tone, const QString& icon, const QString& text, QWidget* parent = nullptr);
    void setMessage(Tone tone, const QString& icon, const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
    QString m_icon;
    Label* m_text;
};

} // namespace stoa::ui
