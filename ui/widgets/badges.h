#pragma once
// Small painted things that say one word: a state, a key, a person, a count. They are the widgets
// for layouts; tables paint the same shapes through their delegates (paint.h).

#include "ui/text/words.h"
#include "ui/theme/paint.h"

#include <QWidget>

namespace stoa::ui {

class StatusChip final : public QWidget {
    Q_OBJECT

public:
    explicit StatusChip(const StatusWord& word, QWidget* parent = nullptr,
                        ChipSize size = ChipSize::Normal);
    void setWord(const StatusWord& word);
    QSize sizeHint() const override { return chipSize(m_word, m_size); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusWord m_word;
    ChipSize m_size;
};

class KeyCap final : public QWidget {
    Q_OBJECT

public:
    explicit KeyCap(const QString& key, QWidget* parent = nullptr);
    QSize sizeHint() const override { return keyCapSize(m_key); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

class Avatar final : public QWidget {
    Q_OBJECT

public:
    explicit Avatar(const QString& fullName, int side = 28, QWidget* parent = nullptr);
    void setFullName(const QString& fullName);
    QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_fullName;
    int m_side;
};

class Counter final : public QWidget {
    Q_OBJECT

public:
    explicit Counter(const QString& count, Tone tone = Tone::Neutral, QWidget* parent = nullptr);
    void setCount(const QString& count, Tone tone = Tone::Neutral);
    QSize sizeHint() const override { return counterSize(m_count); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_count;
    Tone m_tone;
};

// An icon in a fixed square, tinted.
class IconMark final : public QWidget {
    Q_OBJECT

public:
    explicit IconMark(const QString& icon, Ink ink = &Theme::t2, int side = 16,
                      QWidget* parent = nullptr);
    void setIcon(const QString& icon, Ink ink);
    QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Ink m_ink;
    int m_side;
};

// A coloured dot with no meaning of its own; a word stands beside it.
class Dot final : public QWidget {
    Q_OBJECT

public:
    explicit Dot(Tone tone, QWidget* parent = nullptr);
    void setTone(Tone tone, bool isHollow = false);
    QSize sizeHint() const override { return {8, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone;
    bool m_isHollow = false;
};

} // namespace stoa::ui
