#pragma once
// The images of a listing in their order: the first one large, the others small below it, and how
// many more there are. The console does not fetch from sellers' servers, so each shows its frame
// and what the seller says is in it; without images it says so.

#include "api/listings.h"

#include <QWidget>

namespace stoa::ui {

class ImageRow final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 200;
    static constexpr int kMostSmall = 3;

    ImageRow(const std::vector<api::Image>& images, const QString& name, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_captions; // one for each image, may be empty
};

} // namespace stoa::ui
